import {spawn} from 'node:child_process';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {startPostgres} from './helpers/postgres.ts';

// Runs every test on both engines: starts a PostgreSQL of its own, then ava on the compiled tests, and counts.
const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const postgres = await startPostgres();
const files = process.argv.slice(2);
// The longest walks through a browser belong to the full numbers (`npm run prove`): a check stays under a quarter of an hour.
const long = [
	'phone-faults',
	'phone-moves',
	'phone-troubles',
	'meanwhile',
	'office-hazards',
	'office-plans',
	'office-roles',
	'office-strange',
	'office-tables',
].map(name => `!dist/test/browser/${name}.test.js`);
const everything = ['dist/test/**/*.test.js', ...(process.env.PROVE === 'full' ? [] : long)];
const code = await runAva(files.length > 0 ? files : everything);
await postgres.stop();
process.exit(code);

/** Runs ava, copies its TAP as plain lines, and closes with 'N passed, N failed'. */
async function runAva(patterns: string[]): Promise<number> {
	const ava = spawn(process.execPath, [path.join(root, 'node_modules/ava/entrypoints/cli.mjs'), '--tap', ...patterns], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {...process.env, TEST_DATABASE_URL: postgres.url},
	});
	let passed = 0;
	let failed = 0;
	let isFailure = false;
	let rest = '';
	ava.stdout.on('data', (chunk: Buffer) => {
		const lines = (rest + chunk.toString()).split('\n');
		rest = lines.pop()!;
		for (const line of lines) {
			if (line.startsWith('ok ')) passed++;
			if (line.startsWith('not ok ')) failed++;
			if (/^(not )?ok /.test(line)) isFailure = line.startsWith('not ok');
			if (isFailure || line.startsWith('#')) process.stdout.write(`${line}\n`);
		}
	});
	const exit = await new Promise<number>(resolve => ava.on('close', status => resolve(status ?? 1)));
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	return exit === 0 && passed > 0 && failed === 0 ? 0 : 1;
}
