export type Layer = {
	name: string;
	/** A file, or a folder with everything below it. The first layer that fits a file is its layer. */
	files: string[];
	/** Layers it may import besides itself, types too. */
	may: string[];
	packages: string[];
	/** Whether it may import node:*. */
	node?: true;
	exceptions?: Array<{file: string; may: string[]; reason: string}>;
};

/** The table of rules §1.16: who imports whom. An exception names its file and its reason. */
export const layers: Layer[] = [
	{
		name: 'domain',
		files: ['src/domain/**'],
		may: [],
		// uuid: ids that are made of what they name (v5) or of a moment (v7), pure functions both.
		packages: ['uuid'],
	},
	{name: 'contract', files: ['src/contract/**'], may: ['domain'], packages: ['@sinclair/typebox']},
	{
		name: 'store',
		files: ['src/store/**'],
		may: ['domain'],
		packages: ['knex', 'canonicalize', 'uuid'],
		node: true,
		exceptions: [{file: 'src/store/engine.ts', may: ['knexfile.ts'], reason: 'opens what the one configuration describes'}],
	},
	{
		name: 'actions',
		files: ['src/actions/**'],
		may: ['domain', 'store'],
		packages: ['@node-rs/argon2', 'uuid'],
		node: true,
		exceptions: [
			{
				file: 'src/actions/inspections/examine-photo.ts',
				may: ['sharp', 'exif-reader'],
				reason:
					'looks at the bytes before the transaction (rules §1.11): whole, how big, what it looks like, when and where taken',
			},
			{
				file: 'src/actions/inspections/see-photo.ts',
				may: ['sharp'],
				reason: 'shrinks a photo for the screen, outside any transaction',
			},
		],
	},
	{
		name: 'http',
		files: ['src/http/**'],
		may: ['domain', 'contract', 'actions', 'services'],
		packages: [
			'@fastify/busboy',
			'@koa/router',
			'@sinclair/typebox',
			'ajv',
			'ajv-formats',
			'csv-stringify',
			'ical-generator',
			'exceljs',
			'koa',
			'koa-send',
			'prom-client',
			'rate-limiter-flexible',
			'raw-body',
			'yazl',
		],
		node: true,
		exceptions: [
			{
				file: 'src/http/route.ts',
				may: ['src/store/engine.ts', 'src/store/queue.ts'],
				reason: 'types only: what a row hands to its action',
			},
			{
				file: 'src/http/remember.ts',
				may: ['src/store/engine.ts', 'src/store/journal/journal.ts', 'src/store/replies.ts'],
				reason: 'the stored replies belong to the gates and to no action (rules §1.6)',
			},
		],
	},
	{name: 'reports', files: ['reports/**'], may: ['domain'], packages: ['pdfkit', 'fontkit', 'wawoff2', 'qr'], node: true},
	{
		name: 'papers',
		files: ['src/papers.ts', 'src/create-papers.ts', 'src/drawing/**'],
		may: ['domain', 'reports'],
		packages: ['sharp'],
		node: true,
	},
	{
		name: 'ground',
		files: ['src/root.ts', 'src/clock.ts', 'src/config.ts', 'src/files.ts'],
		may: ['domain'],
		packages: [],
		node: true,
	},
	{
		name: 'forms',
		files: ['src/forms.ts', 'src/forms-check.ts', 'src/forms-files.ts', 'src/forms-seal.ts'],
		may: ['domain', 'ground'],
		packages: ['ajv', 'canonicalize'],
		node: true,
	},
	{name: 'assigning', files: ['src/assigning/**'], may: ['domain'], packages: [], node: true},
	{name: 'services', files: ['src/services.ts'], may: ['domain', 'store', 'ground', 'papers'], packages: ['pino']},
	{
		name: 'server',
		files: ['src/server.ts', 'src/start.ts', 'src/app.ts', 'src/daily.ts', 'src/system.ts'],
		may: ['domain', 'store', 'actions', 'http', 'services', 'ground', 'forms', 'papers', 'assigning'],
		packages: ['koa', 'koa-helmet', 'pino'],
		node: true,
	},
	{
		name: 'demo',
		files: ['src/demo.ts', 'src/demo/**'],
		may: ['domain', 'store', 'actions', 'http', 'services', 'ground', 'forms', 'papers', 'server'],
		packages: ['uuid', 'sharp'],
		node: true,
	},
	{
		name: 'cli',
		files: ['src/cli.ts', 'src/cli/**'],
		may: ['domain', 'contract', 'store', 'actions', 'ground', 'forms'],
		packages: ['uuid'],
		node: true,
		exceptions: [
			{
				file: 'src/cli/fonts.ts',
				may: ['reports/lib/fonts.ts', 'src/drawing/font-lines.ts'],
				reason: 'shows which fonts papers would use',
			},
		],
	},
	{
		name: 'web-build',
		files: ['src/web/build/**', 'src/web/vite.config.ts'],
		may: [],
		packages: ['vite', '@vitejs/plugin-vue'],
		node: true,
	},
	{
		name: 'web',
		files: ['src/web/**'],
		may: ['domain', 'contract'],
		packages: [
			'vue',
			'vue-router',
			'idb',
			'qr',
			'signature_pad',
			'@noble/hashes',
			'@sinclair/typebox',
			'uuid',
			'element-plus',
			'echarts',
			'leaflet',
			'supercluster',
			'gcoord',
		],
	},
	{name: 'database', files: ['db/**'], may: [], packages: ['knex'], node: true},
	{name: 'knexfile', files: ['knexfile.ts'], may: [], packages: ['knex', 'pg'], node: true},
];

/** Files that may read the time. */
export const mayRead = new Set(['src/clock.ts', 'src/web/offline/clock.ts', 'src/web/office/clock.ts']);

/** Files that may name a database driver: the configuration, and the one question whether it is PostgreSQL. */
export const mayName = new Set(['knexfile.ts', 'src/store/engine.ts', 'db/sql.ts']);
