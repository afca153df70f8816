import {readFileSync, writeFileSync} from 'node:fs';
import test from 'ava';
import {eachEngine} from '../helpers/database.ts';
import {setUpNotices, silent, strayPapers} from '../helpers/notices.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('a void paper keeps number and bytes, and its hazards may get another that replaces it', async (t, kind) => {
	const {app, office, makeHazard, stateOf, issue} = await setUpNotices(t, kind);
	const hazards = [await makeHazard(), await makeHazard({grade: 'suspected-major'})];
	const {body: first} = await issue(hazards);
	t.is((await issue(hazards, {replaces: first.id})).status, 409);
	const voiding = async (body: object, as: {id: string} = office.manager) =>
		app.send('POST', `/api/papers/${first.id}/voiding`, {as, body});
	t.is((await voiding({})).status, 400);
	t.is((await voiding({reason: '部位写错'}, office.leader)).status, 403);
	t.is((await voiding({reason: '部位写错', version: 1})).body.code, 'version-conflict');
	const once = await voiding({id: idOf('voiding'), reason: '部位写错'});
	t.is(once.status, 200);
	t.like(once.body, {state: 'void', number: first.number, voidReason: '部位写错', version: 3});
	t.deepEqual((await voiding({id: idOf('voiding'), reason: '部位写错'})).body, once.body);
	t.is((await voiding({reason: '再作废'})).body.code, 'illegal-state');
	t.is((await app.send('GET', `/api/papers/${first.id}/pdf`, {as: office.manager})).status, 200);
	t.like(await stateOf(hazards[0]!.id), {state: 'rectifying', version: 3});
	t.is((await stateOf(hazards[0]!.id)).facts.noticePaperId, undefined);
	t.is((await stateOf(hazards[1]!.id)).state, 'confirmed');

	const {status, body: second} = await issue(hazards, {replaces: first.id});
	t.is(status, 201);
	t.is(second.number, '新桦安改〔2026〕2号');
	const see = async (id: string) => (await app.send('GET', `/api/papers/${id}`, {as: office.manager})).body;
	t.like(await see(first.id), {state: 'void', replacedBy: second.id, number: '新桦安改〔2026〕1号'});
	t.like(await see(second.id), {state: 'issued', replaces: first.id});
	t.like(await stateOf(hazards[1]!.id), {state: 'noticed'});
	const more = await issue([await makeHazard()], {replaces: first.id});
	t.true(more.body.errors[0].message.includes('已有更正的文书'));
	t.is((await issue([await makeHazard()], {replaces: idOf('no paper')})).status, 404);
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('service is recorded as it happened, more than once', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind);
	const {body: paper} = await issue([await makeHazard()]);
	const serve = async (body: object, as: {id: string} = office.manager) =>
		app.send('POST', `/api/papers/${paper.id}/service`, {as, body: {on: '2026-03-02', by: [office.inspector1.id], ...body}});
	const wrong = await serve({how: 'direct', on: '2026-03-03', by: [idOf('nobody')]});
	t.deepEqual(
		wrong.body.errors.map((fault: {path: string}) => fault.path),
		['/by/0', '/on', '/receivedBy'],
	);
	t.is((await serve({how: 'left', refusal: {reason: '拒收'}})).body.errors[0].path, '/refusal/witness');
	t.is((await serve({how: 'left'})).body.errors[0].path, '/refusal');
	t.is((await serve({how: 'electronic', receivedBy: '钱喆'})).body.errors[0].path, '/consent');
	t.is((await serve({how: 'electronic', receivedBy: '钱喆', consent: 'ef'.repeat(32)})).body.code, 'photo-awaited');
	t.is((await serve({how: 'mail', photo: 'cd'.repeat(32)})).body.code, 'photo-awaited');
	t.is((await serve({how: 'direct', receivedBy: '钱喆'}, office.inspector1)).status, 403);
	const left = await serve({how: 'left', refusal: {reason: '拒收', witness: '居委会工作人员'}});
	t.is(left.status, 201);
	const id = idOf('service');
	const direct = await serve({id, how: 'direct', receivedBy: '钱喆'});
	t.deepEqual((await serve({id, how: 'direct', receivedBy: '钱喆'})).body, direct.body);
	t.like(direct.body.services, [
		{how: 'left', refusal: {witness: '居委会工作人员'}},
		{how: 'direct', receivedBy: '钱喆', recordedBy: office.manager.id},
	]);
	t.is(direct.body.version, 4);
	await app.send('POST', `/api/papers/${paper.id}/voiding`, {as: office.manager, body: {reason: '误发'}});
	t.is((await serve({how: 'direct', receivedBy: '钱喆'})).body.code, 'illegal-state');
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('only managers issue; what is out of scope is not there', async (t, kind) => {
	const {app, office, makeHazard, issue, farSiteId} = await setUpNotices(t, kind);
	const hazard = await makeHazard();
	for (const as of [office.inspector1, office.leader, office.administrator, office.auditor])
		t.is((await issue([hazard], {}, as)).status, 403);
	const far = await makeHazard({siteId: farSiteId});
	const refused = await issue([far], {siteId: farSiteId}, office.manager2);
	t.is(refused.status, 404);
	t.deepEqual(
		refused.body.errors.map((fault: {path: string}) => fault.path),
		['/siteId', '/hazardIds/0'],
	);
	t.is((await issue([hazard, far], {}, office.manager2)).status, 404);
	const {body: fire} = await issue([far], {siteId: farSiteId});
	const {body: building} = await issue([await makeHazard({siteId: farSiteId, domain: 'construction'})], {siteId: farSiteId});
	const get = async (path: string, as: {id: string}) => (await app.send('GET', path, {as})).status;
	t.is(await get(`/api/papers/${fire.id}`, office.inspector3), 200);
	t.is(await get(`/api/papers/${building.id}`, office.inspector3), 404);
	t.is(await get(`/api/papers/${building.id}/pdf`, office.inspector3), 404);
	t.is(await get(`/api/papers/${fire.id}/pdf`, office.manager2), 404);
	// Filed the inspection, though the community is not his.
	t.is(await get(`/api/papers/${building.id}`, office.inspector1), 200);
	t.is(await get(`/api/papers/${building.id}`, office.inspector2), 404);
	t.is(await get(`/api/papers/${fire.id}`, office.gridWorker), 403);
	t.is((await app.send('POST', `/api/papers/${fire.id}/voiding`, {as: office.manager2, body: {reason: '误发'}})).status, 404);
	const listOf = async (as: {id: string}) =>
		(await app.send('GET', '/api/papers', {as})).body.items.map((paper: {id: string}) => paper.id);
	t.deepEqual(await listOf(office.inspector3), [fire.id]);
	t.deepEqual(await listOf(office.manager2), []);
	t.deepEqual(await listOf(office.inspector1), [building.id, fire.id]);
	t.deepEqual(await listOf(office.auditor), [building.id, fire.id]);
});

eachEngine('the occupant of the inspection day is addressed, and a change since is flagged', async (t, kind) => {
	const {app, office, makeHazard, issue, siteId} = await setUpNotices(t, kind);
	const hazard = await makeHazard();
	const next = {name: '上海新租有限公司', uscc: null, responsible: '孙某', phone: '021-55500002'};
	await app.services.queue.submit(async db => {
		await db('occupancies').where({site_id: siteId}).update({to_on: '2026-03-01'});
		await db('occupancies').insert({id: idOf('next'), site_id: siteId, from_on: '2026-03-02', to_on: null, ...next});
		await db('sites')
			.where({id: siteId})
			.update({occupant: JSON.stringify(next)});
	});
	const {body} = await issue([hazard]);
	t.deepEqual(
		body.flags.map((flag: {code: string}) => flag.code),
		['occupant-changed'],
	);
	const pdf = await app.send('GET', `/api/papers/${body.id}/pdf`, {as: office.manager});
	t.true(pdf.bytes.toString().includes('上海桦香饭店有限公司'));
	t.false(pdf.bytes.toString().includes('新租'));
});

eachEngine('a deadline in a public holiday is flagged, and printed as it is', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind);
	const hazard = await makeHazard({dueOn: '2026-04-05'});
	const {body} = await issue([hazard, await makeHazard()]);
	const detail = `${hazard.number}：遇清明节放假，建议改为4月3日（节前）`;
	t.deepEqual(body.flags, [{code: 'deadline-in-holiday', detail}]);
	const pdf = await app.send('GET', `/api/papers/${body.id}/pdf`, {as: office.manager});
	t.true(pdf.bytes.toString().includes('2026-04-05'));
});

eachEngine('a deadline that went by before the notice is named anew on it, within the original length', async (t, kind) => {
	const {app, office, makeHazard, issue, stateOf} = await setUpNotices(t, kind);
	const late = await makeHazard({dueOn: '2026-03-01', originalDays: 3});
	const other = await makeHazard();
	const refused = await issue([late, other]);
	t.deepEqual([refused.status, refused.body.errors.length, refused.body.errors[0].path], [422, 1, '/hazardIds/0']);
	for (const dueOn of ['2026-03-01', '2026-03-06']) t.is((await issue([late, other], {dueOn})).status, 422, dueOn);
	const {body} = await issue([late, other], {dueOn: '2026-03-05'});
	const pdf = await app.send('GET', `/api/papers/${body.id}/pdf`, {as: office.manager});
	t.true(pdf.bytes.toString().includes('"dueOn":"2026-03-05"'));
	const renewed = await stateOf(late.id);
	t.like(renewed, {dueOn: '2026-03-05', state: 'rectifying'});
	t.like(renewed.facts.deadlines.at(-1)!, {dueOn: '2026-03-05', why: 'notice'});
	t.is((await stateOf(other.id)).dueOn, other.dueOn);
});

test('a file that was changed on disk is not handed out', async t => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, 'sqlite', {log: silent});
	const {body} = await issue([await makeHazard()]);
	const file = app.services.files.pathOf('papers', body.sha256);
	writeFileSync(file, `${readFileSync(file, 'utf8')} `);
	t.is((await app.send('GET', `/api/papers/${body.id}/pdf`, {as: office.manager})).status, 500);
});
