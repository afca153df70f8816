import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {fail, inspectionPath, makeFiling, makeSlot, startFiling, upload} from '../helpers/filing.ts';
import {leadBody, leadPath} from '../helpers/leads.ts';
import {makePlace} from '../helpers/places.ts';

type As = {id: string};
const monthOf = async (app: App, as: As, query = '') => app.send('GET', `/api/my-month${query}`, {as});
const none = {done: 0, 'done-late': 0, missed: 0, 'not-inspectable': 0, excused: 0, superseded: 0, open: 0};

eachEngine('a person sees his own month, which is what the rows and the figures say', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const {inspector1, inspector2, manager, leader} = office;
	const photo = await upload(app, inspector1, 1);
	const people = pair.map(({id}) => id);
	const other = await makePlace(app, office, {name: '乙'});
	await makeSlot(app, {place, name: 'due', dueOn: '2026-03-02', people});
	await makeSlot(app, {place: other, name: 'missed', opensOn: '2026-03-01', dueOn: '2026-03-01', people});
	await makeSlot(app, {place: other, name: 'february', dueOn: '2026-02-20', people});
	await makeSlot(app, {place: other, name: 'later', dueOn: '2026-03-20', people});
	await makeSlot(app, {place: other, name: 'others', dueOn: '2026-03-01', people: [inspector2.id]});
	const mended = {...fail, photos: [photo], mended: {photos: [await upload(app, inspector1, 2)]}};
	const file = async (name: string, more: object, as: As = inspector1) =>
		app.send('PUT', inspectionPath(name), {as, body: makeFiling(app, {place, inspectors: pair, ...more})});
	const first = await file('a', {answers: {F03: {...fail, photos: [photo]}, F05: mended, F06: {...fail, photos: [photo]}}});
	await file('b', {
		place: other,
		more: {outcome: 'could-not-inspect', reason: '停业'},
		check: {checklist: undefined, answers: undefined},
	});
	await file('c', {place: other, inspectors: [inspector2]}, inspector2);
	const [kept, spot, void_] = first.body.hazards as [As, As, As];
	await app.send('POST', `/api/hazards/${void_.id}/voiding`, {as: manager, body: {reason: '误报'}});
	await app.send('POST', `/api/hazards/${spot.id}/confirmation`, {as: manager, body: {onTheSpot: 'accept', cause: 'rule'}});
	await app.send('PUT', leadPath('a'), {as: inspector1, body: leadBody()});
	await app.send('PUT', leadPath('b'), {as: inspector1, body: leadBody()});
	await app.send('POST', `${leadPath('b')}/answer`, {as: manager, body: {text: '已转告'}});
	const {status, body} = await monthOf(app, inspector1, '?month=2026-03');
	t.is(status, 200);
	t.like(body, {
		from: '2026-03-01',
		to: '2026-03-02',
		isOver: false,
		at: app.clock.now(),
		person: {name: '沈一帆'},
		visits: {inspected: 1, couldNot: 1},
		checks: 1,
		hazards: {found: 2, onTheSpot: 1, open: 1},
		reinspections: {made: 0, passed: 0},
		slots: {...none, due: 2, done: 1, missed: 1},
		leads: {reported: 2, received: 1, answered: 1, hazard: 0, void: 0},
	});
	t.deepEqual((await monthOf(app, inspector1)).body, body);
	const figures = (await app.send('GET', '/api/figures?from=2026-03-01&to=2026-03-02&by=person', {as: leader})).body.figures;
	const own = (name: string): number | undefined =>
		figures.find((one: {name: string}) => one.name === name).split.find(({key}: {key: string}) => key === inspector1.id)?.value;
	t.deepEqual([own('inspections'), own('hazards-registered')], [1, 2]);
	const listed = async (query: string) => (await app.send('GET', `/api/${query}`, {as: inspector1})).body.total;
	t.is(await listed(`inspections?person=${inspector1.id}&from=2026-03-01&to=2026-03-02&count=true`), 2);
	t.is(await listed(`slots?person=${inspector1.id}&from=2026-03-01&to=2026-03-02&outcome=missed&count=true`), 1);
	t.is(await listed('leads?mine=true&count=true'), 2);
	t.is((await app.send('GET', `/api/hazards/${kept.id}`, {as: inspector1})).body.state, 'registered');
});

eachEngine('a reinspection counts for everyone who looked, whoever entered it', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const {inspector1, inspector2, manager} = office;
	const photo = await upload(app, inspector1, 1);
	const body = makeFiling(app, {place, inspectors: pair, answers: {F03: {...fail, photos: [photo]}}});
	const {hazards} = (await app.send('PUT', inspectionPath('a'), {as: inspector1, body})).body;
	await app.services.engine
		.writer('hazards')
		.where({id: hazards[0].id})
		.update({
			body: JSON.stringify({
				...JSON.parse((await app.services.reader('hazards').where({id: hazards[0].id}).first()).body),
				state: 'reported',
			}),
			state: 'reported',
		});
	const look = {result: 'pass', inspectors: [inspector1.id, inspector2.id], photos: [await upload(app, inspector1, 3)]};
	const made = await app.send('POST', `/api/hazards/${hazards[0].id}/reinspections`, {as: inspector1, body: look});
	t.is(made.status, 200, JSON.stringify(made.body));
	t.deepEqual((await monthOf(app, inspector2)).body.reinspections, {made: 1, passed: 1});
	t.deepEqual((await monthOf(app, inspector1)).body.reinspections, {made: 1, passed: 1});
	t.deepEqual((await monthOf(app, manager)).body.reinspections, {made: 0, passed: 0});
});

eachEngine('a month that is over is whole, an empty one is nought, and one to come is refused', async (t, kind) => {
	const {app, office} = await startFiling(t, kind);
	const {status, body} = await monthOf(app, office.gridWorker, '?month=2026-02');
	t.is(status, 200);
	t.like(body, {from: '2026-02-01', to: '2026-02-28', isOver: true, checks: 0, slots: {...none, due: 0}});
	t.is((await monthOf(app, office.gridWorker, '?month=2026-04')).status, 422);
	for (const month of ['2026-13', '2026-3', 'now']) t.is((await monthOf(app, office.gridWorker, `?month=${month}`)).status, 400);
	t.is((await app.send('GET', '/api/my-month')).status, 401);
});
