import {eachEngine} from '../helpers/database.ts';
import {codesOf, inspectionPath, makeFiling, pathsOf} from '../helpers/filing.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {changePlan, pairId, planBody, planId, putPlan, putTeam, slotsOf, teamBody, teamId} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

eachEngine('a plan with every fault of its rhythm, days, teams and scope is refused with all of them', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	const intervals = {major: 'P0D', significant: 'P400Y', moderate: 'P7D', low: 'P1M'};
	const dates = {from: '2026-04-01', to: '2026-03-01', weekdays: []};
	const bad = await putPlan(app, office, {
		...dates,
		intervals,
		earlyDays: {moderate: 7, low: 31},
		teams: [],
		scope: {tags: ['没有这个标签']},
	});
	t.is(bad.status, 422);
	t.deepEqual(pathsOf(bad.body), [
		'/to',
		'/weekdays',
		'/teams',
		'/intervals/major',
		'/intervals/significant',
		'/earlyDays/moderate',
		'/earlyDays/low',
		'/scope',
	]);
	t.true(bad.body.errors.every(({message}: {message: string}) => /[\u4e00-\u9fff]/.test(message)));
	t.deepEqual(pathsOf((await putPlan(app, office, {...dates, checklist: 'fire/none@1'})).body), [
		'/checklist',
		'/to',
		'/weekdays',
	]);
	t.is((await app.services.reader('plans')).length, 0);
	t.is((await app.services.reader('slots')).length, 0);
});

eachEngine('a plan over no risk point is refused, unless none of its field is registered yet', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await putTeam(app, office);
	t.is((await putPlan(app, office, {scope: {tags: ['夜市']}}, idOf('early'))).status, 201);
	const {siteId, pointId} = await makePlace(app, office, {name: '甲'});
	const tagged = {tags: ['100%_夜市"'], version: 1};
	await app.send('PUT', `/api/sites/${siteId}`, {as: office.manager, body: tagged});
	const put = async (scope: object, more: object = {}) =>
		putPlan(app, office, {scope, ...more}, idOf(JSON.stringify([scope, more])));
	for (const scope of [{areaId: office.communities[1]}, {kinds: ['school']}, {tags: ['夜市']}, {tags: ['100__夜市"', '%']}])
		t.deepEqual(pathsOf((await put(scope)).body), ['/scope'], JSON.stringify(scope));
	for (const scope of [{}, {areaId: office.communities[0]}, {kinds: ['school', 'restaurant']}, {tags: ['x', '100%_夜市"']}])
		t.is((await put(scope)).status, 201, JSON.stringify(scope));
	t.is((await put({levels: ['major']})).status, 201, 'levels come and go');
	t.is((await put({}, {checklist: 'gas/merchant@1'})).status, 201, 'nothing of this field yet');
	await putPlan(app, office);
	t.deepEqual(pathsOf((await changePlan(app, office, {scope: {kinds: ['school']}, version: 1})).body), ['/scope']);
	await app.send('PUT', `/api/risk-points/${pointId}`, {as: office.manager, body: {closedOn: '2026-03-01', version: 1}});
	t.like(await changePlan(app, office, {name: '改名', version: 1}), {status: 200, body: {version: 2}});
});

eachEngine('a team without capacity and pauses that overlap are refused, each with its place', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const pairs = [{id: pairId, people: [office.inspector1.id], from: '2026-02-30'}];
	const body = teamBody(office, {minutesPerDay: 0, pairs, name: ''});
	const team = await app.send('PUT', `/api/teams/${teamId}`, {as: office.manager, body});
	t.is(team.status, 400);
	t.deepEqual(pathsOf(team.body).sort(), ['/minutesPerDay', '/name', '/pairs/0/from', '/pairs/0/people']);
	const {siteId} = await makePlace(app, office);
	const shut = async (...pauses: Array<[string, string?]>) =>
		app.send('PUT', `/api/sites/${siteId}`, {
			as: office.manager,
			body: {pauses: pauses.map(([from, to]) => ({from, ...(to && {to}), reason: '装修'})), version: 1},
		});
	const overlapping = await shut(['2026-03-01', '2026-03-10'], ['2026-03-10', '2026-03-05'], ['2026-03-09'], ['2026-05-01']);
	t.is(overlapping.status, 422);
	t.deepEqual(pathsOf(overlapping.body), ['/pauses/1/to', '/pauses/2', '/pauses/3']);
	t.is((await shut(['2026-03-10', '2026-03-20'], ['2026-03-01', '2026-03-09'], ['2026-03-21'])).status, 200);
});

eachEngine('of two people who change a plan at once, one is told what the other made of it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office);
	const change = async (interval: string) => changePlan(app, office, {intervals: {moderate: interval}, version: 1});
	const answers = await Promise.all([change('P7D'), change('P14D')]);
	const [won, lost] = answers.sort((a, b) => a.status - b.status) as [(typeof answers)[0], (typeof answers)[0]];
	t.deepEqual([won.status, lost.status], [200, 409]);
	t.like(lost.body, {code: 'version-conflict', current: {version: 2, intervals: won.body.intervals}});
	t.like((await app.send('GET', `/api/plans/${planId}`, {as: office.auditor})).body, {version: 2, intervals: won.body.intervals});
});

eachEngine('an excuse needs a reason in words', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office);
	const [slot] = await slotsOf(app, office);
	for (const body of [{}, {reason: ''}, {reason: '  '}, {reason: null}]) {
		const answer = await app.send('POST', `/api/slots/${slot.id}/excuse`, {as: office.manager, body});
		t.deepEqual([answer.status, pathsOf(answer.body)], [400, ['/reason']], JSON.stringify(body));
	}
	t.is((await slotsOf(app, office))[0].outcome, 'open');
});

eachEngine('a filing for another pair’s slot counts and is flagged', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office);
	const [slot] = await slotsOf(app, office);
	await app.send('PUT', `/api/people/${idOf('inspector4')}`, {
		as: office.administrator,
		body: {account: 'inspector4', name: '丁四', roles: ['inspector'], fromOn: '2026-01-01'},
	});
	await app.send('PUT', `/api/grants/${idOf('grant4')}`, {
		as: office.administrator,
		body: {personId: idOf('inspector4'), areaId: office.communities[0], fromOn: '2026-01-01'},
	});
	const inspectors = [{id: idOf('inspector4')}];
	const filing = makeFiling(app, {place, inspectors, check: {slotIds: [slot.id]}});
	const filed = await app.send('PUT', inspectionPath('other'), {as: {id: idOf('inspector4')}, body: filing});
	t.is(filed.status, 201);
	t.true(codesOf(filed.body).includes('slot-other-pair'));
	t.like((await slotsOf(app, office))[0], {outcome: 'done', inspectionId: idOf('inspection/other')});
});

eachEngine('nobody is given a site outside his scope', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office, {community: 2});
	await putTeam(app, office);
	await putPlan(app, office);
	const [slot] = await slotsOf(app, office);
	t.is(slot.assigned, undefined);
	const give = async (on: string, pair = pairId) =>
		app.send('POST', `/api/slots/${slot.id}/assignment`, {as: office.manager, body: {on, pairId: pair}});
	const refused = await give('2026-02-01');
	t.deepEqual([refused.status, pathsOf(refused.body)], [422, ['/pairId', '/on']]);
	t.is((await slotsOf(app, office))[0].assigned, undefined);
	t.is(
		(await app.send('POST', `/api/plans/${planId}/preview`, {as: office.manager, body: planBody({weekdays: []})})).status,
		422,
	);
});
