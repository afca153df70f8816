import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {system} from '../../src/system.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, pathsOf} from '../helpers/filing.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {planId, putPlan, putTeam, slotsOf, teamId} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

const campaignPath = (template: string) => `/api/campaign-templates/${template}/plans`;
const campaign = idOf('campaign');

eachEngine('the templates give the days of a year, or why they are not known, and the plans to try out', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	const see = async (query: string, id: string) => {
		const {body} = await app.send('GET', `/api/campaign-templates${query}`, {as: office.manager});
		return body.items.find((item: {id: string}) => item.id === id);
	};
	const labour = await see('', 'labour-day');
	t.like(labour, {year: 2026, window: {from: '2026-04-24', to: '2026-04-30'}, note: null, confidence: 'P'});
	t.like(await see('?year=2027', 'labour-day'), {window: null, note: '日历未载入：2027年放假安排载入后才能确定。', plans: []});
	t.like(await see('', 'flood-season'), {window: null, usual: {from: '2026-06-01', to: '2026-09-30'}});
	const body = {...labour.plans[0], teams: [teamId]};
	t.like(body, {name: '2026年五一专项', checklist: 'fire/daily@1', campaign: true, intervals: {major: 'P7D', low: 'P7D'}});
	const preview = await app.send('POST', `/api/plans/${campaign}/preview`, {as: office.manager, body});
	t.like(preview, {status: 200, body: {points: 1, slots: 1}});
	t.is((await app.send('GET', '/api/campaign-templates?year=26', {as: office.manager})).status, 400);
});

eachEngine('a campaign is made from its template in one window per point, and once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await makePlace(app, office, {domain: 'gas', pointName: '厨房'});
	await putTeam(app, office);
	const make = async (template: string, body: object, as = office.manager) =>
		app.send('POST', campaignPath(template), {as, body});
	const body = {id: campaign, year: 2026, name: '春节专项', holidays: 'keep'};
	t.is((await make('spring-festival', body, office.inspector1)).status, 403);
	t.is((await make('spring-festival', body, office.manager2)).status, 404);
	const made = await make('spring-festival', body);
	t.is(made.status, 201);
	t.deepEqual(
		made.body.plans.map(({name, checklist}: {name: string; checklist: string}) => [name.slice(0, 4), checklist]),
		[
			['春节专项', 'fire/daily@1'],
			['春节专项', 'gas/merchant@1'],
		],
	);
	t.like(made.body.plans[0], {id: campaign, from: '2026-01-31', to: '2026-03-03', teams: [teamId], urgent: false});
	const slots = await slotsOf(app, office);
	t.deepEqual(
		slots.map(({ordinal, dueOn, graceOn}: {ordinal: number; dueOn: string; graceOn: string}) => [ordinal, dueOn, graceOn]),
		[
			[1, '2026-03-03', '2026-03-03'],
			[1, '2026-03-03', '2026-03-03'],
		],
	);
	t.deepEqual((await make('spring-festival', body)).body, made.body);
	t.like(await make('spring-festival', {...body, name: '别的'}), {status: 409, body: {code: 'id-taken'}});
	t.like(await make('labour-day', body), {status: 409, body: {code: 'id-taken'}});
	app.clock.set('2026-03-04');
	await planAll(app.services, app.contextOf(system.person));
	t.is((await slotsOf(app, office)).length, 2);
	const {reasons} = (await app.send('GET', `/api/slots/${slots[0].id}/why`, {as: office.manager})).body;
	t.regex(reasons[0], /^专项计划“春节专项.*《消防法》第三十一条/);
});

eachEngine('all faults of a campaign are named at once; an announced one takes its days from the body', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office, {domain: 'underground'});
	await putTeam(app, office, {domains: []});
	const make = async (template: string, more: object) =>
		app.send('POST', campaignPath(template), {as: office.manager, body: {id: campaign, year: 2026, ...more}});
	const wrong = await make('flood-season', {checklists: ['fire/daily']});
	t.is(wrong.status, 422);
	t.deepEqual(pathsOf(wrong.body), ['/from', '/to', '/checklists/0']);
	t.deepEqual(pathsOf((await make('flood-season', {from: '2026-06-02', to: '2026-06-01'})).body), ['/to']);
	t.deepEqual(pathsOf((await make('new-year', {})).body), ['/to']);
	t.is((await make('no-such', {})).status, 404);
	t.deepEqual(pathsOf((await make('flood-season', {from: '2026-06-01', to: '2026-06-30', teams: []})).body), ['/teams']);
	t.is((await app.services.reader('plans')).length, 0);
	const made = await make('flood-season', {from: '2026-06-01', to: '2026-09-30', scope: {areaId: office.communities[0]}});
	t.like(made.body.plans[0], {intervals: {low: 'P122D'}, scope: {areaId: office.communities[0]}});
	t.regex(made.body.plans[0].basis, /防汛条例/);
});

eachEngine('a regular slot and a campaign’s slot at one point share a visit, and one check settles both', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P1M'}, from: '2026-03-09'});
	const path = campaignPath('spring-festival');
	const body = {id: campaign, year: 2026, from: '2026-03-09', to: '2026-03-20', checklists: ['fire/daily']};
	t.is((await app.send('POST', path, {as: office.manager, body})).status, 201);
	await planAll(app.services, app.contextOf(system.person));
	const [one, two, ...more] = await slotsOf(app, office);
	t.is(more.length, 0);
	t.deepEqual([one.planId, two.planId].sort(), [planId, campaign].sort());
	t.deepEqual(one.assigned, two.assigned);
	app.clock.set(one.assigned.on);
	const filing = makeFiling(app, {place, inspectors: [office.inspector1, office.inspector2]});
	t.is((await app.send('PUT', inspectionPath('both'), {as: office.inspector1, body: filing})).status, 201);
	t.deepEqual(
		(await slotsOf(app, office)).map(({outcome, inspectionId}: {outcome: string; inspectionId: string}) => [
			outcome,
			inspectionId,
		]),
		Array.from({length: 2}, () => ['done', idOf('inspection/both')]),
	);
});

eachEngine('a regular visit that stands outside a campaign moves to the campaign’s visit', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	const calendar = {anchor: 'calendar', intervals: {moderate: 'P1M'}, earlyDays: 0, from: '2026-03-16'};
	await putPlan(app, office, calendar);
	await planAll(app.services, app.contextOf(system.person));
	const [alone] = await slotsOf(app, office);
	t.true(alone.assigned.on < '2026-04-01');
	const body = {id: campaign, year: 2026, from: '2026-04-01', to: '2026-04-10', checklists: ['fire/daily']};
	t.is((await app.send('POST', campaignPath('spring-festival'), {as: office.manager, body})).status, 201);
	await planAll(app.services, app.contextOf(system.person));
	const [one, two] = await slotsOf(app, office);
	t.true(one.assigned.on >= '2026-04-01' && one.assigned.on <= '2026-04-10');
	t.deepEqual(two.assigned, one.assigned);
	await planAll(app.services, app.contextOf(system.person));
	t.deepEqual(await slotsOf(app, office), [one, two]);
});
