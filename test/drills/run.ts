import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {startPostgres} from '../helpers/postgres.ts';

// npm run drill -- <name> [arguments]: runs one attack in a process of its own; without a name it lists them.
const folder = path.dirname(fileURLToPath(import.meta.url));
const names = readdirSync(folder)
	.filter(file => file.endsWith('.js') && !file.endsWith('.test.js') && !['run.js', 'drilling.js'].includes(file))
	.map(file => file.slice(0, -3));
const [name, ...more] = process.argv.slice(2);
if (name && names.includes(name)) {
	const postgres = name !== 'postgres' && more.includes('postgres') ? await startPostgres() : undefined;
	const env = {...process.env, UV_THREADPOOL_SIZE: '8', ...(postgres && {TEST_DATABASE_URL: postgres.url})};
	const {status} = spawnSync(process.execPath, [path.join(folder, `${name}.js`), ...more], {stdio: 'inherit', env});
	await postgres?.stop();
	process.exit(status ?? 1);
}
process.stdout.write(`npm run drill -- <${names.join('|')}>\n`);
process.exit(name ? 1 : 0);
