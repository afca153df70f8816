import {verifyJournal} from '../../../src/actions/journal/verify-journal.ts';
import type {EngineKind} from '../../helpers/engines.ts';
import {type Say, type Stand, tableOf} from '../drilling.ts';
import {faultOf, isTooSlow} from './judging.ts';
import {luckOf} from './luck.ts';
import {inTurn, type Operation} from './operations.ts';
import {requestOf, type Shot} from './requests.ts';
import {senderTo} from './sending.ts';
import {startFuzzWorld} from './world.ts';

export type Fuzzing = {requests: number; seed: number; kind: EngineKind; isDrawn: boolean};
const atOnce = 6;
const lookEvery = 1000;

/** Sends so many requests, a few at once, and judges each answer by the document. The same seed sends the same. */
export async function fuzz(t: Stand, {requests, seed, kind, isDrawn}: Fuzzing, say: Say) {
	const {world, operations, samples, secrets, bugs, look, problem, refresh} = await startFuzzWorld(t, {kind, isDrawn});
	const send = senderTo(world.origin);
	say(`fuzz: ${requests} requests to ${operations.length} operations on ${kind}, seed ${seed}`);
	let known = await look();
	const turns = inTurn(operations, luckOf(seed));
	const tally = {
		sent: 0,
		valid: 0,
		slow: 0,
		slowest: 0,
		slowestAt: '',
		byStatus: new Map<number, number>(),
		reached: new Set<Operation>(),
	};
	const faults = new Map<string, number>();

	const shoot = async (): Promise<void> => {
		const n = tally.sent++;
		const operation = turns.next().value as Operation;
		const luck = luckOf(seed * 1_000_003 + n);
		const shot = await requestOf(operation, {known, luck, samples});
		const secret = secrets.get(shot.as);
		const heard = await send({...shot, headers: {...shot.headers, ...(secret && {authorization: `Bearer ${secret}`})}});
		if (shot.kind === 'valid') tally.valid++;
		if (heard.status < 400) tally.reached.add(operation);
		tally.byStatus.set(heard.status, (tally.byStatus.get(heard.status) ?? 0) + 1);
		if (isTooSlow(heard.ms)) tally.slow++;
		if (heard.ms > tally.slowest)
			Object.assign(tally, {slowest: heard.ms, slowestAt: `${shot.method} ${shot.path.slice(0, 80)}`});
		const fault = faultOf(operation, problem, heard);
		if (heard.status === 401 && shot.as !== 'stranger' && shot.as !== 'nobody') await refresh();
		if (!fault) return;
		const number = /编号 ([0-9a-f]{8})/.exec(heard.body.toString())?.[1];
		const bug = bugs
			.find(one => one.number === number)
			?.stack.split('\n')
			.slice(0, 6)
			.map(line => line.trim())
			.join(' | ');
		const title = `${operation.method} ${operation.path} ${fault}${bug ? ` — ${bug.slice(0, 600)}` : ''}`.replaceAll(
			/[0-9a-f]{8}-[0-9a-f-]{27}/g,
			'…',
		);
		if (!faults.has(title)) say(`  ✗ #${n} ${title}\n      ${described(shot)}\n      ${heard.body.toString().slice(0, 300)}`);
		faults.set(title, (faults.get(title) ?? 0) + 1);
	};
	while (tally.sent < requests) {
		const until = Math.min(requests, tally.sent + lookEvery);
		const lane = async () => {
			while (tally.sent < until) await shoot();
		};
		await Promise.all(Array.from({length: atOnce}, lane));
		known = await look();
		if (tally.sent % 10_000 === 0) say(`  ${tally.sent} sent, ${faults.size} kinds of faults`);
	}
	const broken = (await verifyJournal(world.app.services.reader)).firstFault;
	const strayBugs = bugs
		.filter(({number}) => !/^[0-9a-f]{8}$/.test(number))
		.map(({number, stack}) => `after a reply: ${number} ${stack.slice(0, 400)}`);
	return {
		faults: [
			...[...faults].map(([title, times]) => `${times} × ${title}`),
			...strayBugs,
			...(broken ? [`the journal is broken: ${JSON.stringify(broken)}`] : []),
		],
		unreached: operations.filter(operation => !tally.reached.has(operation)).map(({method, path}) => `${method} ${path}`),
		table: tableOf([
			['requests', tally.sent],
			['of which fit their schema', tally.valid],
			['operations', operations.length],
			['operations that answered 2xx at least once', tally.reached.size],
			...[...tally.byStatus].sort(([a], [b]) => a - b).map(([status, count]) => [`answered ${status}`, count]),
			['over 5 s, a fault unless the load was over twice the processors', tally.slow],
			[`slowest, ms (${tally.slowestAt})`, Math.round(tally.slowest)],
		]),
	};
}

const described = ({as, kind, method, path, headers, body}: Shot): string =>
	`${kind} as ${as}: ${method} ${path.slice(0, 300)} ${JSON.stringify(headers)} ${body ? body.toString().slice(0, 700) : ''}`;
