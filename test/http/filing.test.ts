import test from 'ava';
import type {App} from '../helpers/app.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, makePhoto, makeSlot, upload} from '../helpers/filing.ts';
import {idOf, makeOffice, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

const photo = 'ab'.repeat(32);
const fail = {result: 'fail' as const, note: '通道堆放纸箱', photos: [photo]};

async function start(t: Parameters<typeof startApp>[0], kind: 'sqlite' | 'postgres') {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const place = await makePlace(app, office, {
		controls: [
			{kind: 'management', text: '通道巡查', owner: '店长', items: ['F01']},
			{kind: 'training', text: '员工培训', owner: '店长', items: ['F05']},
		],
	});
	const pair = [office.inspector1, office.inspector2];
	return {app, office, place, pair};
}

const countOf = async (app: App, table: string): Promise<number> =>
	Number(((await app.services.reader(table).count({n: '*'})) as [{n: number}])[0].n);

async function counts(app: App): Promise<number[]> {
	const tables = ['inspections', 'checks', 'hazards', 'photo_links', 'journal', 'replies', 'counters'];
	return Promise.all(tables.map(async table => countOf(app, table)));
}

const codesOf = ({flags}: {flags: Array<{code: string}>}): string[] => flags.map(({code}) => code).sort();
const pathsOf = (body: {errors: Array<{path: string}>}): string[] => body.errors.map(({path}) => path);

eachEngine('a filing makes an inspection, a hazard per defect, and answers with their numbers', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const sha = await upload(app, office.inspector1, 1);
	const after = await upload(app, office.inspector1, 2);
	const body = makeFiling(app, {
		place,
		inspectors: pair,
		answers: {
			F01: {
				result: 'fail',
				defects: [
					{place: '一层东侧', placeType: 'stairwell', note: '堆放纸箱', photos: [sha]},
					{place: '后门', note: '门被锁', photos: [sha], mended: {photos: [after]}, dueOn: '2026-03-09'},
				],
			},
			F02: {result: 'fail', note: '只有一个出口', photos: [sha]},
		},
		more: {photos: {[sha]: {takenAt: app.clock.now(), position: 'no-signal', source: 'camera'}}},
	});
	const {status, body: filed} = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	t.is(status, 201);
	t.is(filed.number, 'JC-XH-2026-000001');
	t.deepEqual(
		filed.hazards.map((h: Record<string, unknown>) => [h.number, h.item, h.defect, h.grade, h.route, h.dueOn, h.dueAt]),
		[
			['YH-XH-2026-000001', 'F01', 0, 'general', 'notice', '2026-03-02', '2026-03-02T16:00:00.000Z'],
			['YH-XH-2026-000002', 'F01', 1, 'general', 'on-the-spot', '2026-03-09', '2026-03-09T16:00:00.000Z'],
			['YH-XH-2026-000003', 'F02', 0, 'suspected-major', 'notice', '2026-03-09', '2026-03-09T16:00:00.000Z'],
		],
	);
	t.deepEqual(codesOf(filed), ['not-countersigned', 'out-of-plan']);
	const [row] = (await app.services.reader('hazards').where({number: 'YH-XH-2026-000001'})) as [{body: string}];
	const hazard = JSON.parse(row.body);
	t.is(hazard.state, 'registered');
	t.is(hazard.description, '一层东侧：不符合“疏散通道和安全出口畅通，未被占用、堵塞、封闭”。堆放纸箱');
	t.true(hazard.redFlag);
	t.is(hazard.controlIds.length, 1);
	t.is(hazard.originalDays, 0);
	t.is(hazard.foundOn, '2026-03-02');
	t.is(hazard.responsible, '周老板');
	t.deepEqual(hazard.parties, {industry: 'fire-rescue', territorial: '新桦路街道', entity: '小满餐馆有限公司'});
	t.deepEqual(hazard.facts.filers, [office.inspector1.id, office.inspector2.id]);
	t.deepEqual(hazard.facts.photosBefore, [sha]);
	const journal = await app.services.reader('journal').whereIn('subject', [`inspection:${filed.id}`, `hazard:${hazard.id}`]);
	t.is(journal.length, 2);
});

eachEngine('the same filing again answers the same; other content, or another person, is refused', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const body = makeFiling(app, {place, inspectors: pair, answers: {F01: fail}});
	const first = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	const before = await counts(app);
	const again = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	t.is(first.status, 201);
	t.is(again.status, 200);
	t.deepEqual(again.body, first.body);
	const other = {...body, remarks: '补充'};
	for (const [as, sent] of [[office.inspector1, other] as const, [office.inspector2, body] as const]) {
		const {status, body: problem} = await app.send('PUT', inspectionPath('a'), {as, body: sent});
		t.is(status, 409);
		t.is(problem.code, 'id-taken');
		t.false(JSON.stringify(problem).includes('JC-XH'));
	}
	t.deepEqual(await counts(app), before);
});

eachEngine('the same filing fifty times at once is one inspection with one reply', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const body = makeFiling(app, {place, inspectors: pair, answers: {F01: fail, F05: fail}});
	const answers = await Promise.all(
		Array.from({length: 50}, async () => app.send('PUT', inspectionPath('a'), {as: office.inspector1, body})),
	);
	t.is(answers.filter(({status}) => status === 201).length, 1);
	t.is(answers.filter(({status}) => status === 200).length, 49);
	t.is(new Set(answers.map(({body: reply}) => JSON.stringify(reply))).size, 1);
	t.is(await countOf(app, 'inspections'), 1);
	t.is(await countOf(app, 'hazards'), 2);
	t.is(await countOf(app, 'replies'), 1);
	const counters = await app.services.reader('counters').where('name', 'like', '%/2026').orderBy('name');
	t.deepEqual(
		counters.map(({name, value}: {name: string; value: number}) => [name, Number(value)]),
		[
			['hazard/2026', 2],
			['inspection/2026', 1],
		],
	);
});

eachEngine('good and bad filings in one set: each gets its own answer, numbers have no holes', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const good = makeFiling(app, {place, inspectors: pair, answers: {F01: fail}});
	const bad = {...good, endedAt: '2026-03-01T00:00:00.000Z'};
	const answers = await Promise.all(
		Array.from({length: 20}, async (_, i) =>
			app.send('PUT', inspectionPath(`n${i}`), {as: office.inspector1, body: i % 2 ? bad : good}),
		),
	);
	t.deepEqual(
		answers.map(({status}) => status),
		answers.map((_, i) => (i % 2 ? 422 : 201)),
	);
	const numbers = answers.filter(({status}) => status === 201).map(({body}) => body.number);
	t.deepEqual(
		[...numbers].sort(),
		Array.from({length: 10}, (_, i) => `JC-XH-2026-${String(i + 1).padStart(6, '0')}`),
	);
	t.is(answers.filter(({body}) => body.flags?.some(({code}: {code: string}) => code === 'repeated')).length, 9);
});

eachEngine('everything that is missing is named at once, and a refusal writes nothing', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const before = await counts(app);
	const body = makeFiling(app, {place, inspectors: pair});
	const {F01: _, F02: __, F32: ___, ...answers} = body.checks[0]!.answers!;
	const missing = {...body, checks: [{...body.checks[0]!, answers}]};
	const refused = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body: missing});
	t.is(refused.status, 422);
	t.is(refused.body.code, 'missing-answers');
	t.deepEqual(pathsOf(refused.body), ['/checks/0/answers/F01', '/checks/0/answers/F02', '/checks/0/answers/F32']);
	t.true(refused.body.errors[0].message.includes('疏散通道'));
	t.deepEqual(await counts(app), before);
	const mended = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	t.is(mended.status, 201);
});

eachEngine('all faults of a filing are told together with their places', async (t, kind) => {
	const {app, office, place} = await start(t, kind);
	const body = makeFiling(app, {
		place,
		inspectors: [office.inspector1, office.inspector1],
		answers: {
			F01: {result: 'fail', note: '没有照片'},
			F02: {result: 'fail', photos: [photo], mended: {photos: [photo]}},
			F03: {result: 'not-applicable'},
			F04: {result: 'not-checked', note: ' '},
			F05: {result: 'pass', defects: [{note: '什么'}]},
			F06: {result: 'fail', defects: [{photos: [photo], placeType: 'moon', dueOn: '2026-03-01', criteria: ['NONE-1']}]},
			F07: {result: 'fail', photos: [photo], mended: {photos: []}},
			F14: {result: 'pass'},
			Z99: {result: 'pass'},
		},
		more: {endedAt: '2026-03-01T00:00:00.000Z'},
	});
	const {status, body: problem} = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	t.is(status, 422);
	t.is(problem.code, 'rules');
	const at = (rest: string) => `/checks/0/answers/${rest}`;
	t.deepEqual(
		pathsOf(problem).sort(),
		[
			'/inspectors/1',
			'/endedAt',
			at('F01/photos'),
			at('F02/mended'),
			at('F03/note'),
			at('F04/note'),
			at('F05/defects'),
			at('F06/defects/0/placeType'),
			at('F06/defects/0/dueOn'),
			at('F06/defects/0/criteria/0'),
			at('F07/mended/photos'),
			at('F14/value'),
			at('Z99'),
		].sort(),
	);
});

eachEngine('people: unknown inspectors, a filer who was not there, roles that do not file', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const send = async (as: Office['manager'], more: object) =>
		app.send('PUT', inspectionPath('a'), {as, body: {...makeFiling(app, {place, inspectors: pair}), ...more}});
	const unknown = await send(office.inspector1, {inspectors: [office.inspector1.id, idOf('nobody')]});
	t.is(unknown.status, 422);
	t.deepEqual(pathsOf(unknown.body), ['/inspectors/1']);
	const absent = await send(office.inspector1, {inspectors: [office.inspector2.id]});
	t.is(absent.status, 403);
	t.is(absent.body.code, 'wrong-person');
	t.is((await send(office.manager, {})).body.code, 'role');
	t.is((await app.send('PUT', inspectionPath('a'), {body: {}})).status, 401);
	const three = await send(office.inspector1, {inspectors: [...pair.map(({id}) => id), office.inspector3.id]});
	t.is(three.body.code, 'schema');
	const oddId = await app.send('PUT', '/api/inspections/visit-1', {
		as: office.inspector1,
		body: makeFiling(app, {place, inspectors: pair}),
	});
	t.is(oddId.status, 400);
});

eachEngine('an administrative inspection needs two certified people, an approval, a code and a signature', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const official = {kind: 'administrative' as const, signature: {}};
	const bare = makeFiling(app, {place, inspectors: [office.inspector1], more: official});
	const refused = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body: bare});
	t.deepEqual(pathsOf(refused.body).sort(), ['/approval', '/inspectionCode', '/inspectors', '/inspectors/0', '/signature']);
	for (const [person, validTo] of [[office.inspector1, null] as const, [office.inspector2, '2026-03-01'] as const]) {
		const body = {certificate: {number: '沪0001', validTo}, version: 1};
		t.is((await app.send('PUT', `/api/people/${person.id}`, {as: office.administrator, body})).status, 200);
	}
	const whole = {
		...makeFiling(app, {place, inspectors: pair}),
		kind: 'administrative' as const,
		approval: {by: '严立', on: '2026-03-01'},
		codeWaived: '系统故障',
	};
	const expired = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body: whole});
	t.deepEqual(pathsOf(expired.body), ['/inspectors/1']);
	const renewed = {certificate: {number: '沪0001', validTo: '2026-03-02'}, version: 2};
	await app.send('PUT', `/api/people/${office.inspector2.id}`, {as: office.administrator, body: renewed});
	await app.services.queue.submit(async db => db('settings').insert({id: 'yearly-cap', value: '1', version: 1}));
	const first = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body: whole});
	t.is(first.status, 201);
	const second = await app.send('PUT', inspectionPath('b'), {as: office.inspector1, body: whole});
	t.deepEqual(codesOf(second.body), ['not-countersigned', 'out-of-plan', 'over-cap', 'repeated']);
});

eachEngine('scope: outside is not found; another site and another domain are faults', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const far = await makePlace(app, office, {name: '远处商店', community: 2});
	const farGas = await makePlace(app, office, {name: '远处商店', community: 2, domain: 'gas', pointName: '厨房'});
	const farDig = await makePlace(app, office, {name: '远处商店', community: 2, domain: 'underground', pointName: '地下库'});
	const near = await makePlace(app, office, {name: '隔壁', domain: 'gas'});
	const send = async (as: Office['manager'], body: unknown) => app.send('PUT', inspectionPath('a'), {as, body});
	const outside = await send(office.inspector1, makeFiling(app, {place: far, inspectors: pair}));
	t.is(outside.status, 404);
	t.deepEqual(pathsOf(outside.body), ['/siteId']);
	const otherDomain = await send(office.inspector3, makeFiling(app, {place: farDig, inspectors: [office.inspector3]}));
	t.is(otherDomain.status, 404);
	t.deepEqual(pathsOf(otherDomain.body), ['/checks/0/riskPointId']);
	t.is((await send(office.inspector3, makeFiling(app, {place: farGas, inspectors: [office.inspector3]}))).status, 201);
	const strange = await send(office.inspector1, {...makeFiling(app, {place, inspectors: pair}), siteId: near.siteId});
	t.is(strange.status, 409, 'taken by inspector3');
	const misplaced = {...makeFiling(app, {place, inspectors: pair}), siteId: near.siteId};
	const wrongSite = await app.send('PUT', inspectionPath('b'), {as: office.inspector1, body: misplaced});
	t.is(wrongSite.status, 422);
	t.deepEqual(pathsOf(wrongSite.body), ['/checks/0/riskPointId']);
	const wrongList = makeFiling(app, {place, inspectors: pair, checklist: 'gas/merchant@1'});
	const answer = await app.send('PUT', inspectionPath('b'), {as: office.inspector1, body: wrongList});
	t.deepEqual(pathsOf(answer.body), ['/checks/0/checklist']);
});

eachEngine(
	'a grant that ended within seven days before the start still carries the filing, and a colleague is flagged',
	async (t, kind) => {
		const {app, office, place, pair} = await start(t, kind);
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
		const {app, office, place, pair} = await start(t, kind);
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
	const {app, office, place, pair} = await start(t, kind);
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

eachEngine('the same as a known hazard: a note on it and no new one; once closed it comes back', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const first = await app.send('PUT', inspectionPath('a'), {
		as: office.inspector1,
		body: makeFiling(app, {place, inspectors: pair, answers: {F01: fail}}),
	});
	const [{id}] = first.body.hazards;
	const again = {
		result: 'fail' as const,
		defects: [
			{sameAs: id, note: '仍未清理', photos: [photo]},
			{note: '另一处', photos: [photo]},
		],
	};
	const body = makeFiling(app, {place, inspectors: pair, answers: {F01: again}});
	const second = await app.send('PUT', inspectionPath('b'), {as: office.inspector1, body});
	t.deepEqual(
		second.body.hazards.map(({defect}: {defect: number}) => defect),
		[1],
	);
	const notes = await app.services
		.reader('journal')
		.where({subject: `hazard:${id}`})
		.orderBy('version');
	t.deepEqual(
		notes.map(({version, action}: {version: number; action: string}) => [version, action]),
		[
			[1, 'registration'],
			[2, 'seen-again'],
		],
	);
	t.true(notes[1].after.includes('仍未清理'));
	const strange = makeFiling(app, {
		place,
		inspectors: pair,
		answers: {F01: {result: 'fail', defects: [{sameAs: idOf('x'), photos: [photo]}]}},
	});
	const refused = await app.send('PUT', inspectionPath('c'), {as: office.inspector1, body: strange});
	t.deepEqual(pathsOf(refused.body), ['/checks/0/answers/F01/defects/0/sameAs']);
	const hazard = JSON.parse((await app.services.reader('hazards').where({id}).first()).body);
	await app.services.queue.submit(async db =>
		db('hazards')
			.where({id})
			.update({state: 'closed', ended_at: app.clock.now(), body: JSON.stringify({...hazard, state: 'closed'})}),
	);
	const third = await app.send('PUT', inspectionPath('d'), {as: office.inspector1, body: {...body, remarks: '复发'}});
	t.is(third.body.hazards.length, 2);
	const recurred = await app.services.reader('hazards').where({id: third.body.hazards[0].id}).first();
	t.is(JSON.parse(recurred.body).recurrenceOf, id);
});

eachEngine('facts are kept and flagged: clocks, closed points, awaited photos', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
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

eachEngine('a late photo is linked already: the inspection says when all have come', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const {bytes, sha256} = await makePhoto(7);
	const body = makeFiling(app, {place, inspectors: pair, answers: {F01: {...fail, photos: [sha256]}}});
	const {body: filed} = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	const see = async () => (await app.send('GET', inspectionPath('a'), {as: office.inspector2})).body;
	t.true(codesOf(await see()).includes('photo-awaited'));
	t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.manager})).status, 404);
	t.is((await app.send('PUT', `/api/photos/${sha256}`, {as: office.inspector2, body: bytes})).status, 201);
	const seen = await see();
	t.false(codesOf(seen).includes('photo-awaited'));
	t.deepEqual(seen.photos, [{sha256, role: 'before', isThere: true, metadata: null}]);
	t.is(seen.hazards[0].id, filed.hazards[0].id);
	t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.manager})).status, 200);
	t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.inspector3})).status, 404);
});

eachEngine('inspections are listed by scope, filter and page; phones and signatures by role', async (t, kind) => {
	const {app, office, place, pair} = await start(t, kind);
	const far = await makePlace(app, office, {name: '远处商店', community: 2});
	const signature = await upload(app, office.inspector1, 9);
	for (const name of ['a', 'b', 'c']) {
		const body = makeFiling(app, {place, inspectors: pair, more: {remarks: name, signature: {photo: signature}}});
		t.is((await app.send('PUT', inspectionPath(name), {as: office.inspector1, body})).status, 201);
	}
	await app.send('PUT', inspectionPath('far'), {
		as: office.inspector3,
		body: makeFiling(app, {place: far, inspectors: [office.inspector3]}),
	});
	const list = async (as: Office['manager'], query = '') => (await app.send('GET', `/api/inspections${query}`, {as})).body;
	t.is((await list(office.manager, '?count=true')).total, 4);
	t.is((await list(office.inspector3)).items.length, 1);
	t.is((await list(office.manager2)).items.length, 3);
	const page = await list(office.inspector1, '?limit=2');
	t.deepEqual(
		page.items.map(({number}: {number: string}) => number),
		['JC-XH-2026-000003', 'JC-XH-2026-000002'],
	);
	const rest = await list(office.inspector1, `?limit=2&after=${page.next}`);
	t.deepEqual(
		rest.items.map(({number}: {number: string}) => number),
		['JC-XH-2026-000001'],
	);
	t.is(rest.next, null);
	t.is((await list(office.manager, `?person=${office.inspector3.id}`)).items.length, 1);
	t.is((await list(office.manager, `?site=${place.siteId}&from=2026-03-02&to=2026-03-02&outcome=inspected`)).items.length, 3);
	t.is((await list(office.manager, '?from=2026-03-03')).items.length, 0);
	t.is((await app.send('GET', inspectionPath('far'), {as: office.inspector1})).status, 404);
	const phone = async (as: Office['manager']) => (await app.send('GET', inspectionPath('a'), {as})).body;
	t.is((await phone(office.inspector2)).content.met.phone, '13800001234');
	t.is((await phone(office.inspector2)).photos[0].role, 'signature');
	t.is((await phone(office.auditor)).content.met.phone, '138****1234');
	t.deepEqual((await phone(office.auditor)).photos, []);
	t.is((await phone(office.administrator)).content.met.phone, undefined);
	t.is((await app.send('GET', `/api/photos/${signature}`, {as: office.leader})).status, 200);
	t.is((await app.send('GET', `/api/photos/${signature}`, {as: office.auditor})).status, 404);
});

test('the content is kept as it was received', async t => {
	const {app, office, place, pair} = await start(t, 'sqlite');
	const body = makeFiling(app, {place, inspectors: pair});
	await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	const row = await app.services.reader('inspections').first();
	t.deepEqual(JSON.parse(row.content), body);
	const entry = await app.services
		.reader('journal')
		.where({subject: `inspection:${row.id}`})
		.first();
	t.is(JSON.parse(entry.after).contentSha256, row.content_sha256);
});
