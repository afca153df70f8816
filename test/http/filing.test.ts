import test from 'ava';
import {eachEngine} from '../helpers/database.ts';
import {
	codesOf,
	countAll,
	countOf,
	fail,
	inspectionPath,
	makeFiling,
	pathsOf,
	photo,
	startFiling,
	upload,
} from '../helpers/filing.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('a filing makes an inspection, a hazard per defect, and answers with their numbers', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
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
	t.is(hazard.description, '不符合“疏散通道和安全出口畅通，未被占用、堵塞、封闭”。堆放纸箱');
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
	const {app, office, place, pair} = await startFiling(t, kind);
	const body = makeFiling(app, {place, inspectors: pair, answers: {F01: fail}});
	const first = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	const before = await countAll(app);
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
	t.deepEqual(await countAll(app), before);
});

eachEngine('the same filing fifty times at once is one inspection with one reply', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
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
	const {app, office, place, pair} = await startFiling(t, kind);
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

eachEngine('the same as a known hazard: a note on it and no new one; once closed it comes back', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
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

test('the content is kept as it was received', async t => {
	const {app, office, place, pair} = await startFiling(t, 'sqlite');
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
