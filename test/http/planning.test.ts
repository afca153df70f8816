import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {system} from '../../src/system.ts';
import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling} from '../helpers/filing.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace, type Place} from '../helpers/places.ts';
import {changePlan, planId, putPlan, putTeam, runs, slotsOf} from '../helpers/plans.ts';
import {open, withHazard} from '../helpers/register.ts';

const planDay = async (app: App, day?: string) => {
	if (day) app.clock.set(day, 1);
	return planAll(app.services, app.contextOf(system.person));
};
const inspect = async (app: App, {inspector1, inspector2}: Office, place: Place, name: string, more = {}) => {
	const body = makeFiling(app, {place, inspectors: [inspector1, inspector2], more});
	return app.send('PUT', inspectionPath(name), {as: inspector1, body});
};
const changeSite = async (app: App, office: Office, {siteId}: Place, body: Record<string, unknown>, version = 1) =>
	app.send('PUT', `/api/sites/${siteId}`, {as: office.manager, body: {...body, version}});
const monthly = {intervals: {moderate: 'P1M'}};

eachEngine(
	'planning again changes nothing, and after a check the next window follows from the day of the check',
	async (t, kind) => {
		const {app, office} = await open(t, kind);
		const place = await makePlace(app, office);
		await putTeam(app, office);
		await putPlan(app, office, monthly);
		await planDay(app);
		t.is(await runs(app), 1);
		app.clock.set('2026-03-05');
		t.is((await inspect(app, office, place, 'one')).status, 201);
		const [run] = await planDay(app);
		t.like(run, {created: 1, superseded: 0, next: null});
		await planDay(app);
		t.is(await runs(app), 2);
		const [done, next] = await slotsOf(app, office);
		t.like(done, {ordinal: 1, outcome: 'done', checkedOn: '2026-03-05'});
		t.like(next, {ordinal: 2, opensOn: '2026-03-26', dueOn: '2026-04-05', graceOn: '2026-04-20', outcome: 'open'});
		t.is(next.assigned.on, '2026-03-26');
		const [entry] = await app.services.engine.writer('journal').where('subject', 'like', 'plan-run:%').orderBy('seq', 'desc');
		t.like(JSON.parse(entry.after), {day: '2026-03-05', plans: [{planId, created: 1}]});
		t.regex(JSON.parse(entry.after).resultSha256, /^[0-9a-f]{64}$/);
	},
);

eachEngine('a missed window is followed by one of higher priority, days that passed unseen included', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P7D'}});
	await planDay(app, '2026-03-25');
	const slots = await slotsOf(app, office);
	t.deepEqual(
		slots.map(({dueOn, outcome, priority}: {dueOn: string; outcome: string; priority: number}) => [dueOn, outcome, priority]),
		[
			['2026-03-09', 'missed', 0],
			['2026-03-16', 'missed', 1],
			['2026-03-23', 'open', 2],
		],
	);
	t.is(slots[2].assigned.on, '2026-03-25');
	await planDay(app, '2026-03-26');
	t.is((await slotsOf(app, office))[2].assigned.on, '2026-03-26');
});

eachEngine('an open suspected major hazard raises the level: the slot is superseded by a nearer one', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P2M'}});
	await inspect(app, office, place, 'one');
	await planDay(app);
	t.like((await slotsOf(app, office, '&outcome=open'))[0], {level: 'moderate', dueOn: '2026-05-02'});
	await withHazard(app, office, {
		grade: 'suspected-major',
		siteId: place.siteId,
		riskPointId: place.pointId,
		inspectionId: idOf('inspection/one'),
	});
	await planDay(app, '2026-03-03');
	const [next] = await slotsOf(app, office, '&outcome=open');
	t.like(next, {level: 'major', dueOn: '2026-04-02'});
	const [old] = await slotsOf(app, office, '&outcome=superseded');
	t.deepEqual(old.superseded, {on: '2026-03-03', by: next.id});
	const {reasons} = (await app.send('GET', `/api/slots/${next.id}/why`, {as: office.manager})).body;
	t.is(reasons[1], '风险等级为重大风险：该点有未销号的重大或疑似重大隐患（YH-XH-2026-hazard），等级提高，每1个月检查一次。');
});

eachEngine('a pause over the whole window excuses the slot, over its start shortens it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const [whole, part] = [await makePlace(app, office, {name: '甲'}), await makePlace(app, office, {name: '乙'})];
	await putTeam(app, office);
	await putPlan(app, office, monthly);
	await changeSite(app, office, whole, {pauses: [{from: '2026-03-01', to: '2026-04-30', reason: '停业装修'}]});
	await changeSite(app, office, part, {pauses: [{from: '2026-03-01', to: '2026-03-10', reason: '歇业'}]});
	await planDay(app, '2026-03-03');
	const of = async ({siteId}: Place) => slotsOf(app, office, `&site=${siteId}`);
	t.like((await of(whole))[0], {outcome: 'excused', excused: {on: '2026-03-03', by: null, reason: 'pause'}});
	t.like((await of(whole))[1], {ordinal: 2, opensOn: '2026-05-01', dueOn: '2026-05-01'});
	t.like((await of(part))[0], {opensOn: '2026-03-11', dueOn: '2026-04-01', outcome: 'open', assigned: {on: '2026-03-11'}});
	const {reasons} = (await app.send('GET', `/api/slots/${(await of(part))[0].id}/why`, {as: office.manager})).body;
	t.true(reasons.includes('场所2026年3月1日至2026年3月10日停业（歇业），开始日期相应推后。'));
	const written = await runs(app);
	await planDay(app);
	t.is(await runs(app), written);
});

eachEngine('a closed site and a plan that ended leave no open slot, but what was due stays missed', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const closing = await makePlace(app, office, {name: '甲'});
	await makePlace(app, office, {name: '乙'});
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P7D'}, to: '2026-03-10'});
	await changeSite(app, office, closing, {closedOn: '2026-03-04'});
	await planDay(app, '2026-03-04');
	const outcomesOf = async () => (await slotsOf(app, office)).map(({outcome}: {outcome: string}) => outcome);
	t.deepEqual(await outcomesOf(), ['superseded', 'open']);
	t.deepEqual((await slotsOf(app, office))[0].superseded, {on: '2026-03-04', by: null});
	await planDay(app, '2026-03-11');
	t.deepEqual(await outcomesOf(), ['superseded', 'open']);
	await planDay(app, '2026-03-13');
	t.deepEqual(await outcomesOf(), ['superseded', 'missed']);
	t.is((await planDay(app, '2026-03-14')).length, 0);
});

eachEngine('nobody is sent on a weekend, a holiday, on leave or out of his scope, nor over his minutes', async (t, kind) => {
	const {app, office} = await open(t, kind);
	for (const n of [1, 2, 3]) await makePlace(app, office, {name: `店${n}`});
	const gas = await makePlace(app, office, {name: '燃', domain: 'gas', community: 2});
	await putTeam(app, office, {minutesPerDay: 60});
	await putPlan(app, office);
	const days = async (query = '') =>
		(await slotsOf(app, office, query)).map(({assigned}: {assigned?: {on: string}}) => assigned?.on).sort();
	t.deepEqual(await days(), ['2026-03-02', '2026-03-03', '2026-03-04']);
	const leave = {personId: office.inspector2.id, from: '2026-03-03', to: '2026-03-06'};
	await app.send('PUT', `/api/leave/${idOf('leave')}`, {as: office.manager, body: leave});
	t.deepEqual(await days(), ['2026-03-02', '2026-03-09', '2026-03-10']);
	await putPlan(app, office, {checklist: 'gas/merchant@1', name: '燃气'}, idOf('gas'));
	t.deepEqual(await days(`&site=${gas.siteId}`), [undefined]);
	const [slot] = await slotsOf(app, office, `&site=${gas.siteId}`);
	const {reasons} = (await app.send('GET', `/api/slots/${slot.id}/why`, {as: office.manager})).body;
	t.is(reasons.at(-1), '尚未安排：计划的检查队中没有一组的范围含该场所。');
});

eachEngine('two plans visit a site on the same day in one visit', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await makePlace(app, office, {domain: 'gas', pointName: '厨房'});
	await putTeam(app, office);
	await putPlan(app, office);
	await changePlan(app, office, {name: '消防', version: 1});
	await putPlan(app, office, {checklist: 'gas/merchant@1', name: '燃气'}, idOf('gas'));
	const slots = await slotsOf(app, office, `&site=${place.siteId}`);
	t.is(slots.length, 2);
	t.deepEqual(slots[0].assigned, slots[1].assigned);
});

eachEngine('a due day on a holiday moves as the plan says and the next one does not drift', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	app.clock.set('2026-04-01');
	await putPlan(app, office, {from: '2026-04-01', intervals: {moderate: 'P1M'}, holidays: 'before'});
	await putPlan(app, office, {from: '2026-04-01', intervals: {moderate: 'P1M'}, holidays: 'after'}, idOf('after'));
	const [before, after] = await slotsOf(app, office);
	t.like(before, {planId, dueOn: '2026-04-30'});
	t.like(after, {planId: idOf('after'), dueOn: '2026-05-06', graceOn: '2026-05-16'});
	const {reasons} = (await app.send('GET', `/api/slots/${before.id}/why`, {as: office.manager})).body;
	t.true(reasons.includes('原应2026年5月1日到期，当日不是检查日，按计划提前到2026年4月30日。'));
	await planDay(app, '2026-05-17');
	t.deepEqual(
		(await slotsOf(app, office, `&site=${place.siteId}&outcome=open`)).map(({dueOn}: {dueOn: string}) => dueOn),
		['2026-06-01', '2026-06-01'],
	);
});

eachEngine('a visit that found nobody is an attempt: not inspectable once the grace is over', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P7D'}});
	const [slot] = await slotsOf(app, office);
	const body = {...makeFiling(app, {place, inspectors: [office.inspector1, office.inspector2]}), outcome: 'could-not-inspect'};
	const checks = [{riskPointId: place.pointId, slotIds: [slot.id]}];
	const sent = await app.send('PUT', inspectionPath('none'), {
		as: office.inspector1,
		body: {...body, reason: '店门锁闭', met: null, checks},
	});
	t.is(sent.status, 201);
	t.like((await slotsOf(app, office))[0], {outcome: 'open', attempts: [{on: '2026-03-02', reason: '店门锁闭'}]});
	await planDay(app, '2026-03-13');
	t.like((await slotsOf(app, office, '&outcome=not-inspectable'))[0], {id: slot.id});
	t.is((await slotsOf(app, office)).length, 2);
});
