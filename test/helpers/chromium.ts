import {spawnSync} from 'node:child_process';
import {createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createBrotliDecompress} from 'node:zlib';

const files = createRequire(import.meta.url)
	.resolve('@sparticuz/chromium')
	.replace(/build\/.*$/, 'bin');
const home = path.join(tmpdir(), `register-chromium-147-${process.getuid?.() ?? 0}`);

/** Chromium out of its npm package, unpacked once; several test files may ask at the same moment. CHROMIUM_PATH names another. */
export async function findChromium(): Promise<{executablePath: string; env: NodeJS.ProcessEnv}> {
	if (process.env.CHROMIUM_PATH) return {executablePath: process.env.CHROMIUM_PATH, env: process.env};
	const executablePath = await unpacked('chromium.br', 'chromium');
	const missing = spawnSync(executablePath, ['--version'], {encoding: 'utf8'});
	if (missing.status === 0) return {executablePath, env: process.env};
	// A machine without libnss3 and the like: the package brings them too.
	const archive = await unpacked('al2023.tar.br', 'libraries.tar');
	spawnSync('tar', ['-xf', archive, '-C', home]);
	return {executablePath, env: {...process.env, LD_LIBRARY_PATH: path.join(home, 'lib')}};
}

async function unpacked(packed: string, name: string): Promise<string> {
	const file = path.join(home, name);
	if (existsSync(file)) return file;
	mkdirSync(home, {recursive: true});
	const half = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
	await pipeline(createReadStream(path.join(files, packed)), createBrotliDecompress(), createWriteStream(half, {mode: 0o755}));
	if (existsSync(file)) rmSync(half);
	else renameSync(half, file);
	return file;
}
