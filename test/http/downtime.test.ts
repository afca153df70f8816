import {sealDays} from '../../src/actions/journal/seal-day.ts';
import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {system} from '../../src/system.ts';
import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import type {Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {changePlan, putPlan, putTeam, slotsOf} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

/** What the service does at its start and every half hour. */
async function work(app: App, day: string): Promise<void> {
	app.clock.set(day, 1);
	const context = app.contextOf(system.person);
	await planAll(app.services, context);
	await app.services.queue.submit(async db => sealDays(db, context));
}
const outcomes = async (app: App, office: Office): Promise<string[]> =>
	(await slotsOf(app, office)).map((slot: {dueOn: string; outcome: string}) => `${slot.dueOn.slice(5)} ${slot.outcome}`);
const daily = {intervals: {moderate: 'P1D'}, anchor: 'calendar', earlyDays: 0};

eachEngine('a plan that ends while nothing runs leaves its missed days behind, once, and none after its end', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {...daily, from: '2026-03-02', to: '2026-03-06'});
	await work(app, '2026-03-03');
	const before = ['03-02 missed', '03-03 open'];
	t.deepEqual(await outcomes(app, office), before);
	for (let n = 0; n < 3; n++) {
		await work(app, '2026-03-20');
		t.deepEqual(
			await outcomes(app, office),
			['03-02', '03-03', '03-04', '03-05', '03-06'].map(day => `${day} missed`),
		);
	}
	t.is((await changePlan(app, office, {intervals: {moderate: 'P2D'}, version: 1})).status, 200);
	t.is((await outcomes(app, office)).length, 5);
});

eachEngine('a point that is closed while nothing runs was due until then, and not on the day it closed', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {...daily, from: '2026-03-02'});
	const body = {closedOn: '2026-03-05', version: 1};
	t.is((await app.send('PUT', `/api/risk-points/${place.pointId}`, {as: office.manager, body})).status, 200);
	await work(app, '2026-03-03');
	await work(app, '2026-03-10');
	await work(app, '2026-03-10');
	t.deepEqual(await outcomes(app, office), ['03-02 missed', '03-03 missed', '03-04 missed', '03-05 superseded']);
});

eachEngine('a plan that ended long ago is not filled up when its terms change', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {
		intervals: {moderate: 'P1M'},
		anchor: 'calendar',
		earlyDays: 0,
		from: '2026-02-02',
		to: '2026-03-20',
	});
	await work(app, '2026-03-02');
	await work(app, '2026-03-21');
	const seen = await outcomes(app, office);
	await work(app, '2026-03-22');
	t.is((await changePlan(app, office, {intervals: {moderate: 'P1D'}, version: 1})).status, 200);
	await work(app, '2026-03-22');
	t.deepEqual(await outcomes(app, office), seen);
});
