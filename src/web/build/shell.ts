import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import type {Plugin} from 'vite';

type Chunk = {file: string; css?: string[]; assets?: string[]};

/** Writes into the service worker what the phone needs to start without a network, and each file in gzip and brotli beside it. */
export const shell = ({folder}: {folder: string}): Plugin => ({
	name: 'shell',
	applyToEnvironment: ({name}) => name === 'phone',
	closeBundle() {
		const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
		const files = [...filesOf(manifest)].map(file => `/${file}`);
		const pictures = readdirSync(path.join(folder, 'm')).filter(file => /\.(png|svg|webmanifest)$/.test(file));
		const urls = ['/m/', ...pictures.map(file => `/m/${file}`), ...files].sort();
		const content = createHash('sha256')
			.update(readFileSync(path.join(folder, 'phone/index.html')))
			.update(urls.join('\n'));
		const worker = path.join(folder, 'm/worker.js');
		const code = readFileSync(worker, 'utf8').replace('__URLS__', JSON.stringify(urls).replaceAll('"', '\\"'));
		writeFileSync(worker, code.replace('__SHELL__', content.digest('hex').slice(0, 16)));
		compress(folder);
	},
});

/** All that the phone was built of: it is built apart from the office, so nothing else is there. */
const filesOf = (manifest: Record<string, Chunk>): Set<string> =>
	new Set(
		Object.values(manifest)
			.filter(({file}) => !file.endsWith('.html') && !file.startsWith('m/'))
			.flatMap(({file, css = [], assets = []}) => [file, ...css, ...assets]),
	);

function compress(folder: string): void {
	for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'})) {
		const file = path.join(folder, name);
		if (!/\.(js|css|html|svg|webmanifest)$/.test(name) || statSync(file).size < 1024) continue;
		const bytes = readFileSync(file);
		writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, {level: 9}));
		writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes));
	}
}
