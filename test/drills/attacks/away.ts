import {type Stand, tableOf} from '../drilling.ts';
import {counted, type Said, say, startRegister, wait} from './register.ts';

type Postgres = {pause: () => Promise<void>; resume: () => Promise<void>};

/** PostgreSQL is restarted while many file and read: they are told to come again, the pool heals, nothing is lost or doubled. */
export async function away(t: Stand, {restarts, seconds}: {restarts: number; seconds: number}, postgres: Postgres) {
	const {makeOne, file, serve, audit, auditOnce, secret} = await startRegister(t, 'postgres');
	const server = await serve();
	const {origin} = server;
	const faults: string[] = [];
	const [writes, reads]: [Said[], Said[]] = [[], []];
	let isOver = false;
	let made = 0;
	const write = async (lane: number) => {
		while (!isOver) {
			const filing = await makeOne(`away/${lane}/${made++}`, made);
			for (let tries = 0; tries < 200; tries++) {
				const all = await file(origin, filing);
				writes.push(...all);
				if (all.every(({status}) => status === 200 || status === 201)) break;
				await wait(150);
			}
		}
	};
	const read = async () => {
		while (!isOver) {
			reads.push(await say({origin, method: 'GET', path: '/api/hazards?limit=50'}, secret));
			await wait(30);
		}
	};
	const load = Promise.all([...Array.from({length: 8}, async (_, lane) => write(lane)), read()]);
	for (let restart = 0; restart < restarts; restart++) {
		await wait(1500);
		await postgres.pause();
		await wait(seconds * 1000);
		await postgres.resume();
	}
	await wait(3000);
	isOver = true;
	await load;
	for (const [name] of counted([...writes, ...reads]))
		if (!/^(200|201|503 (busy|database-away))$/.test(name)) faults.push(`answered ${name}`);
	const slowest = Math.round(Math.max(...[...writes, ...reads].map(({ms}) => ms)));
	if (slowest > 15_000) faults.push(`an answer took ${slowest} ms`);
	if (![...writes, ...reads].some(({status}) => status === 503)) faults.push('nobody noticed that it was away');
	faults.push(...(await audit(origin)), ...(await auditOnce()));
	await server.kill();
	const table = tableOf([
		['restarts', restarts],
		['seconds away each', seconds],
		...counted(writes).map(([name, count]) => [`writes answered ${name}`, count]),
		...counted(reads).map(([name, count]) => [`reads answered ${name}`, count]),
		['slowest answer, ms', slowest],
		['filings made', made],
		['lost or doubled', faults.length],
	]);
	return {faults, table};
}
