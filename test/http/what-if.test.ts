import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {system} from '../../src/system.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {pairId, planBody, planId, putPlan, putTeam, slotsOf} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

eachEngine(
	'what if: fewer pairs, a campaign, another level; load, coverage, moves and what is late, and nothing is saved',
	async (t, kind) => {
		const {app, office} = await open(t, kind);
		const places = [];
		for (const n of [1, 2, 3, 4, 5, 6]) places.push(await makePlace(app, office, {name: `店${n}`, community: n % 2}));
		await putTeam(app, office, {minutesPerDay: 100});
		await putPlan(app, office);
		await planAll(app.services, app.contextOf(system.person));
		const before = await slotsOf(app, office);
		const ask = async (body: unknown) => app.send('POST', '/api/schedule/what-if', {as: office.manager, body});

		const same = await ask({});
		t.is(same.status, 200, JSON.stringify(same.body));
		t.like(same.body, {moved: {count: 0}, late: {count: 0}, morePairs: 0});
		t.deepEqual(same.body.now, same.body.supposed);
		t.is(same.body.now.slots, before.length);
		t.is(same.body.now.coverage.at(-1).elapsed, 1);
		t.is(same.body.now.coverage.at(-1).done, 1);
		t.is(
			same.body.now.perDay.reduce((sum: number, {slots}: {slots: number}) => sum + slots, 0),
			before.length,
		);
		t.true(same.body.now.busiest.minutes <= 100);

		const alone = await ask({withoutPairs: [pairId]});
		t.like(alone.body, {supposed: {late: before.length, visits: 0}, moved: {count: before.length}, morePairs: 1});
		t.like(alone.body.late.items[0], {reason: 'no-pair'});

		const campaign = {
			...planBody({name: '国庆节前专项', campaign: true, from: '2026-03-02', to: '2026-03-06'}),
			id: idOf('campaign'),
		};
		const more = await ask({plan: campaign});
		t.is(more.body.supposed.slots, before.length + 6);
		t.is(more.body.plans.length, 2);
		// A campaign and a regular check of one point share a visit.
		t.is(more.body.supposed.visits, 6);

		const raised = await ask({levels: [{riskPointId: places[0]!.pointId, level: 'major'}]});
		t.true(raised.body.supposed.slots >= before.length);
		t.is(raised.status, 200);

		const wrong = await ask({
			levels: [{riskPointId: idOf('no point'), level: 'low'}],
			plan: {id: planId, intervals: {low: 'P0D'}},
		});
		t.is(wrong.status, 422);
		t.deepEqual(await slotsOf(app, office), before);
		t.is((await app.send('POST', '/api/schedule/what-if', {as: office.inspector1, body: {}})).status, 403);
	},
);

eachEngine('what if every pair had less time a day: what does not fit is told', async (t, kind) => {
	const {app, office} = await open(t, kind);
	for (const n of [1, 2, 3, 4]) await makePlace(app, office, {name: `店${n}`});
	await putTeam(app, office);
	await putPlan(app, office, {from: '2026-03-16', to: '2026-03-20', weekdays: [1], intervals: {moderate: 'P6D'}});
	const ask = async (body: unknown) => (await app.send('POST', '/api/schedule/what-if', {as: office.manager, body})).body;
	const {now, supposed, late} = await ask({minutesPerDay: 60});
	t.deepEqual([now.busiest.slots, now.late], [4, 0]);
	t.deepEqual([supposed.slots, supposed.late, late.count], [4, 3, 3]);
	t.deepEqual((await app.send('POST', '/api/schedule/what-if', {as: office.manager, body: {minutesPerDay: 5}})).status, 400);
});
