import type {ExecutionContext} from 'ava';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {setUpNotices, strayPapers} from '../helpers/notices.ts';
import {idOf} from '../helpers/office.ts';

/** An office to which a power was delegated for notices: they need review and a leader, and may say more. */
async function setUpSteps(t: ExecutionContext, kind: EngineKind) {
	const all = await setUpNotices(t, kind);
	const {app, office} = all;
	const value = [{kind: 'rectification-notice', power: '责令限期整改', basis: '新府〔2026〕3号', from: '2026-01-01', to: null}];
	await app.services.queue.submit(async db => {
		await db('people').where({id: office.manager2.id}).update({reviewer: 1});
		const row = {value: JSON.stringify({value, source: '区政府文件', draft: null}), version: 1};
		await db('settings').insert({id: 'table/delegated-powers', ...row});
	});
	const step = async (id: string, name: string, body: object, as: {id: string}) =>
		app.send('POST', `/api/papers/${id}/${name}`, {as, body});
	const see = async (id: string) => (await app.send('GET', `/api/papers/${id}`, {as: office.manager})).body;
	return {...all, step, see};
}

eachEngine('a paper that needs review and approval is drafted, read by others, and numbered last', async (t, kind) => {
	const {app, office, makeHazard, stateOf, issue, step, see} = await setUpSteps(t, kind);
	const hazard = await makeHazard({requirement: '责令立即清除堆放物。'});
	const id = idOf('draft 1');
	const {status, body} = await issue([hazard], {id});
	t.is(status, 201);
	t.like(body, {id, number: null, sha256: null, verifyUrl: null, state: 'draft', needs: ['review', 'leader']});
	t.deepEqual((await issue([hazard], {id})).body, body);
	t.like(await stateOf(hazard.id), {state: 'confirmed', version: 1});
	t.is((await app.send('GET', `/api/papers/${id}/pdf`, {as: office.manager})).body.code, 'illegal-state');

	const preview = await app.send('GET', `/api/papers/${id}/preview.pdf`, {as: office.leader});
	t.is(preview.status, 200);
	t.true(preview.bytes.toString().includes('新桦安改〔2026〕　号'));
	t.deepEqual((await app.send('GET', `/api/papers/${id}/preview.pdf`, {as: office.leader})).bytes, preview.bytes);

	const yes = {result: 'approved'};
	t.is((await step(id, 'approval', yes, office.leader)).body.code, 'illegal-state');
	t.is((await step(id, 'review', yes, office.manager)).status, 403);
	t.is((await step(id, 'review', yes, office.inspector1)).status, 403);
	t.is((await step(id, 'review', {result: 'returned'}, office.manager2)).status, 422);
	t.is((await step(id, 'issue', {}, office.manager)).body.code, 'illegal-state');
	t.like((await step(id, 'review', yes, office.manager2)).body, {state: 'reviewed', needs: ['leader']});
	t.is((await step(id, 'review', yes, office.manager2)).body.code, 'illegal-state');
	t.is((await step(id, 'approval', yes, office.manager)).status, 403);
	t.like((await step(id, 'approval', yes, office.leader)).body, {state: 'approved', needs: []});
	t.is((await step(id, 'issue', {}, office.leader)).status, 403);

	const issueId = idOf('issue 1');
	const answers = await Promise.all([
		step(id, 'issue', {id: issueId}, office.manager),
		step(id, 'issue', {id: issueId}, office.manager),
		step(id, 'issue', {}, office.manager2),
	]);
	// Whoever was first has issued it; his request sent twice is answered twice, the other one is refused.
	const done = answers.filter(({status}) => status === 201);
	t.true(done.length > 0 && answers.every(({status}) => status === 201 || status === 409));
	for (const {body} of done) t.like(body, {id, number: '新桦安改〔2026〕1号', state: 'issued', needs: []});
	t.like(await see(id), {state: 'issued', drafters: [office.manager.id], replaces: null});
	t.like(await stateOf(hazard.id), {state: 'rectifying', facts: {noticePaperId: id}});
	t.is((await app.send('GET', `/api/papers/${id}/preview.pdf`, {as: office.leader})).status, 409);
	const entries = await app.services
		.reader('journal')
		.where({subject: `paper:${id}`})
		.orderBy('version')
		.select('action');
	t.deepEqual(
		entries.map(({action}) => action),
		['paper-drafted', 'paper-reviewed', 'paper-approved', 'paper-numbered', 'paper-issued'],
	);
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('a returned draft is changed and read again; one taken back never gets a number', async (t, kind) => {
	const {app, office, makeHazard, issue, step, see} = await setUpSteps(t, kind);
	const {body} = await issue([await makeHazard()], {cc: '居委会'});
	const put = async (change: object) => app.send('PUT', `/api/papers/${body.id}`, {as: office.manager, body: change});
	const returned = await step(body.id, 'review', {result: 'returned', reason: '缺少抄送'}, office.manager2);
	t.like(returned.body, {state: 'returned', steps: [{reason: '缺少抄送', by: office.manager2.id}]});
	t.is((await step(body.id, 'approval', {result: 'approved'}, office.leader)).body.code, 'illegal-state');
	t.is((await put({cc: '派出所'})).body.code, 'version-required');
	t.is((await put({cc: '派出所', version: 1})).body.code, 'version-conflict');
	const changed = await put({cc: '派出所', responsible: null, version: 2});
	t.like(changed.body, {state: 'draft', steps: [], asked: {cc: '派出所'}, version: 3});
	t.is((await put({version: 3})).body.version, 3);
	t.is((await put({inspectionId: idOf('x'), version: 3})).body.errors[0].path, '/inspectionId');
	t.is((await step(body.id, 'withdrawal', {}, office.manager)).status, 400);
	t.like((await step(body.id, 'withdrawal', {reason: '不再需要'}, office.manager)).body, {
		state: 'withdrawn',
		voidReason: '不再需要',
	});
	t.is((await step(body.id, 'withdrawal', {reason: '再撤'}, office.manager)).body.code, 'illegal-state');
	t.is((await put({cc: '街道', version: 4})).body.code, 'illegal-state');
	t.is((await step(body.id, 'issue', {}, office.manager)).body.code, 'illegal-state');
	t.like(await see(body.id), {state: 'withdrawn', number: null});
	t.is((await app.send('POST', `/api/papers/${body.id}/voiding`, {as: office.manager, body: {reason: '误'}})).status, 409);
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('what was approved is what goes out: a hazard that changed since must be read again', async (t, kind) => {
	const {app, office, makeHazard, issue, step} = await setUpSteps(t, kind);
	const hazard = await makeHazard();
	const {body} = await issue([hazard]);
	await step(body.id, 'review', {result: 'approved'}, office.manager2);
	await step(body.id, 'approval', {result: 'approved'}, office.leader);
	const changed = JSON.stringify({...hazard, description: '另有其事。'});
	await app.services.queue.submit(async db => db('hazards').where({id: hazard.id}).update({body: changed}));
	t.is((await step(body.id, 'issue', {}, office.manager)).body.code, 'version-conflict');
	const again = await app.send('PUT', `/api/papers/${body.id}`, {as: office.manager, body: {version: 3}});
	t.like(again.body, {state: 'draft', needs: ['review', 'leader']});
	await step(body.id, 'review', {result: 'approved'}, office.manager2);
	await step(body.id, 'approval', {result: 'approved'}, office.leader);
	t.is((await step(body.id, 'issue', {}, office.manager)).body.number, '新桦安改〔2026〕1号');
});

eachEngine('a draft may be made of any kind; it holds no hazard back and is listed by its state', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind);
	const hazard = await makeHazard();
	const {body: draft} = await issue([hazard], {draft: true});
	t.like(draft, {state: 'draft', needs: []});
	const list = await app.send('GET', '/api/papers?state=draft', {as: office.manager});
	t.deepEqual(
		list.body.items.map(({id}: {id: string}) => id),
		[draft.id],
	);
	t.is((await app.send('GET', '/api/papers?state=draft', {as: office.manager2})).body.items.length, 1);
	t.is((await app.send('GET', '/api/papers?state=draft', {as: office.inspector3})).body.items.length, 0);
	t.is((await issue([await makeHazard({place: '二层😀'})], {draft: true})).body.code, 'missing-glyphs');
	t.is((await issue([await makeHazard({requirement: '责令停业'})], {draft: true})).body.code, 'wording');
	// Another notice was issued meanwhile: the draft cannot follow.
	t.is((await issue([hazard])).status, 201);
	t.is((await app.send('POST', `/api/papers/${draft.id}/issue`, {as: office.manager, body: {}})).status, 409);
	const {body: second} = await issue([await makeHazard()], {draft: true});
	const issued = await app.send('POST', `/api/papers/${second.id}/issue`, {as: office.manager2, body: {}});
	t.is(issued.body.number, '新桦安改〔2026〕2号');
	t.deepEqual(await strayPapers(app), []);
});
