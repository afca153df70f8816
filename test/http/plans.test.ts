import {eachEngine} from '../helpers/database.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {changePlan, pairId, planBody, planId, putPlan, putTeam, runs, slotsOf, teamId} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

const paths = (body: {errors: Array<{path: string}>}) => body.errors.map(({path}) => path);

eachEngine('a plan takes the intervals of its sector and makes its slots in the same request', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	const made = await putPlan(app, office);
	t.is(made.status, 201);
	t.like(made.body, {anchor: 'completion', holidays: 'keep', graceDays: 0, to: null, campaign: false, version: 1});
	t.deepEqual(made.body.intervals, {major: 'P1M', significant: 'P3M', moderate: 'P6M', low: 'P12M'});
	t.deepEqual(made.body.earlyDays, {major: 10, significant: 30, moderate: 60, low: 90});
	const [slot, ...more] = await slotsOf(app, office);
	t.is(more.length, 0);
	t.like(slot, {
		planId,
		ordinal: 1,
		opensOn: '2026-03-02',
		dueOn: '2026-04-01',
		level: 'moderate',
		outcome: 'open',
		overdue: false,
	});
	t.deepEqual(slot.assigned, {on: '2026-03-02', pairId, people: [office.inspector1.id, office.inspector2.id]});
	t.is(await runs(app), 1);
	t.like(await putPlan(app, office), {status: 200, body: {version: 1}});
	t.is(await runs(app), 1);
});

eachEngine('every fault of a plan is named at once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const bad = await putPlan(app, office, {
		checklist: 'fire/none@9',
		scope: {areaId: idOf('nowhere'), domain: 'magic', kinds: ['castle']},
		intervals: {major: 'P0D', significant: 'P6Y', moderate: 'monthly', low: 'P7D'},
		earlyDays: 7,
		to: '2026-02-01',
		weekdays: [],
		teams: [idOf('no team')],
	});
	t.is(bad.status, 422);
	t.deepEqual(paths(bad.body), [
		'/checklist',
		'/scope/domain',
		'/scope/areaId',
		'/scope/kinds/0',
		'/to',
		'/weekdays',
		'/teams/0',
		'/intervals/major',
		'/intervals/significant',
		'/intervals/moderate',
		'/earlyDays',
	]);
	t.deepEqual(paths((await changePlan(app, office, {})).body), ['/name', '/checklist', '/teams']);
	const cleared = await changePlan(app, office, {
		name: '排查',
		checklist: 'fire/none@9',
		teams: [],
		intervals: null,
		earlyDays: null,
	});
	t.deepEqual([cleared.status, paths(cleared.body)[0]], [422, '/checklist']);
	t.deepEqual(paths((await putPlan(app, office, {teams: [], earlyDays: {major: 31}})).body), ['/teams', '/earlyDays/major']);
	for (const interval of ['PT12H', 'P1.5M', 'P', '', 'P99999999Y'])
		t.deepEqual(paths((await putPlan(app, office, {teams: [], intervals: {low: interval}})).body), ['/teams', '/intervals/low']);
	t.is((await putPlan(app, office, {weekdays: [8]})).status, 400);
	t.is((await app.send('PUT', '/api/plans/abc', {as: office.manager, body: planBody()})).status, 400);
	t.is((await slotsOf(app, office)).length, 0);
});

eachEngine('only who has the whole area of a plan in scope may change it, and every member of staff sees it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await putTeam(app, office);
	const [one, two] = office.communities;
	const put = async (id: string, body: unknown) => app.send('PUT', `/api/plans/${idOf(id)}`, {as: office.manager2, body});
	t.like(await put('a', planBody({scope: {areaId: one}})), {status: 201});
	t.like(await put('b', planBody({scope: {areaId: two}})), {status: 404, body: {code: 'not-found'}});
	t.like(await put('b', planBody()), {status: 404});
	t.like(await put('a', {scope: {areaId: two}, version: 1}), {status: 404});
	await putPlan(app, office);
	t.like(await app.send('PUT', `/api/plans/${planId}`, {as: office.manager2, body: {scope: {areaId: one}, version: 1}}), {
		status: 404,
	});
	t.like(await app.send('POST', `/api/plans/${planId}/preview`, {as: office.manager2, body: {}}), {status: 404});
	const list = await app.send('GET', '/api/plans?count=true&limit=1', {as: office.inspector3});
	t.like(list.body, {total: 2, items: [{id: idOf('a')}]});
	t.is((await app.send('GET', `/api/plans?after=${list.body.next}`, {as: office.auditor})).body.items[0].id, planId);
	t.is((await app.send('GET', `/api/plans/${planId}`, {as: office.inspector1})).status, 200);
	t.is((await app.send('GET', `/api/plans/${idOf('none')}`, {as: office.inspector1})).status, 404);
	t.is((await app.send('PUT', `/api/plans/${planId}`, {as: office.inspector1, body: {}})).status, 403);
});

eachEngine('a plan changes with its version; its slots follow and name their successors', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office);
	t.is((await changePlan(app, office, {intervals: {moderate: 'P7D'}})).status, 428);
	t.like(await changePlan(app, office, {intervals: {moderate: 'P7D'}, version: 9}), {status: 409, body: {current: {version: 1}}});
	const changed = await changePlan(app, office, {intervals: {moderate: 'P7D'}, version: 1});
	t.like(changed.body, {version: 2, intervals: {moderate: 'P7D', low: 'P12M'}, earlyDays: {moderate: 2, low: 90}});
	const [weekly, monthly] = await slotsOf(app, office);
	t.like(weekly, {ordinal: 2, dueOn: '2026-03-09', outcome: 'open'});
	t.like(monthly, {ordinal: 1, outcome: 'superseded', superseded: {on: '2026-03-02', by: weekly.id}});
	await changePlan(app, office, {name: '改名', teams: [teamId], version: 2});
	t.is((await slotsOf(app, office)).length, 2);
	await changePlan(app, office, {scope: {levels: ['major']}, version: 3});
	t.deepEqual(
		(await slotsOf(app, office, '&outcome=superseded')).map(({superseded}: {superseded: {by: string | null}}) => superseded.by),
		[null, weekly.id],
	);
	const subjects = await app.services.engine.writer('journal').where({subject: `plan:${planId}`});
	t.is(subjects.length, 4);
});

eachEngine('the scope of a plan picks points by area, level, kind and tag', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const here = await makePlace(app, office, {name: '甲'});
	const there = await makePlace(app, office, {name: '乙', community: 1});
	await makePlace(app, office, {name: '丙', domain: 'gas'});
	await app.send('PUT', `/api/sites/${there.siteId}`, {as: office.manager, body: {tags: ['夜市'], version: 1}});
	await putTeam(app, office);
	const points = async (scope: unknown) => {
		const {body} = await app.send('POST', `/api/plans/${planId}/preview`, {as: office.manager, body: planBody({scope})});
		return body.points;
	};
	t.is(await points({}), 2);
	t.is(await points({areaId: office.communities[1]}), 1);
	t.is(await points({tags: ['夜市', '节日']}), 1);
	t.is(await points({kinds: ['school']}), 0);
	t.is(await points({levels: ['moderate']}), 2);
	t.is(await points({levels: ['major']}), 0);
	t.is(await points({domain: 'fire'}), 2);
	await putPlan(app, office, {scope: {areaId: office.communities[0]}});
	t.deepEqual(
		(await slotsOf(app, office)).map(({riskPointId}: {riskPointId: string}) => riskPointId),
		[here.pointId],
	);
});

eachEngine(
	'a preview tells the work of each day, what nobody can take and how many pairs it takes, and saves nothing',
	async (t, kind) => {
		const {app, office} = await open(t, kind);
		for (const n of [1, 2, 3, 4, 5, 6]) await makePlace(app, office, {name: `店${n}`, community: n % 2});
		const far = await makePlace(app, office, {name: '远处', community: 2});
		await putTeam(app, office, {minutesPerDay: 100});
		const preview = async (body?: unknown) => app.send('POST', `/api/plans/${planId}/preview`, {as: office.manager, body});
		t.is((await preview({})).status, 404);
		const {status, body} = await preview(planBody());
		t.is(status, 200);
		t.like(body, {points: 7, slots: 7, pairsNeeded: 1});
		t.deepEqual(
			body.uncovered.map(({riskPointId, reason}: {riskPointId: string; reason: string}) => [riskPointId, reason]),
			[[far.pointId, 'no-pair']],
		);
		t.is(
			body.perDay.reduce((sum: number, {slots}: {slots: number}) => sum + slots, 0),
			6,
		);
		t.true(body.perDay.every(({minutes}: {minutes: number}) => minutes <= 100));
		t.is((await slotsOf(app, office)).length, 0);
		await putPlan(app, office);
		t.like((await preview()).body, {points: 7, slots: 7, moved: {count: 0, items: []}});
		const known = await slotsOf(app, office);
		const {moved, coverage} = (await preview({weekdays: [6]})).body;
		t.true(moved.count > 0);
		for (const {slotId, from, to} of moved.items) {
			const {on, pairId} = known.find(({id}: {id: string}) => id === slotId).assigned;
			t.deepEqual(from, {on, pairId});
			t.notDeepEqual(to, from);
		}
		t.true(
			coverage.length > 5 && coverage.every(({elapsed, done}: {elapsed: number; done: number}) => elapsed <= 1 && done <= 1),
		);
		t.is(coverage.at(-1).elapsed, 1);
		t.true((await preview({intervals: {moderate: 'P1D'}})).body.pairsNeeded > 1);
		t.is((await preview({intervals: {moderate: 'P0D'}})).status, 422);
		t.is((await app.send('GET', `/api/plans/${planId}`, {as: office.manager})).body.version, 1);
	},
);
