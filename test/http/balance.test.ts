import {parse} from 'csv-parse/sync';
import {dayOf, dueAt, plusMilliseconds, startOf} from '../../src/domain/days.ts';
import {type Balance, balanceSplits} from '../../src/domain/figures/balance.ts';
import type {Scope} from '../../src/domain/scope.ts';
import {isInScope} from '../../src/domain/scope.ts';
import {movements} from '../../src/store/figures/movements.ts';
import {startApp} from '../helpers/app.ts';
import {slowSheet} from '../helpers/balances.ts';
import {eachEngine} from '../helpers/database.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {liveHistories} from '../helpers/histories.ts';
import {dice} from '../helpers/lives.ts';
import {makeOffice} from '../helpers/office.ts';

const sorted = (parts: Map<string, Balance>) => [...parts].sort(([a], [b]) => (a < b ? -1 : 1));

eachEngine('the balance kept is that of the pictures, between any two moments, in every split and scope', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-05'});
	const office = await makeOffice(app);
	const events = await liveHistories(app, office, {hazards: 60, seed: 21});
	const {reader} = app.services;
	const places = (await reader('sites')).map(({id, kind: siteKind}: {id: string; kind: string}) => ({
		siteId: id,
		siteKind,
		communityId: '',
		points: {},
	}));
	const roll = dice(2);
	const scopes: Scope[] = ['all', [{communities: office.communities.slice(0, 2), domains: ['fire']}]];
	const day = '2026-01-01';
	for (let n = 0; n < 20; n++) {
		const pair = [events[roll(events.length)]!.at, events[roll(events.length)]!.at].sort();
		const [after, until] = (n === 0 ? ['2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z'] : pair) as [string, string];
		const scope = scopes[n % 2]!;
		const split = balanceSplits[roll(4)]!;
		const ask = {scope, fromOn: day, toOn: day, from: startOf(day), until: dueAt(day), today: day};
		const sheet = await movements(reader, ask, {after, until}, split);
		const slow = slowSheet(events, {places}, {after, until}, split, (community, domain) => isInScope(scope, community, domain));
		t.deepEqual([sheet.total, sorted(sheet.parts)], [slow.total, sorted(slow.parts)], `${after} ${until} ${split}`);
	}
});

eachEngine('the closing of a month is the opening of the next and the length of the list then', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-05'});
	const office = await makeOffice(app);
	await liveHistories(app, office, {hazards: 50, seed: 4});
	app.clock.forward(60_000);
	const ask = async (query: string, as = office.manager) => (await app.send('GET', `/api/figures/balance?${query}`, {as})).body;
	const january = await ask('from=2026-01-01&to=2026-01-31&by=community');
	const february = await ask('from=2026-02-01&to=2026-02-28&by=grade');
	t.is(january.total.closing, february.total.opening);
	t.true(january.total.closing > 5);
	t.is(january.openingAt, '2025-12-31T15:59:59.999Z');
	const {body} = await app.send('GET', `/api/hazards?count=true&asOf=${january.closingAt}`, {as: office.manager});
	t.is(body.total, january.total.closing);
	t.is(
		january.rows.reduce((sum: number, row: Balance) => sum + row.closing, 0),
		january.total.closing,
	);
	t.true(january.rows.every(({title}: {title: string}) => title.startsWith('桦苑第')));
	const own = await ask('from=2026-01-01&to=2026-01-31&by=domain', office.inspector3);
	t.is(own.scope, '范围：一个居民区，消防、燃气领域');
	const file = await app.send('GET', '/api/figures/balance?from=2026-01-01&to=2026-01-31&by=community&format=csv', {
		as: office.manager,
	});
	const lines = parse(file.bytes, {bom: true}) as string[][];
	t.deepEqual(lines[0]!.slice(1), ['期初在途', '登记', '转入', '销号', '作废', '合并', '转出', '期末在途']);
	t.deepEqual(lines[january.rows.length + 1], ['合计', ...Object.values(january.total as Balance).map(String)]);
});

eachEngine('a hazard of midnight belongs to the day that begins; what cannot be asked is refused', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	app.clock.set('2026-03-03', 0);
	await makeHazard(app, office);
	app.clock.forward(1000);
	t.is(dayOf(plusMilliseconds(app.clock.now(), -1000)), '2026-03-03');
	const total = async (query: string) =>
		(await app.send('GET', `/api/figures/balance?${query}`, {as: office.manager})).body.total;
	t.like(await total('from=2026-03-02&to=2026-03-02'), {opening: 0, registered: 0, closing: 0});
	t.like(await total('from=2026-03-03&to=2026-03-03'), {opening: 0, registered: 1, closing: 1});
	const refused = async (query: string) => {
		const {status, body} = await app.send('GET', `/api/figures/balance?${query}`, {as: office.manager});
		return [status, ...body.errors.map(({path}: {path: string}) => path)];
	};
	t.deepEqual(await refused('from=2026-04-01&to=2026-04-30'), [422, '/from']);
	t.deepEqual(await refused('from=2026-03-02&to=2026-03-01&asOf=2027-01-01T00:00:00.000Z'), [422, '/from', '/asOf']);
	t.deepEqual(await refused('by=person'), [400, '/by']);
});
