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
	builder: {
		async buildApp(builder) {
			await builder.build(builder.environments.client!);
			await builder.build(builder.environments.phone!);
		},
	},
	build: {
		outDir: here('../../dist/web'),
		target: ['chrome100', 'safari15.4', 'firefox115'],
		assetsInlineLimit: 0,
		modulePreload: {polyfill: false},
	},
	// Built apart, and a group takes all that its main.ts imports: what is needed first is one file, as each is a round trip underground.
	environments: {
		client: {
			build: {
				emptyOutDir: true,
				rollupOptions: {
					input: {office: here('office/index.html')},
					output: {codeSplitting: {groups: [{name: 'office', test: /office\/main\.ts$/}]}},
				},
			},
		},
		phone: {
			consumer: 'client',
			build: {
				emptyOutDir: false,
				copyPublicDir: false,
				manifest: true,
				rollupOptions: {
					input: {phone: here('phone/index.html'), worker: here('phone/worker/worker.ts')},
					output: {
						entryFileNames: ({name}) => (name === 'worker' ? 'm/worker.js' : 'assets/[name]-[hash].js'),
						codeSplitting: {groups: [{name: 'phone', test: /phone\/main\.ts$/}]},
					},
				},
			},
		},
	},
});
