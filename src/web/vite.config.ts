import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import vue from '@vitejs/plugin-vue';
import {defineConfig} from 'vite';
import {dropOutsideFonts} from './build/outside-fonts.ts';
import {shell} from './build/shell.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const {version} = JSON.parse(readFileSync(here('../../package.json'), 'utf8')) as {version: string};

/** One app, an entrance for each surface; the server serves `dist/web` (src/http/web-files.ts). */
export default defineConfig({
	root: here('.'),
	base: '/',
	publicDir: here('public'),
	logLevel: 'warn',
	define: {__VERSION__: JSON.stringify(version)},
	plugins: [vue(), dropOutsideFonts(), shell({folder: here('../../dist/web')})],
	build: {
		outDir: here('../../dist/web'),
		emptyOutDir: true,
		manifest: true,
		target: ['chrome100', 'safari15.4', 'firefox115'],
		assetsInlineLimit: 0,
		modulePreload: {polyfill: false},
		rollupOptions: {
			input: {office: here('office/index.html'), phone: here('phone/index.html'), worker: here('phone/worker/worker.ts')},
			output: {entryFileNames: ({name}) => (name === 'worker' ? 'm/worker.js' : 'assets/[name]-[hash].js')},
		},
	},
});
