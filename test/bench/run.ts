import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

// npm run bench -- <name> [arguments]: runs one measurement in a process of its own; without a name it lists them.
const folder = path.dirname(fileURLToPath(import.meta.url));
const names = readdirSync(folder)
	.filter(file => file.endsWith('.js') && file !== 'run.js')
	.map(file => file.slice(0, -3));
const [name, ...more] = process.argv.slice(2);
if (name && names.includes(name)) {
	process.exit(spawnSync(process.execPath, [path.join(folder, `${name}.js`), ...more], {stdio: 'inherit'}).status ?? 1);
}
process.stdout.write(`npm run bench -- <${names.join('|')}>\n`);
process.exit(name ? 1 : 0);
