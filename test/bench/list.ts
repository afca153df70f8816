import {monitorEventLoopDelay} from 'node:perf_hooks';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {insertHazards, takeHazardNumbers} from '../../src/store/hazards/hazards.ts';
import {startApp} from '../helpers/app.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {dice} from '../helpers/lives.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

// npm run bench -- list [rows] [sqlite|postgres]: an issue of so many hazards, frozen and written as a workbook, while a list is asked for.
const print = (line: string) => process.stdout.write(`${line}\n`);
const rows = Number(process.argv[2] ?? 10_000);
const kind = process.argv[3] === 'postgres' ? 'postgres' : 'sqlite';
const ends: Array<() => Promise<unknown>> = [];
const app = await startApp({teardown: (end: () => Promise<unknown>) => ends.unshift(end)} as never, {kind, checkReplies: false});
const office = await makeOffice(app);
await register();
app.clock.forward(60_000);

const draft = await app.send('POST', '/api/list-issues', {as: office.manager, body: {list: 'hazards'}});
const path = `/api/list-issues/${draft.body.id}`;
await measure('approved and frozen', async () => app.send('POST', `${path}/approval`, {as: office.leader, body: {}}));
const file = async (format: string) => app.send('GET', `${path}?format=${format}`, {as: office.manager});
await measure('as xlsx', async () => file('xlsx'));
await measure('as xlsx again, busy', async () => file('xlsx'), true);
await measure('as csv', async () => file('csv'));
await measure('the living list as xlsx', async () => app.send('GET', '/api/lists/hazards?format=xlsx', {as: office.manager}));
app.clock.forward(60_000);
const next = await app.send('POST', '/api/list-issues', {as: office.manager, body: {list: 'hazards'}});
const approve = async () => app.send('POST', `/api/list-issues/${next.body.id}/approval`, {as: office.leader, body: {}});
await measure('a second issue, busy', approve, true);
await measure('its changes', async () => app.send('GET', `/api/list-issues/${next.body.id}/changes`, {as: office.manager}));
for (const end of ends) await end();
process.exit(0);

/** Alone, or while somebody asks for a list all the time. */
async function measure(title: string, act: () => ReturnType<typeof app.send>, isAsked = false): Promise<void> {
	const delay = monitorEventLoopDelay({resolution: 5});
	delay.enable();
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	let isOver = false;
	const waits: number[] = [];
	const asking = (async () => {
		while (isAsked && !isOver) {
			const from = performance.now();
			await app.send('GET', '/api/hazards?limit=50', {as: office.manager});
			waits.push(performance.now() - from);
			await new Promise(resolve => setTimeout(resolve, 20));
		}
	})();
	const answer = await act();
	const seconds = (performance.now() - start) / 1000;
	const {user, system} = process.cpuUsage(cpu);
	isOver = true;
	await asking;
	if (answer.status !== 200) throw new Error(answer.bytes.toString());
	const asked = isAsked ? `; ${waits.length} lists meanwhile, the slowest ${Math.max(...waits).toFixed(0)} ms` : '';
	print(
		`${title}: ${seconds.toFixed(2)} s, cpu ${((user + system) / 1e6).toFixed(2)} s, ${(answer.bytes.length / 1e6).toFixed(2)} MB, longest standstill ${(delay.max / 1e6).toFixed(0)} ms, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB in memory${asked}`,
	);
}

async function register(): Promise<void> {
	const start = performance.now();
	const roll = dice(11);
	const pattern = await makeHazard(app, office);
	const sites = Math.ceil(rows / 10);
	const places: Array<{siteId: string; riskPointId: string; communityId: string}> = [];
	await app.services.queue.submit(async db => {
		const common = {kind: 'shop', starts_on: '2020-01-01', tags: '[]', pauses: '[]', version: 1};
		for (let i = 0; i < sites; i++) {
			const communityId = office.communities[i % 3]!;
			const place = {siteId: idOf(`bench site ${i}`), riskPointId: idOf(`bench point ${i}`), communityId};
			places.push(place);
			await db('sites').insert({
				...common,
				id: place.siteId,
				label: `B${i}`,
				name: `桦苑路${i}号商铺`,
				area_id: communityId,
				community_id: communityId,
				address: `桦苑路${i}号`,
				occupant: JSON.stringify({name: `新桦${i}号商行`, responsible: `店主${i}`, phone: '021-00001234'}),
			});
			await db('risk_points').insert({
				id: place.riskPointId,
				label: `B${i}`,
				site_id: place.siteId,
				community_id: communityId,
				domain: 'fire',
				name: '营业厅',
				place: '一层',
				attributes: '{}',
				events: '[]',
				controls: '[]',
				version: 1,
			});
		}
	});
	for (let done = 1; done < rows; done += 500) {
		await app.services.queue.submit(async db => {
			const numbers = await takeHazardNumbers(db, 'XH', 2026, Math.min(500, rows - done));
			const act = {actor: office.inspector1.id, now: app.clock.now(), requestId: null};
			const items = numbers.map((number, i): {act: typeof act; hazard: Hazard; searchText: string} => ({
				act,
				hazard: {
					...pattern,
					...places[roll(sites)]!,
					id: idOf(`bench hazard ${done + i}`),
					number,
					grade: (['general', 'general', 'general', 'suspected-major', 'major'] as const)[roll(5)]!,
					place: `${roll(9) + 1}层东侧通道`,
					description: `疏散通道堆放货物${roll(900) + 100}件，宽度不足`,
					dueOn: `2026-03-${String(roll(28) + 1).padStart(2, '0')}`,
				},
				searchText: number,
			}));
			await insertHazards(db, items);
		});
	}
	print(`${rows} hazards at ${sites} sites on ${kind}, registered in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
