import {eachEngine} from '../helpers/database.ts';
import {codesOf, countAll, inspectionPath, makeFiling, pathsOf, photo, startFiling} from '../helpers/filing.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

eachEngine('everything that is missing is named at once, and a refusal writes nothing', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const before = await countAll(app);
	const body = makeFiling(app, {place, inspectors: pair});
	const {F01: _, F02: __, F32: ___, ...answers} = body.checks[0]!.answers!;
	const missing = {...body, checks: [{...body.checks[0]!, answers}]};
	const refused = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body: missing});
	t.is(refused.status, 422);
	t.is(refused.body.code, 'missing-answers');
	t.deepEqual(pathsOf(refused.body), ['/checks/0/answers/F01', '/checks/0/answers/F02', '/checks/0/answers/F32']);
	t.true(refused.body.errors[0].message.includes('疏散通道'));
	t.deepEqual(await countAll(app), before);
	const mended = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	t.is(mended.status, 201);
});

eachEngine('all faults of a filing are told together with their places', async (t, kind) => {
	const {app, office, place} = await startFiling(t, kind);
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
	const {app, office, place, pair} = await startFiling(t, kind);
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
	const {app, office, place, pair} = await startFiling(t, kind);
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
	const {app, office, place, pair} = await startFiling(t, kind);
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
