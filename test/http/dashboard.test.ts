import test from 'ava';
import type {Person} from '../../src/domain/person.ts';
import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';
import {leadBody, leadPath} from '../helpers/leads.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {putPlan, putTeam} from '../helpers/plans.ts';
import {lec} from '../helpers/register.ts';

type Waiting = {code: string; count: number; overdue: number};
type Held = {holder: string; count: number; oldestOn: string; who: Array<{name: string; count: number}>; others: number};

async function office(...[t, kind]: Parameters<typeof begin>) {
	const begun = await begin(t, kind);
	const see = async (as: Person = begun.office.manager) => {
		// Answers are remembered for ten seconds.
		begun.app.clock.forward(11_000);
		return (await begun.app.send('GET', '/api/dashboard', {as})).body;
	};
	return {...begun, see};
}
const codes = (waiting: Waiting[]) => waiting.map(({code, count, overdue}) => `${code} ${count}/${overdue}`);

eachEngine('the dashboard of an empty register is empty and says so in numbers', async (t, kind) => {
	const {see} = await office(t, kind);
	const board = await see();
	t.like(board, {scope: null, waiting: [], watch: [], today: '2026-03-02'});
	t.deepEqual(board.overdue, {total: 0, communities: [], holders: []});
	t.deepEqual(board.majors, {total: 0, items: []});
	t.like(board.progress, {from: '2026-03-01', to: '2026-03-31', kept: 0, share: null, behind: false, plans: []});
	t.is(board.trend.length, 12);
	t.deepEqual(board.trend.at(-1), {
		week: '2026-W10',
		title: '2026年第10周',
		from: '2026-03-02',
		to: '2026-03-08',
		registered: 0,
		closed: 0,
		open: 0,
	});
});

eachEngine('what waits is what the lists behind it hold, for the roles that may do it, the late first', async (t, kind) => {
	const {app, office: people, make, get, see} = await office(t, kind);
	await make();
	await make({state: 'passed', dueOn: '2026-02-20'});
	await make({state: 'reported', dueOn: '2026-02-20'});
	await make({state: 'rectifying', dueOn: '2026-05-01', extension: 'pending', facts: {extension: {request: asked(people)}}});
	await app.send('PUT', leadPath('one'), {as: people.gridWorker, body: leadBody()});
	const place = await makePlace(app, people);
	const path = `/api/risk-points/${place.pointId}/assessments`;
	await app.send('POST', path, {as: people.manager, body: lec(6, 6, 15)});
	await app.send('POST', path, {as: people.manager, body: lec(1, 6, 15, {reason: '已加装喷淋'})});
	app.clock.forward(60_000);
	const drafted = await app.send('POST', '/api/list-issues', {as: people.manager, body: {list: 'hazards'}});
	t.is(drafted.status, 201);

	t.deepEqual(codes((await see()).waiting), [
		'close-out 1/1',
		'confirm 1/0',
		'leads 1/0',
		'lowerings 1/0',
		'duty-decide-extension 1/0',
	]);
	t.deepEqual(codes((await see(people.leader)).waiting), ['lowerings 1/0', 'list-issues 1/0']);
	t.deepEqual(codes((await see(people.inspector1)).waiting), ['duty-reinspect 1/1']);
	t.deepEqual((await see(people.auditor)).waiting, []);
	t.is((await get('?state=registered&count=true')).body.total, 1);
	t.is((await app.send('GET', '/api/leads?state=received&count=true', {as: people.manager})).body.total, 1);
	t.is((await app.send('GET', '/api/duties?role=inspector&kind=reinspect&count=true', {as: people.inspector1})).body.total, 1);
	const lowerings = (await app.send('GET', '/api/lowerings?count=true', {as: people.manager})).body;
	t.is(lowerings.total, 1);
	t.like(lowerings.items[0], {
		from: 'major',
		to: 'moderate',
		by: {name: '秦正'},
		isMine: true,
		pointName: '营业厅',
		siteName: '小满餐馆',
	});
	t.is((await app.send('GET', '/api/lowerings', {as: people.inspector3})).body.items.length, 0);
});

const asked = (people: {inspector1: Person}) => ({
	by: people.inspector1.id,
	dueOn: '2026-06-01',
	reason: '缺货',
	safeguards: '看守',
	photos: [],
	at: '2026-03-02T01:00:00.000Z',
});

eachEngine('what is overdue adds up by community and by whose hands it is in', async (t, kind) => {
	const {office: people, make, see} = await office(t, kind);
	const [one, two, three] = people.communities as [string, string, string];
	const late = {dueOn: '2026-02-20'};
	await make({...late, state: 'rectifying', communityId: one, site: '甲商店'});
	await make({...late, state: 'rectifying', communityId: one, site: '甲商店'});
	await make({dueOn: '2026-02-10', state: 'noticed', communityId: two, site: '乙商店'});
	await make({...late, state: 'reported', communityId: two, site: '乙商店'});
	await make({...late, communityId: three, site: '丙商店'});
	const sent = {
		department: 'fire-rescue',
		basis: '职权',
		enclosures: [],
		replyBy: '2026-03-05',
		by: 'x',
		from: 'rectifying' as const,
	};
	await make({
		...late,
		state: 'transferred',
		communityId: three,
		site: '丙商店',
		facts: {transfers: [{...sent, at: '2026-02-01T02:00:00.000Z', replies: []}]},
	});
	await make({dueOn: '2026-05-01', communityId: three, site: '丙商店'});
	await make({...late, state: 'closed', closure: 'reinspected', endedAt: '2026-03-01T02:00:00.000Z'});
	const {overdue} = await see();
	t.is(overdue.total, 6);
	t.deepEqual(
		overdue.communities.map(({name, count, oldestOn}: {name: string; count: number; oldestOn: string}) => [
			name,
			count,
			oldestOn,
		]),
		[
			['桦苑第二居民区', 2, '2026-02-10'],
			['桦苑第一居民区', 2, '2026-02-20'],
			['桦苑第三居民区', 2, '2026-02-20'],
		],
	);
	t.deepEqual(
		overdue.holders.map(({holder, count, who}: Held) => [holder, count, who.map(({name, count: n}) => `${name} ${n}`)]),
		[
			['office', 1, ['秦正 1']],
			['site', 3, ['甲商店 2', '乙商店 1']],
			['inspector', 1, ['沈一帆 1', '顾二宁 1']],
			['department', 1, ['消防救援支队 1']],
		],
	);
	const own = await see(people.manager2);
	t.is(own.scope, '范围：一个居民区');
	t.is(own.overdue.total, 2);
	t.deepEqual(
		own.overdue.holders.map(({holder}: Held) => holder),
		['site'],
	);
});

eachEngine('open majors stand with their stage, and the weeks are those of the balance', async (t, kind) => {
	const {app, make, see} = await office(t, kind);
	const suspected = await make({grade: 'suspected-major', state: 'confirmed', dueOn: '2026-02-20'});
	const major = await make({grade: 'major', state: 'rectifying', listing: 'listed', dueOn: '2026-06-01'});
	await make({state: 'closed', closure: 'reinspected', endedAt: app.clock.now()});
	const board = await see();
	t.is(board.majors.total, 2);
	t.deepEqual(
		board.majors.items.map(({id, stage, overdue}: {id: string; stage: string; overdue: boolean}) => [id, stage, overdue]),
		[
			[major.id, '整改中 · 挂牌督办中', false],
			[suspected.id, '已审核', true],
		],
	);
	t.true(board.majors.items[1].lacks.includes('待主管部门认定'));
	const {from, to, registered, closed, open} = board.trend.at(-1);
	const balance = (await app.send('GET', `/api/figures/balance?from=${from}&to=${to}`, {as: (await leaderOf(app))!})).body.total;
	t.deepEqual([registered, closed, open], [balance.registered, balance.closed, balance.closing]);
	t.is(open, 2);
});

const leaderOf = async (app: Awaited<ReturnType<typeof begin>>['app']) =>
	(await app.services.reader('people').where({account: 'leader'}).first()) as {id: string} | undefined;

eachEngine('the month shows what is done of what falls due against the time that is gone, plan by plan', async (t, kind) => {
	const {app, office: people, see} = await office(t, kind);
	const {pointId, siteId, communityId} = await makePlace(app, people);
	await putTeam(app, people);
	await putPlan(app, people);
	const [plan] = await app.services.reader('plans');
	const row = {
		plan_id: plan.id,
		risk_point_id: pointId,
		site_id: siteId,
		community_id: communityId,
		domain: 'fire',
		level: 'major',
	};
	const rest = {checklist: 'fire/daily@1', priority: 0, created_at: app.clock.now(), attempts: '[]'};
	const days = {opens_on: '2026-03-01', due_on: '2026-03-20', grace_on: '2026-03-25'};
	const slots = [
		{checked_on: '2026-03-10'},
		{checked_on: '2026-03-22'},
		{},
		{excused_on: '2026-03-10', excuse: '{}'},
		{superseded_on: '2026-03-10'},
		{due_on: '2026-03-05', grace_on: '2026-03-06'},
		{due_on: '2026-04-01', grace_on: '2026-04-06'},
	];
	await app.services.queue.submit(async db => {
		await db('slots').delete();
		for (const [i, slot] of slots.entries())
			await db('slots').insert({...row, ...rest, ...days, ...slot, id: idOf(`slot ${i}`), ordinal: i + 100});
	});
	app.clock.set('2026-03-23');
	const {progress} = await see();
	t.like(progress, {kept: 4, done: 2, missed: 1, share: 0.5, behind: true});
	t.true(Math.abs(progress.elapsed - 22 / 31) < 1e-9);
	t.like(progress.plans[0], {name: '消防滚动排查', kept: 4, done: 2, missed: 1});
	t.is((await see(people.inspector3)).progress.kept, 0);
});

test('a grid worker has no dashboard', async t => {
	const {app, office: people} = await office(t, 'sqlite');
	t.is((await app.send('GET', '/api/dashboard', {as: people.gridWorker})).status, 403);
});
