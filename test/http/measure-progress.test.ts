import {eachEngine} from '../helpers/database.ts';
import {pathsOf} from '../helpers/filing.ts';
import {beginMeasures as begin, given, issued} from '../helpers/measures.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('A measure goes forward only, each step with what it needs, and shows the way it came', async (t, kind) => {
	const {app, office, put, get, approve} = await begin(t, kind);
	t.like((await put('m1', given)).body, {steps: ['draft', 'comment', 'issued', 'repealed']});
	app.clock.set('2026-03-03');
	await put('m1', {progress: 'comment', version: 1});
	const back = await put('m1', {progress: 'draft', version: 2});
	t.deepEqual([back.status, back.body.code, back.body.current], [409, 'illegal-state', 'comment']);
	t.deepEqual(pathsOf((await put('m1', {progress: 'issued', issuedOn: '2026-03-09', version: 2})).body), [
		'/documentNumber',
		'/issuedOn',
	]);
	app.clock.set('2026-03-04');
	t.is((await put('m1', {...issued, version: 2})).status, 200);
	t.deepEqual(pathsOf((await put('m1', {documentNumber: null, version: 3})).body), ['/documentNumber']);
	await put('m1', {dueOn: '2026-07-31', version: 3});
	app.clock.set('2026-03-05');
	await approve('m1', office.leader, {reason: '同意实施'});
	app.clock.set('2026-03-06');
	await put('m1', {progress: 'evaluated', effect: '抽查20处，无堆物', version: 5});
	app.clock.set('2026-03-07');
	t.like((await put('m1', {progress: 'revised', version: 6})).body, {steps: ['in-force', 'repealed']});
	await approve('m1');
	t.deepEqual(pathsOf((await put('m1', {progress: 'repealed', version: 8})).body), ['/reason']);
	t.is((await put('m1', {progress: 'repealed', reason: '并入新办法', version: 8})).body.steps.length, 0);
	t.is((await put('m1', {progress: 'in-force', version: 9})).status, 403);
	t.is((await put('m1', {progress: 'issued', version: 9})).body.current, 'repealed');
	const {history, progress} = (await get(`/${idOf('m1')}`)).body;
	t.is(progress, 'repealed');
	t.deepEqual(
		history.map((step: {progress: string; on: string; by: string; reason: string}) => [
			step.progress,
			step.on,
			step.by,
			step.reason,
		]),
		[
			['research', '2026-03-02', office.manager.id, null],
			['comment', '2026-03-03', office.manager.id, null],
			['issued', '2026-03-04', office.manager.id, null],
			['in-force', '2026-03-05', office.leader.id, '同意实施'],
			['evaluated', '2026-03-06', office.manager.id, null],
			['revised', '2026-03-07', office.manager.id, null],
			['in-force', '2026-03-07', office.leader.id, null],
			['repealed', '2026-03-07', office.manager.id, '并入新办法'],
		],
	);
	const then = (await get(`/${idOf('m1')}?asOf=2026-03-04T10:00:00.000Z`)).body;
	t.like(then, {progress: 'issued', dueOn: '2026-07-31', withoutEffect: true, approvedBy: null, version: 4});
	t.is(then.history.length, 3);
	t.is((await get(`/${idOf('m1')}?asOf=2026-03-01T00:00:00.000Z`)).status, 404);
	t.is((await get(`/${idOf('m1')}?asOf=2026-03-08T00:00:00.000Z`)).status, 422);
	t.is((await put('m9', {...given, progress: 'repealed'})).status, 409);
});

eachEngine('Review due, without effect and overdue are lists of now and of any moment', async (t, kind) => {
	const {app, put, get, approve} = await begin(t, kind);
	await put('m1', {...given, dueOn: '2026-03-04', reviewOn: '2026-03-31'});
	await put('m2', {...given, dueOn: '2026-03-20', ...issued, reviewOn: '2026-03-05'});
	const then = app.clock.now();
	app.clock.set('2026-03-05');
	const found = async (query: string) => (await get(`?count=true&${query}`)).body;
	const ids = async (query: string) => (await found(query)).items.map(({id}: {id: string}) => id);
	t.deepEqual(await ids('overdue=true'), [idOf('m1')]);
	t.deepEqual(await ids('overdue=false'), [idOf('m2')]);
	t.deepEqual(await ids('reviewDue=true'), [idOf('m2')]);
	t.deepEqual(await ids('withoutEffect=true'), [idOf('m2')]);
	t.deepEqual(await ids(`overdue=true&asOf=${then}`), []);
	t.deepEqual(await ids(`reviewDue=true&asOf=${then}`), []);
	t.deepEqual(await ids(`withoutEffect=true&asOf=${then}`), [idOf('m2')]);
	const before = app.clock.now();
	app.clock.set('2026-03-06');
	await approve('m2');
	await put('m2', {effect: '已覆盖全部小区', reviewOn: '2026-09-30', version: 2});
	await put('m1', {...issued, version: 1});
	t.deepEqual(await ids('overdue=true'), []);
	t.deepEqual(await ids('reviewDue=true'), []);
	t.deepEqual(await ids('withoutEffect=true'), [idOf('m1')]);
	for (const [filter, id] of [
		['overdue', 'm1'],
		['reviewDue', 'm2'],
		['withoutEffect', 'm2'],
	] as const)
		t.deepEqual(await ids(`${filter}=true&asOf=${before}`), [idOf(id)]);
	const first = await found(`limit=1&asOf=${before}`);
	t.is(first.total, 2);
	t.deepEqual(await ids(`limit=1&asOf=${before}&after=${first.next}`), [idOf('m2')]);
	t.is((await get('?asOf=2026-03-07T00:00:00.000Z')).status, 422);
});

eachEngine('List two as of now is the live one under every filter', async (t, kind) => {
	const {app, office, put, approve} = await begin(t, kind);
	const words = ['Ｃ级 ÄB%', '飞线_充电', 'Fire door!', 'fire DOOR', '通道'];
	const kinds = ['rule', 'campaign', 'education'];
	for (const [i, word] of [...words, ...words].entries()) {
		const more = i % 3 === 0 ? issued : {};
		const effect = i % 4 === 0 ? '好' : '  ';
		const days = {dueOn: i % 2 ? '2026-03-01' : '2026-05-01', reviewOn: i % 5 ? '2026-03-02' : '2026-12-31'};
		await put(`m${i}`, {...given, ...days, ...more, kind: kinds[i % 3], title: word, problem: words[(i * 2) % 5], effect});
		app.clock.forward(1000);
		if (i % 6 === 0) await approve(`m${i}`);
		if (i % 4 === 1) await put(`m${i}`, {progress: 'repealed', reason: '不再需要', version: 1});
		app.clock.forward(1000);
	}
	const filters = [
		'',
		...['reviewDue', 'withoutEffect', 'overdue'].flatMap(name => [`${name}=true`, `${name}=false`]),
		...['research', 'issued', 'in-force', 'repealed'].map(step => `progress=${step}`),
		...kinds.map(one => `kind=${one}`),
		...['ａ', 'äb', 'Äb%', 'B%', '线_', 'FIRE', 'or!', 'Ｃ级', 'ｃ级', '级 Ä', '〔2026〕'].map(q => `q=${encodeURIComponent(q)}`),
		'kind=rule&overdue=true&q=fire',
	];
	for (const as of [office.manager, office.inspector3]) {
		for (const filter of filters) {
			const live = await app.send('GET', `/api/lists/measures?${filter}`, {as});
			const then = await app.send('GET', `/api/lists/measures?${filter}&asOf=${app.clock.now()}`, {as});
			t.deepEqual(then.body, live.body, filter);
			const paged = await app.send('GET', `/api/measures?limit=200&${filter}`, {as});
			t.deepEqual(
				paged.body.items?.map(({id}: {id: string}) => id),
				live.body.ids,
				filter,
			);
		}
	}
	t.is((await app.send('GET', '/api/lists/measures?q=fire', {as: office.manager})).body.count, 8);
});
