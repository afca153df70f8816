import {monitorEventLoopDelay} from 'node:perf_hooks';
import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {plusDays} from '../../src/domain/days.ts';
import {contextOf} from '../../src/http/router.ts';
import {insertRows} from '../../src/store/rows.ts';
import {system} from '../../src/system.ts';
import {type App, startApp} from '../helpers/app.ts';
import {dice} from '../helpers/lives.ts';
import {idOf, makeOffice, type Office} from '../helpers/office.ts';
import {putPlan, teamId} from '../helpers/plans.ts';

// npm run bench -- planning [points] [sqlite|postgres]: the nightly run over generated points, while lists are asked for.
const print = (line: string) => process.stdout.write(`${line}\n`);
const points = Number(process.argv[2] ?? 50_000);
const kind = process.argv[3] === 'postgres' ? 'postgres' : 'sqlite';
const sites = Math.ceil(points / 17);
const ends: Array<() => Promise<unknown>> = [];
const bench = {teardown: (end: () => Promise<unknown>) => ends.unshift(end)} as never;
const app = await startApp(bench, {kind, checkReplies: false});
const office = await makeOffice(app);

await makePeople(app, office);
await makePoints(app, office);
const made = await putPlan(app, office, {teams: [teamId], from: '2026-03-02'});
if (made.status >= 300) throw new Error(JSON.stringify(made.body));

for (const title of ['first run', 'second run', 'a day later']) {
	if (title === 'a day later') app.clock.set(plusDays('2026-03-02', 1));
	await measure(title);
}
for (const end of ends) await end();
process.exit(0);

async function measure(title: string): Promise<void> {
	const delay = monitorEventLoopDelay({resolution: 5});
	delay.enable();
	let isOver = false;
	const waits: number[] = [];
	const asking = (async () => {
		while (!isOver) {
			const from = performance.now();
			const reply = await app.send('GET', '/api/hazards?limit=50', {as: office.manager});
			if (reply.status !== 200) throw new Error(String(reply.status));
			waits.push(performance.now() - from);
			await new Promise(resolve => setTimeout(resolve, 10));
		}
	})();
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	const runs = await planAll(app.services, contextOf(app.services, system, null));
	const seconds = (performance.now() - start) / 1000;
	const {user, system: kernel} = process.cpuUsage(cpu);
	isOver = true;
	await asking;
	delay.disable();
	const sum = (pick: (run: (typeof runs)[number]) => number) => runs.reduce((n, run) => n + pick(run), 0);
	const p99 = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
	print(
		`${title}: ${seconds.toFixed(1)} s, cpu ${((user + kernel) / 1e6).toFixed(1)} s, created ${sum(r => r.created)}, assigned ${sum(r => r.assigned)}; list p99 ${p99.toFixed(0)} ms of ${waits.length}, longest standstill ${(delay.max / 1e6).toFixed(0)} ms; ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
	);
}

async function makePeople({services}: App, {communities}: Office): Promise<void> {
	const ids = Array.from({length: 60}, (_, i) => idOf(`inspector of the bench ${i}`));
	const common = {roles: '["inspector"]', reviewer: 0, from_on: '2020-01-01', version: 1};
	await services.queue.submit(async db => {
		for (const [i, id] of ids.entries()) {
			await db('people').insert({id, account: `bench${i}`, name: `检查员${i}`, ...common});
			await db('grants').insert({
				id: idOf(`grant ${id}`),
				person_id: id,
				area_id: idOf('subdistrict'),
				domains: null,
				from_on: '2020-01-01',
				version: 1,
			});
		}
		await db('teams').insert({
			id: teamId,
			name: '滚动排查队',
			areas: '[]',
			domains: '["fire"]',
			minutes_per_day: 240,
			pairs: JSON.stringify(
				Array.from({length: 30}, (_, i) => ({
					id: idOf(`pair of the bench ${i}`),
					people: [ids[2 * i], ids[2 * i + 1]],
					from: '2026-01-01',
				})),
			),
			version: 1,
		});
	});
	if (communities.length === 0) throw new Error('no communities');
}

async function makePoints({services}: App, {communities}: Office): Promise<void> {
	const roll = dice(3);
	const levels = ['major', 'significant', 'moderate', 'low'];
	const placeOf = (i: number) => communities[i % communities.length]!;
	const siteRows = Array.from({length: sites}, (_, i) => ({
		id: idOf(`site of the bench ${i}`),
		label: `D${i}`,
		name: `场所${i}`,
		kind: 'shop',
		area_id: placeOf(i),
		community_id: placeOf(i),
		address: `桦苑路${i}号`,
		lat: 31.2 + roll(300) / 10_000,
		lng: 121.4 + roll(300) / 10_000,
		tags: '[]',
		starts_on: '2020-01-01',
		pauses: '[]',
		version: 1,
	}));
	const pointRows = Array.from({length: points}, (_, i) => {
		const site = siteRows[i < sites ? i : roll(sites)]!;
		const die = roll(100);
		return {
			id: idOf(`point of the bench ${i}`),
			label: `F${i}`,
			site_id: site.id,
			community_id: site.community_id,
			domain: 'fire',
			name: '风险点',
			place: '一层',
			attributes: '{}',
			events: '[]',
			controls: '[]',
			assessed_level: levels[die < 2 ? 0 : die < 12 ? 1 : die < 50 ? 2 : 3]!,
			version: 1,
		};
	});
	await services.queue.submit(async db => insertAll(db, 'sites', siteRows));
	await services.queue.submit(async db => insertAll(db, 'risk_points', pointRows));
}

async function insertAll(
	db: Parameters<typeof insertRows>[0],
	table: string,
	rows: Array<Record<string, string | number>>,
): Promise<void> {
	const columns = Object.fromEntries(
		Object.entries(rows[0]!).map(
			([name, value]) =>
				[name, typeof value === 'string' ? 'text' : Number.isInteger(value) ? 'integer' : 'double precision'] as const,
		),
	);
	for (let i = 0; i < rows.length; i += 5000)
		await insertRows(
			db,
			table,
			{...columns, ...(columns.lat && {lat: 'double precision', lng: 'double precision'})},
			rows.slice(i, i + 5000),
		);
}
