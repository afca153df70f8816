import net from 'node:net';
import {select} from '../../../src/store/rows.ts';
import {type Stand, tableOf} from '../drilling.ts';
import {luckOf} from '../fuzzing/luck.ts';
import {startRegister, wait} from './register.ts';

type Cut = 'in the request' | 'before the reply' | 'in the reply' | 'not';
const cuts: Cut[] = ['in the request', 'before the reply', 'in the reply', 'not'];

/** One filing sent so many times at once, most of the connections cut somewhere: one inspection, one set of hazards. */
export async function resend(t: Stand, {rounds, times, seed}: {rounds: number; times: number; seed: number}) {
	const register = await startRegister(t);
	const {app, makeOne, file, serve, audit, auditOnce, secret} = register;
	const luck = luckOf(seed);
	const server = await serve();
	const faults: string[] = [];
	const counts = new Map<string, number>();
	for (let round = 0; round < rounds; round++) {
		const filing = await makeOne(`resend/${round}`, round);
		const body = Buffer.from(JSON.stringify(filing.body));
		const head = `PUT ${filing.path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
		const bytes = Buffer.concat([Buffer.from(head), body]);
		const answers = await Promise.all(
			Array.from({length: times}, async () => {
				await wait(luck.roll(40));
				const cut = luck.pick(cuts);
				return {cut, answer: await sendOver(server.origin, bytes, cut, luck.roll(bytes.length))};
			}),
		);
		for (const {cut, answer} of answers) {
			const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'nothing';
			counts.set(`cut ${cut}: ${status}`, (counts.get(`cut ${cut}: ${status}`) ?? 0) + 1);
			if (!['200', '201', 'nothing'].includes(status)) faults.push(`cut ${cut} answered ${answer.slice(0, 200)}`);
		}
		await file(server.origin, filing);
		const rows = await select<{n: number}>(app.services.reader, 'select count(*) as n from hazards where inspection_id = ?', [
			filing.path.split('/').at(-1),
		]);
		if (Number(rows[0]!.n) !== 1) faults.push(`${rows[0]!.n} hazards of one defect`);
	}
	faults.push(...(await audit(server.origin)), ...(await auditOnce()));
	await server.kill();
	return {
		faults,
		table: tableOf([
			['filings', rounds],
			['sendings at once of each', times],
			...[...counts].sort(),
			['lost or doubled', faults.length],
		]),
	};
}

/** Sends bytes over a connection of its own and cuts it where it is told; answers what came back. */
const sendOver = async (origin: string, bytes: Buffer, cut: Cut, at: number): Promise<string> =>
	new Promise(resolve => {
		let answer = '';
		const socket = net.connect(Number(new URL(origin).port), '127.0.0.1', () => {
			if (cut !== 'in the request') socket.write(bytes, () => cut === 'before the reply' && socket.destroy());
			else socket.write(bytes.subarray(0, at), () => socket.destroy());
		});
		socket.on('data', chunk => {
			answer += String(chunk);
			if (cut === 'in the reply' || answer.includes('\r\n\r\n')) socket.destroy();
		});
		socket.on('error', () => undefined);
		socket.on('close', () => resolve(answer));
	});
