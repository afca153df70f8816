import type {Served} from '../../helpers/server.ts';
import {type Stand, tableOf} from '../drilling.ts';
import {luckOf} from '../fuzzing/luck.ts';
import {type Filing, startRegister, wait} from './register.ts';

/** kill −9 in bursts of filings with photos: at a random moment, again and again. */
export async function kill(t: Stand, {bursts, seed}: {bursts: number; seed: number}) {
	const register = await startRegister(t);
	const {app, acknowledged, makeOne, file, serve, audit, auditOnce} = register;
	const luck = luckOf(seed);
	const faults: string[] = [];
	const counts = {sent: 0, acknowledged: 0, keptUnsaid: 0, cut: 0};
	let server = await serve();
	for (let burst = 0; burst < bursts; burst++) {
		const filings: Filing[] = await Promise.all(
			Array.from({length: 16}, async (_, i) => makeOne(`kill/${burst}/${i}`, burst * 100 + i)),
		);
		const power = cut(
			server,
			luck.roll(17),
			luck.roll(20),
			() => filings.filter(({path}) => acknowledged.filings.has(path)).length,
		);
		await Promise.all(filings.map(async filing => file(server.origin, filing)));
		await power;
		const before = filings.filter(({path}) => acknowledged.filings.has(path)).map(({path}) => path);
		counts.sent += filings.length;
		counts.acknowledged += before.length;
		server = await serve();
		faults.push(...(await audit(server.origin, before)));
		for (const filing of filings) {
			const wasSaid = before.includes(filing.path);
			const [, filed] = await file(server.origin, filing);
			// Kept, though the reply did not get through: answered again (200), not made again.
			if (filed!.status === 200 && !wasSaid) counts.keptUnsaid++;
			if (filed!.status === 201 && !wasSaid) counts.cut++;
			if (filed!.status !== 200 && (wasSaid || filed!.status !== 201))
				faults.push(`${filing.path} sent again: ${filed!.status} ${filed!.code}`);
		}
	}
	await server.kill();
	server = await serve();
	faults.push(...(await audit(server.origin)), ...(await auditOnce()));
	await server.kill();
	const table = tableOf([
		['power cuts', bursts],
		['filings sent', counts.sent],
		['acknowledged before the cut', counts.acknowledged],
		['kept, but the reply was cut off', counts.keptUnsaid],
		['not kept, filed by sending again', counts.cut],
		['lost or doubled', faults.length],
		['inspections and photos at the end', `${acknowledged.filings.size} and ${acknowledged.photos.size}`],
	]);
	return {faults, table, folder: app.folder};
}

/** The power goes some milliseconds after so many were acknowledged, or at once. */
async function cut(server: Served, after: number, more: number, acknowledged: () => number): Promise<void> {
	for (let tries = 0; tries < 1500 && acknowledged() < after; tries++) await wait(2);
	await wait(more);
	await server.kill();
}
