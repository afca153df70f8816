import path from 'node:path';
import knex from 'knex';
import {sqliteConfig} from '../../../knexfile.ts';
import {type Stand, tableOf} from '../drilling.ts';
import {counted, type Said, say, startRegister, wait} from './register.ts';

/** Another program holds the database for some seconds: writes are told to come again, reads go on, nothing is lost. */
export async function locked(t: Stand, {seconds}: {seconds: number}) {
	const {app, makeOne, file, serve, audit, auditOnce, secret} = await startRegister(t);
	const server = await serve();
	const filings = await Promise.all(Array.from({length: 24}, async (_, i) => makeOne(`locked/${i}`, i)));
	const other = knex(sqliteConfig(path.join(app.folder, 'register.sqlite3'), 'writer'));
	await other.raw('begin immediate');
	const end = Date.now() + seconds * 1000;
	const [writes, reads]: [Said[], Said[]] = [[], []];
	const isHeld = () => Date.now() < end;
	const write = async (i: number) => {
		while (isHeld()) {
			const all = await file(server.origin, filings[i]!);
			writes.push(...all.filter(({at}) => at < end));
			await wait(1000);
		}
	};
	const read = async () => {
		while (isHeld()) {
			reads.push(await say({origin: server.origin, method: 'GET', path: '/api/hazards?limit=50'}, secret));
			await wait(50);
		}
	};
	await Promise.all([
		...filings.map(async (_, i) => write(i)),
		read(),
		wait(seconds * 1000).then(async () => other.raw('rollback')),
	]);
	await other.destroy();
	const faults: string[] = [];
	for (const {status, code, retryAfter} of writes)
		if (status !== 503 || code !== 'busy' || !retryAfter)
			faults.push(`a write answered ${status} ${code}, Retry-After ${retryAfter}`);
	for (const {status} of reads) if (status !== 200) faults.push(`a read answered ${status}`);
	const slowest = (list: Said[]) => Math.round(Math.max(...list.map(({ms}) => ms)));
	if (slowest(writes) > 10_000) faults.push(`a write waited ${slowest(writes)} ms`);
	for (const filing of filings) {
		const all = await file(server.origin, filing);
		if (all.some(({status}) => status > 201))
			faults.push(`not well afterwards: ${all.map(({status, code}) => `${status} ${code}`).join()}`);
	}
	faults.push(...(await audit(server.origin)), ...(await auditOnce()));
	await server.kill();
	const table = tableOf([
		['seconds held', seconds],
		...counted(writes).map(([name, count]) => [`writes answered ${name}`, count]),
		['slowest refusal, ms', slowest(writes)],
		...counted(reads).map(([name, count]) => [`reads answered ${name}`, count]),
		['slowest read, ms', slowest(reads)],
		['lost or doubled', faults.length],
	]);
	return {faults, table};
}
