import {once} from 'node:events';
import {type Stand, tableOf} from '../drilling.ts';
import {counted, type Said, startRegister, wait} from './register.ts';

/** SIGTERM while many file: what is under way is answered, new ones are refused, it ends with 0 in time, nothing is lost. */
export async function term(t: Stand, {rounds}: {rounds: number}) {
	const {makeOne, file, serve, audit, auditOnce} = await startRegister(t);
	const faults: string[] = [];
	const all: Said[] = [];
	let slowest = 0;
	let server = await serve();
	for (let round = 0; round < rounds; round++) {
		const filings = await Promise.all(Array.from({length: 48}, async (_, i) => makeOne(`term/${round}/${i}`, round * 100 + i)));
		const gone = once(server.child, 'exit') as Promise<[number | null, string | null]>;
		const {origin} = server;
		const load = Promise.all(filings.map(async filing => all.push(...(await file(origin, filing)))));
		await wait(40 + 30 * round);
		const from = performance.now();
		server.child.kill('SIGTERM');
		const [code, signal] = await gone;
		slowest = Math.max(slowest, performance.now() - from);
		if (code !== 0) faults.push(`ended with ${code ?? signal}`);
		await load;
		server = await serve();
		for (const filing of filings) {
			const [, filed] = await file(server.origin, filing);
			if (filed!.status > 201) faults.push(`${filing.path} sent again: ${filed!.status} ${filed!.code}`);
		}
	}
	if (slowest > 15_000) faults.push(`ended after ${Math.round(slowest)} ms`);
	for (const [name] of counted(all)) if (!/^(200|201|no answer)$/.test(name)) faults.push(`answered ${name}`);
	faults.push(...(await audit(server.origin)), ...(await auditOnce()));
	await server.kill();
	const table = tableOf([
		['SIGTERM under load', rounds],
		...counted(all).map(([name, count]) => [name === 'no answer' ? 'refused or not begun' : `answered ${name}`, count]),
		['slowest end, ms', Math.round(slowest)],
		['lost or doubled', faults.length],
	]);
	return {faults, table};
}
