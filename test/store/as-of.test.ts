import {type Hazard, isOpen} from '../../src/domain/hazards/hazard.ts';
import type {Scope} from '../../src/domain/scope.ts';
import {countHazards, type HazardFilter, hazardPage} from '../../src/store/hazards/hazard-list.ts';
import {orderOf} from '../../src/store/hazards/hazards.ts';
import {spanOf} from '../../src/store/journal/as-of.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {dice, liveLives} from '../helpers/lives.ts';
import {makeOffice} from '../helpers/office.ts';

type Entry = {subject: string; at: string; after: string};
type Told = Pick<Hazard, 'id' | 'state' | 'version' | 'dueOn'>;
const told = ({id, state, version, dueOn}: Hazard): Told => ({id, state, version, dueOn});

/** The slow definition: replay the journal up to the moment, keep the last picture of each, filter, sort. */
function replay(entries: Entry[], at: string, keeps: (hazard: Hazard) => boolean): Told[] {
	const last = new Map<string, Hazard>();
	for (const entry of entries) if (entry.at <= at) last.set(entry.subject, JSON.parse(entry.after) as Hazard);
	const key = (hazard: Hazard) => [...Object.values(orderOf(hazard)), hazard.dueOn, hazard.number].join('/');
	return [...last.values()]
		.filter(keeps)
		.sort((a, b) => (key(a) < key(b) ? -1 : 1))
		.map(told);
}

eachEngine('lists as of ten moments say what a replay of the journal says, page by page and in number', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-01'});
	const office = await makeOffice(app);
	await liveLives(app, office, 80);
	const {reader} = app.services;
	const entries = (await reader('journal').where('subject', 'like', 'hazard:%').orderBy('seq')) as Entry[];
	const roll = dice(11);
	const from = Date.parse('2026-01-01T00:00:00.000Z');
	const moments = [...Array(10).keys()].map(() => new Date(from + roll(125) * 86_400_000 + roll(86_400_000)).toISOString());
	const open = ['registered', 'confirmed', 'noticed', 'rectifying', 'reported', 'passed', 'transferred'] as const;
	const scope: Scope = [{communities: office.communities.slice(0, 2), domains: ['gas']}];
	// Also the exact moments of entries, where an interval begins.
	for (const at of [...moments, entries[20]!.at, entries.at(-1)!.at, '2025-12-31T00:00:00.000Z']) {
		const base: HazardFilter = {scope: 'all', states: open, today: at.slice(0, 10), at};
		const isWithin = (hazard: Hazard) =>
			scope[0] !== undefined && office.communities.indexOf(hazard.communityId) < 2 && hazard.domain === 'gas';
		const cases: Array<[HazardFilter, (hazard: Hazard) => boolean]> = [
			[base, isOpen],
			[{...base, scope}, hazard => isOpen(hazard) && isWithin(hazard)],
			[{...base, states: ['closed', 'void'], scope}, hazard => ['closed', 'void'].includes(hazard.state) && isWithin(hazard)],
			[{...base, states: [...open, 'closed', 'void', 'merged'], grade: 'major'}, hazard => hazard.grade === 'major'],
			[{...base, states: ['reported']}, hazard => hazard.state === 'reported'],
		];
		for (const [filter, keeps] of cases) {
			const expected = replay(entries, at, keeps);
			const pages = [];
			for (let after: Parameters<typeof hazardPage>[2]['after']; ; ) {
				const page = await hazardPage(reader, filter, {after, limit: 7});
				pages.push(...page);
				if (page.length < 7) break;
				after = page.at(-1)!.key;
			}
			t.deepEqual(
				pages.map(({hazard}) => told(hazard)),
				expected,
				at,
			);
			t.is(await countHazards(reader, filter), expected.length);
		}
	}
});

eachEngine('as of now is the present', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-01'});
	const office = await makeOffice(app);
	await liveLives(app, office, 40);
	app.clock.forward(1000);
	for (const query of ['state=all', 'state=open', 'state=ended', 'overdue=true', 'q=堆放', 'grade=major']) {
		const live = await app.send('GET', `/api/hazards?count=true&limit=200&${query}`, {as: office.manager});
		const then = await app.send('GET', `/api/hazards?count=true&limit=200&${query}&asOf=${app.clock.now()}`, {
			as: office.manager,
		});
		t.true(live.body.total > 0, query);
		t.deepEqual(then.body, live.body, query);
	}
	const future = await app.send('GET', '/api/hazards?asOf=2030-01-01T00:00:00.000Z', {as: office.manager});
	t.is(future.status, 422);
	const before = await app.send('GET', '/api/hazards?state=all&asOf=2020-01-01T00:00:00.000Z&count=true', {as: office.manager});
	t.deepEqual(before.body, {items: [], next: null, total: 0});
});

eachEngine('span classes are powers of two of days', async (t, kind) => {
	t.truthy(kind);
	const day = 86_400_000;
	const span = (days: number) =>
		spanOf('2026-01-01T00:00:00.000Z', new Date(Date.parse('2026-01-01T00:00:00.000Z') + days * day).toISOString());
	t.deepEqual([0, 0.99, 1, 1.99, 2, 3.99, 4, 1024, 9999].map(span), [0, 0, 1, 1, 2, 2, 3, 11, 12]);
});
