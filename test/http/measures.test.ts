import {eachEngine} from '../helpers/database.ts';
import {pathsOf} from '../helpers/filing.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {beginMeasures as begin, given, issued} from '../helpers/measures.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('a measure is made with a number, changed with a version, and read by all staff', async (t, kind) => {
	const {office, put, get} = await begin(t, kind);
	const made = await put('m1', given);
	t.is(made.status, 201);
	t.like(made.body, {number: 'CS-XH-2026-0001', progress: 'research', version: 1, approvedBy: null, hazardCount: 0});
	t.is((await put('m2', given)).body.number, 'CS-XH-2026-0002');
	t.is((await put('m1', given)).status, 200);
	t.is((await put('m1', {progress: 'draft'})).status, 428);
	t.is((await put('m1', {progress: 'draft', version: 9})).body.code, 'version-conflict');
	t.like((await put('m1', {progress: 'draft', version: 1})).body, {progress: 'draft', version: 2, title: given.title});
	t.like((await get(`/${idOf('m1')}`, office.inspector3)).body, {progress: 'draft', version: 2});
	t.is((await get(`/${idOf('none')}`)).status, 404);
});

eachEngine('a measure is refused without its required fields, with unknown ones, and to other roles', async (t, kind) => {
	const {office, put, get} = await begin(t, kind);
	const bare = await put('m1', {title: '甲'});
	t.deepEqual(
		[bare.status, bare.body.errors.map(({path}: {path: string}) => path)],
		[422, ['/kind', '/cause', '/text', '/lead', '/responsible', '/dueOn', '/reviewOn']],
	);
	t.is((await put('m1', {...given, colour: 'red'})).body.code, 'schema');
	t.is((await put('m1', {...given, issuedOn: '2027-01-01'})).status, 422);
	t.is((await put('m1', given, office.inspector1)).status, 403);
	t.is((await put('m1', given, office.leader)).status, 403);
	t.is((await get('', office.gridWorker)).status, 403);
});

eachEngine('in force only by a leader, and only what was issued', async (t, kind) => {
	const {app, office, put, approve} = await begin(t, kind);
	await put('m1', given);
	t.deepEqual((await put('m1', {progress: 'in-force', version: 1})).body.code, 'wrong-person');
	t.is((await put('m2', {...given, progress: 'in-force'})).status, 403);
	const early = await approve('m1');
	t.deepEqual([early.status, early.body.current], [409, 'research']);
	const skipped = await put('m1', {progress: 'evaluated', version: 1});
	t.deepEqual([skipped.status, skipped.body.code, skipped.body.current], [409, 'illegal-state', 'research']);
	const issued = await put('m1', {progress: 'issued', documentNumber: '新桦办〔2026〕3号', version: 1});
	t.like(issued.body, {progress: 'issued', issuedOn: '2026-03-02', withoutEffect: true});
	t.is((await approve('m1', office.manager)).body.code, 'role');
	t.is((await approve('m1', office.leader, {version: 1})).status, 409);
	const body = {id: idOf('approval'), reason: '同意'};
	t.like((await approve('m1', office.leader, body)).body, {progress: 'in-force', approvedBy: office.leader.id, version: 3});
	t.like((await approve('m1', office.leader, body)).body, {version: 3});
	t.deepEqual(pathsOf((await put('m1', {progress: 'evaluated', effect: ' ', version: 3})).body), ['/effect']);
	t.is((await put('m1', {effect: '已清理', version: 3})).status, 200);
	t.like((await put('m1', {progress: 'evaluated', version: 4})).body, {progress: 'evaluated', withoutEffect: false});
	const entries = await app.services
		.reader('journal')
		.where({subject: `measure:${idOf('m1')}`})
		.orderBy('version');
	t.deepEqual(
		entries.map(({action}: {action: string}) => action),
		['measure-made', 'measure-changed', 'measure-approved', 'measure-changed', 'measure-changed'],
	);
	t.is((await approve('none')).status, 404);
});

eachEngine(
	'linked hazards must be visible; those outside the reader’s scope are only counted and survive his change',
	async (t, kind) => {
		const {app, office, put, get} = await begin(t, kind);
		const one = await makeHazard(app, office);
		const three = await makeHazard(app, office, {communityId: office.communities[2]!, site: '丙'});
		const refused = await put('m1', {...given, hazardIds: [one.id, three.id]}, office.manager2);
		t.deepEqual([refused.status, refused.body.errors[0].path], [422, '/hazardIds/1']);
		t.is((await put('m1', {...given, riskPointIds: [idOf('nowhere')]})).body.errors[0].path, '/riskPointIds/0');
		const made = await put('m1', {...given, hazardIds: [three.id, one.id], riskPointIds: [one.riskPointId]});
		t.like(made.body, {
			hazardIds: [three.id, one.id],
			hazardNumbers: [three.number, one.number],
			hazardCount: 2,
			riskPointCount: 1,
		});
		const seen = await get(`/${idOf('m1')}`, office.inspector1);
		t.like(seen.body, {hazardIds: [one.id], hazardNumbers: [one.number], hazardCount: 2});
		t.is((await put('m1', {hazardIds: [one.id], version: 1}, office.manager2)).body.version, 1);
		const cleared = await put('m1', {hazardIds: [], version: 1}, office.manager2);
		t.like(cleared.body, {hazardIds: [], hazardCount: 1, version: 2});
		t.deepEqual((await get(`/${idOf('m1')}`)).body.hazardIds, [three.id]);
	},
);

eachEngine('measures are paged by due day and filtered', async (t, kind) => {
	const {put, get} = await begin(t, kind);
	await put('m1', {...given, dueOn: '2026-05-01', reviewOn: '2026-03-01'});
	await put('m2', {...given, dueOn: '2026-04-01', kind: 'education', ...issued, title: '燃气宣传'});
	await put('m3', {...given, dueOn: '2026-04-01', effect: '好', ...issued, problem: '飞线充电'});
	const found = async (query: string) => (await get(query)).body.items.map(({id}: {id: string}) => id);
	const ids = (...names: string[]) => names.map(idOf);
	t.deepEqual(await found(''), ids('m2', 'm3', 'm1'));
	const first = await get('?limit=2&count=true');
	t.is(first.body.total, 3);
	t.deepEqual(await found(`?limit=2&after=${first.body.next}`), ids('m1'));
	t.deepEqual(await found('?kind=education'), ids('m2'));
	t.deepEqual(await found('?progress=issued'), ids('m2', 'm3'));
	t.deepEqual(await found('?withoutEffect=true'), ids('m2'));
	t.deepEqual(await found('?reviewDue=true'), ids('m1'));
	t.deepEqual(await found('?reviewDue=false&q=飞线'), ids('m3'));
	t.is((await get('?q=飞')).status, 422);
});
