import {eachEngine} from '../helpers/database.ts';
import {codesOf, fail, inspectionPath, makeFiling, makeSlot, pathsOf, photo, startFiling} from '../helpers/filing.ts';
import {idOf} from '../helpers/office.ts';

eachEngine(
	'a grant that ended within seven days before the start still carries the filing, and a colleague is flagged',
	async (t, kind) => {
		const {app, office, place, pair} = await startFiling(t, kind);
		const body = makeFiling(app, {place, inspectors: pair});
		const grant = idOf(`inspector1/${office.communities[0]}`);
		const end = async (id: string, toOn: string) =>
			app.send('PUT', `/api/grants/${id}`, {as: office.administrator, body: {toOn, version: 1}});
		await end(idOf(`inspector2/${office.communities[0]}`), '2026-02-01');
		t.is((await end(grant, '2026-02-22')).status, 200);
		t.is((await app.send('GET', '/api/inspections', {as: office.inspector1})).body.items.length, 0);
		const late = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
		t.is(late.status, 201, 'the grant was changed today, so it held until now');
		t.false(codesOf(late.body).includes('colleague-ended'));
		t.is((await app.send('GET', inspectionPath('a'), {as: office.inspector1})).status, 200, 'who filed it still sees it');
		app.clock.set('2026-03-20');
		const later = makeFiling(app, {place, inspectors: pair});
		t.is((await app.send('PUT', inspectionPath('b'), {as: office.inspector1, body: later})).status, 404);
		const role = {roles: ['auditor'], version: 1};
		await app.send('PUT', `/api/people/${office.inspector1.id}`, {as: office.administrator, body: role});
		const back = {areaId: office.communities[0], personId: office.inspector2.id, fromOn: '2026-03-10'};
		await app.send('PUT', `/api/grants/${idOf('new')}`, {as: office.administrator, body: back});
		const filed = await app.send('PUT', inspectionPath('b'), {as: office.inspector2, body: later});
		t.is(filed.status, 201);
		t.true(codesOf(filed.body).includes('colleague-ended'));
	},
);

eachEngine(
	'slots: the named, or every open one with the same checklist; over, excused and other pairs are flagged',
	async (t, kind) => {
		const {app, office, place, pair} = await startFiling(t, kind);
		const others = [office.inspector2.id, office.inspector3.id];
		const open = await makeSlot(app, {place, dueOn: '2026-03-10', people: others});
		const campaign = await makeSlot(app, {place, name: 'campaign', dueOn: '2026-03-31', checklist: 'fire/daily'});
		const gasList = await makeSlot(app, {place, name: 'gas', dueOn: '2026-03-31', checklist: 'gas/merchant@1'});
		const file = async (name: string, slotIds?: string[]) =>
			app.send('PUT', inspectionPath(name), {
				as: office.inspector1,
				body: makeFiling(app, {place, inspectors: pair, ...(slotIds && {check: {slotIds}})}),
			});
		const first = await file('a');
		t.deepEqual(codesOf(first.body), ['not-countersigned', 'slot-other-pair']);
		const slots = await app.services.reader('slots').whereNotNull('checked_on').orderBy('id');
		t.deepEqual(
			slots.map(({id}: {id: string}) => id),
			[open, campaign].sort(),
		);
		t.is(slots[0].inspection_id, first.body.id);
		const next = await makeSlot(app, {place, ordinal: 2, dueOn: '2026-04-10', opensOn: '2026-03-02'});
		const second = await file('b', [open]);
		t.deepEqual(codesOf(second.body), ['not-countersigned', 'repeated', 'slot-other-pair']);
		t.is((await app.services.reader('slots').where({id: next}).first()).checked_on, '2026-03-02');
		const excused = await makeSlot(app, {place, name: 'shut', dueOn: '2026-03-05', excusedOn: '2026-03-01'});
		const third = await file('c', [excused]);
		t.deepEqual(codesOf(third.body), ['not-countersigned', 'out-of-plan', 'repeated']);
		const unknown = await file('d', [gasList, idOf('no slot')]);
		t.deepEqual(pathsOf(unknown.body), ['/checks/0/slotIds/1']);
	},
);

eachEngine('could not inspect: a reason and no answers; the slot gets an attempt and stays open', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const slot = await makeSlot(app, {place, dueOn: '2026-03-10'});
	const {answers, checklist: _, ...check} = makeFiling(app, {place, inspectors: pair}).checks[0]!;
	const shut = {...makeFiling(app, {place, inspectors: pair}), outcome: 'could-not-inspect' as const, met: null, checks: [check]};
	const refused = await app.send('PUT', inspectionPath('a'), {
		as: office.inspector1,
		body: {...shut, checks: [{...check, answers}]},
	});
	t.deepEqual(pathsOf(refused.body), ['/reason', '/checks/0/answers']);
	const filed = await app.send('PUT', inspectionPath('a'), {
		as: office.inspector1,
		body: {...shut, reason: '店门紧闭，电话不通'},
	});
	t.is(filed.status, 201);
	t.deepEqual(filed.body.flags, []);
	const row = await app.services.reader('slots').where({id: slot}).first();
	t.is(row.checked_on, null);
	t.deepEqual(JSON.parse(row.attempts), [{on: '2026-03-02', reason: '店门紧闭，电话不通', inspectionId: filed.body.id}]);
	const visit = await app.send('PUT', inspectionPath('b'), {
		as: office.inspector1,
		body: makeFiling(app, {place, inspectors: pair}),
	});
	t.deepEqual(codesOf(visit.body), ['not-countersigned']);
});

eachEngine('facts are kept and flagged: clocks, closed points, awaited photos', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const ahead = makeFiling(app, {
		place,
		inspectors: pair,
		answers: {F01: fail},
		more: {startedAt: '2026-03-02T02:20:00.000Z', endedAt: '2026-03-02T02:30:00.000Z', signature: {photo}},
	});
	const first = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body: ahead});
	t.deepEqual(codesOf(first.body), ['clock', 'out-of-plan', 'photo-awaited']);
	t.true(first.body.flags.find(({code}: {code: string}) => code === 'photo-awaited').detail.includes(photo));
	const old = {startedAt: '2026-01-20T02:00:00.000Z', endedAt: '2026-01-20T03:00:00.000Z'};
	const second = await app.send('PUT', inspectionPath('b'), {
		as: office.inspector1,
		body: makeFiling(app, {place, inspectors: pair, answers: {F01: fail}, more: old}),
	});
	t.deepEqual(codesOf(second.body), ['clock', 'not-countersigned', 'out-of-plan', 'photo-awaited']);
	t.is(second.body.number, 'JC-XH-2026-000002');
	t.is(second.body.hazards[0].dueOn, '2026-03-02', 'max(inspection day + days, today)');
	await app.services.queue.submit(async db => db('risk_points').where({id: place.pointId}).update({closed_on: '2026-02-28'}));
	const third = await app.send('PUT', inspectionPath('c'), {
		as: office.inspector1,
		body: makeFiling(app, {place, inspectors: pair}),
	});
	t.deepEqual(codesOf(third.body), ['not-countersigned', 'out-of-plan', 'point-closed', 'repeated']);
});
