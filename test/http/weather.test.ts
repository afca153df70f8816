import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {system} from '../../src/system.ts';
import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, pathsOf} from '../helpers/filing.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {pairId, planId, putPlan, putTeam, slotsOf, teamId} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

const path = '/api/weather-warnings';
const warning = (more: object = {}) => ({
	id: idOf('warning'),
	kind: 'typhoon',
	level: 'red',
	issuedAt: '2026-03-01T23:30:00.000Z',
	source: '上海中心气象台',
	...more,
});
const post = async (app: App, office: Office, more: object = {}, as = office.manager) =>
	app.send('POST', path, {as, body: warning(more)});
const lift = async (app: App, office: Office, more: object = {}, as = office.manager, id = idOf('warning')) =>
	app.send('POST', `${path}/${id}/lifting`, {as, body: {reason: '台风远离', ...more}});
const planAgain = async (app: App) => planAll(app.services, app.contextOf(system.person));

/** Two underground points in communities 1 and 2, one closed, one of another field, and a team for all fields. */
async function underground(t: Parameters<typeof open>[0], kind: 'sqlite' | 'postgres') {
	const {app, office} = await open(t, kind);
	const one = await makePlace(app, office, {domain: 'underground', name: '甲'});
	const two = await makePlace(app, office, {domain: 'underground', name: '乙', community: 1});
	const shut = await makePlace(app, office, {domain: 'underground', name: '丙'});
	await makePlace(app, office, {domain: 'fire', name: '甲', pointName: '餐厅'});
	const body = {closedOn: '2026-03-01', version: 1};
	await app.send('PUT', `/api/risk-points/${shut.pointId}`, {as: office.manager, body});
	await putTeam(app, office, {domains: []});
	return {app, office, one, two};
}

eachEngine('a red warning makes the underground patrol of the same day at once, with its law', async (t, kind) => {
	const {app, office, one, two} = await underground(t, kind);
	t.is((await post(app, office, {}, office.inspector1)).status, 403);
	const made = await post(app, office);
	t.is(made.status, 201);
	t.like(made.body, {patrol: {slots: 2, unassigned: 0, note: null}, areaId: null, liftedAt: null, version: 1});
	const slots = await slotsOf(app, office);
	t.deepEqual(slots.map(({riskPointId}: {riskPointId: string}) => riskPointId).sort(), [one.pointId, two.pointId].sort());
	for (const slot of slots) {
		t.like(slot, {planId: made.body.planId, opensOn: '2026-03-02', dueOn: '2026-03-02', graceOn: '2026-03-02', priority: 9});
		t.like(slot.assigned, {on: '2026-03-02', pairId});
	}
	const {reasons} = (await app.send('GET', `/api/slots/${slots[0].id}/why`, {as: office.inspector1})).body;
	t.regex(reasons[0], /2026年3月2日发布台风红色预警（上海中心气象台）。《上海市防汛条例》第四十一条第二款/);
	t.deepEqual((await post(app, office)).body, made.body);
	t.is((await slotsOf(app, office)).length, 2);
	t.like(await post(app, office, {kind: 'rainstorm'}), {status: 409, body: {code: 'id-taken'}});
	t.like((await app.send('GET', `/api/plans/${made.body.planId}`, {as: office.auditor})).body, {urgent: true, campaign: true});
	t.is((await app.services.reader('journal').where({subject: `weather-warning:${idOf('warning')}`})).length, 1);
});

eachEngine('the patrol goes on daily until the warning is lifted, which calls off what is not yet done', async (t, kind) => {
	const {app, office, one} = await underground(t, kind);
	const {planId: patrol} = (await post(app, office)).body;
	const inspectors = [office.inspector1, office.inspector2];
	const filing = makeFiling(app, {place: one, inspectors, checklist: 'underground/daily@1'});
	t.is((await app.send('PUT', inspectionPath('one'), {as: office.inspector1, body: filing})).status, 201);
	app.clock.set('2026-03-03', 1);
	await planAgain(app);
	const outcomes = async () =>
		(await slotsOf(app, office))
			.map(({dueOn, outcome}: {dueOn: string; outcome: string}) => `${dueOn.slice(-2)} ${outcome}`)
			.sort();
	t.deepEqual(await outcomes(), ['02 done', '02 missed', '03 open', '03 open']);
	for (const {assigned} of await slotsOf(app, office, '&outcome=open')) t.like(assigned, {on: '2026-03-03', pairId});
	t.is((await lift(app, office, {}, office.inspector1)).status, 403);
	t.deepEqual(pathsOf((await lift(app, office, {at: '2026-03-04T00:00:00.000Z'})).body), ['/at']);
	t.deepEqual(pathsOf((await lift(app, office, {at: '2026-03-01T00:00:00.000Z'})).body), ['/at']);
	t.is((await lift(app, office, {reason: ' '})).status, 400);
	const lifted = await lift(app, office, {id: idOf('lifting'), version: 1});
	t.like(lifted, {status: 200, body: {lifting: {by: office.manager.id, reason: '台风远离'}, version: 2}});
	t.deepEqual((await lift(app, office, {id: idOf('lifting'), version: 1})).body, lifted.body);
	t.like(await lift(app, office), {status: 409, body: {code: 'illegal-state', current: {version: 2}}});
	const wanted = ['02 done', '02 missed', '03 superseded', '03 superseded'];
	t.deepEqual(await outcomes(), wanted);
	const [called] = await slotsOf(app, office, '&outcome=superseded');
	const {reasons} = (await app.send('GET', `/api/slots/${called.id}/why`, {as: office.manager})).body;
	t.is(reasons.at(-1), '2026年3月3日起不再需要：台风红色预警已解除（台风远离）。');
	await makePlace(app, office, {domain: 'underground', name: '丁'});
	for (const day of ['2026-03-03', '2026-03-05']) {
		app.clock.set(day, 20);
		await planAgain(app);
		t.deepEqual(await outcomes(), wanted);
	}
	t.like((await app.send('GET', `/api/plans/${patrol}`, {as: office.manager})).body, {to: '2026-03-03', version: 2});
	const [entry] = await app.services.reader('journal').where({subject: `weather-warning:${idOf('warning')}`, version: 2});
	t.is(entry.reason, '台风远离');
	t.is(JSON.parse(entry.after).superseded.length, 2);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('lower levels are only on record, and an office may let them call for patrols too', async (t, kind) => {
	const {app, office} = await underground(t, kind);
	for (const level of ['blue', 'yellow', 'orange'])
		t.like(await post(app, office, {id: idOf(level), level}), {status: 201, body: {planId: null, patrol: null}});
	t.is((await slotsOf(app, office)).length, 0);
	const table = '/api/tables/weather-response';
	const {value} = (await app.send('GET', table, {as: office.manager})).body;
	const put = async (more: object) =>
		app.send('PUT', table, {as: office.manager, body: {value: {...value, ...more}, source: '街道防汛预案'}});
	t.deepEqual(pathsOf((await put({checklist: 'underground/none'})).body), ['/value/checklist']);
	await put({rainstorm: ['orange', 'red']});
	t.is((await app.send('POST', `${table}/publication`, {as: office.leader, body: {version: 1}})).status, 200);
	t.like((await post(app, office, {kind: 'rainstorm', level: 'orange'})).body, {patrol: {slots: 2}});
	const list = (await app.send('GET', `${path}?standing=true&limit=2`, {as: office.inspector1})).body;
	t.is(list.items[0].id, idOf('warning'));
	t.is((await app.send('GET', `${path}?after=${list.next}`, {as: office.inspector1})).body.items.length, 2);
	t.is((await app.send('GET', `${path}/${idOf('blue')}`, {as: office.auditor})).body.level, 'blue');
	t.is((await app.send('GET', `${path}/${idOf('none')}`, {as: office.auditor})).status, 404);
});

eachEngine('a warning for an area patrols that area only, and belongs to whoever has it in scope', async (t, kind) => {
	const {app, office, one} = await underground(t, kind);
	const [first, second] = office.communities;
	t.is((await post(app, office, {}, office.manager2)).status, 404);
	t.is((await post(app, office, {areaId: second}, office.manager2)).status, 404);
	const wrong = await post(app, office, {areaId: idOf('nowhere'), issuedAt: '2026-03-02T03:00:00.000Z', teams: [idOf('none')]});
	t.deepEqual([wrong.status, pathsOf(wrong.body)], [422, ['/issuedAt', '/areaId', '/teams/0']]);
	t.is((await post(app, office, {level: 'purple'})).status, 400);
	t.is((await post(app, office, {areaId: first}, office.manager2)).status, 201);
	t.deepEqual(
		(await slotsOf(app, office)).map(({riskPointId}: {riskPointId: string}) => riskPointId),
		[one.pointId],
	);
	const other = idOf('whole');
	t.is((await post(app, office, {id: other})).status, 201);
	t.is((await lift(app, office, {}, office.manager2, other)).status, 404);
	t.is((await lift(app, office, {}, office.manager2)).status, 200);
	t.is((await slotsOf(app, office, '&outcome=open')).length, 2);
});

eachEngine('two warnings at once share one patrol, which ends with the last of them', async (t, kind) => {
	const {app, office} = await underground(t, kind);
	const {planId: patrol} = (await post(app, office)).body;
	const rain = await post(app, office, {id: idOf('rain'), kind: 'rainstorm', areaId: office.communities[0]});
	t.like(rain.body, {planId: patrol, patrol: {slots: 2}});
	t.is((await slotsOf(app, office)).length, 2);
	await lift(app, office);
	t.is((await slotsOf(app, office, '&outcome=open')).length, 2);
	await lift(app, office, {reason: '雨停'}, office.manager, idOf('rain'));
	t.is((await slotsOf(app, office, '&outcome=open')).length, 0);
});

eachEngine('a patrol goes out on a holiday and on a full day, and says when nobody can', async (t, kind) => {
	const {app, office} = await underground(t, kind);
	app.clock.set('2026-05-02');
	for (let n = 0; n < 8; n++) await makePlace(app, office, {name: `店${n}`});
	await putPlan(app, office, {weekdays: [6], from: '2026-05-02'}, planId);
	const today = {issuedAt: '2026-05-02T01:00:00.000Z'};
	t.like((await post(app, office, today)).body, {patrol: {slots: 2, unassigned: 0}});
	await lift(app, office);
	await app.send('PUT', `/api/teams/${teamId}`, {as: office.manager, body: {domains: ['fire'], version: 1}});
	const alone = await post(app, office, {...today, id: idOf('again')});
	t.like(alone.body.patrol, {slots: 2, unassigned: 2, note: '有2项巡查任务没有人手，请立即为本次巡查指定检查队或增派人员。'});
});

eachEngine('warnings that come in the same moment make one set of patrols', async (t, kind) => {
	const {app, office} = await underground(t, kind);
	const made = await Promise.all(
		['typhoon', 'rainstorm', 'typhoon', 'rainstorm', 'typhoon'].map(async (each, i) =>
			post(app, office, {id: idOf(`warning ${i}`), kind: each}),
		),
	);
	t.deepEqual(
		made.map(({status}) => status),
		[201, 201, 201, 201, 201],
	);
	t.is(new Set(made.map(({body}) => body.planId)).size, 1);
	t.true(made.every(({body}) => body.patrol.slots === 2));
	t.is((await app.services.reader('plans').where({urgent: 1})).length, 1);
	t.is((await slotsOf(app, office)).length, 2);
});

eachEngine('what a pair had planned for the day of its patrol makes way, gets another day and says why', async (t, kind) => {
	const {app, office} = await underground(t, kind);
	for (let n = 0; n < 3; n++) await makePlace(app, office, {name: `店${n}`});
	await putPlan(app, office);
	const [byHand, ...others] = await slotsOf(app, office);
	const day = '2026-03-02';
	for (const slot of [byHand, ...others]) {
		const body = {on: day, pairId};
		t.is((await app.send('POST', `/api/slots/${slot.id}/assignment`, {as: office.manager, body})).status, 200);
	}
	const {planId: patrol, ...made} = (await post(app, office)).body;
	t.like(made.patrol, {slots: 2, unassigned: 0, putOff: others.length + 1});
	const of = async (id: string) =>
		(await slotsOf(app, office, '&outcome=open')).filter((slot: {planId: string}) => slot.planId === id);
	for (const again of [false, true]) {
		if (again) await planAgain(app);
		for (const slot of await of(planId)) {
			t.true(slot.assigned.on > day && slot.assigned.on <= slot.graceOn);
			t.is(slot.assigned.pairId, pairId);
		}
		for (const {assigned} of await of(patrol)) t.like(assigned, {on: day, pairId});
	}
	const {reasons} = (await app.send('GET', `/api/slots/${byHand.id}/why`, {as: office.inspector1})).body;
	t.is(reasons.at(-2), '因台风红色预警，原定2026年3月2日的检查让位于地下空间巡查，已另行安排。');
	const [entry] = await app.services.reader('journal').where({subject: `weather-warning:${idOf('warning')}`, version: 1});
	t.is(JSON.parse(entry.after).putOff, others.length + 1);
	const next = (await of(planId)).map(({assigned}: {assigned: {on: string}}) => assigned.on).sort()[0];
	app.clock.set(next, 1);
	await planAgain(app);
	const patrols = await of(patrol);
	t.is(patrols.length, 2);
	for (const {assigned} of patrols) t.is(assigned.on, next);
	for (const {assigned} of await of(planId)) t.true(assigned.on > next);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});
