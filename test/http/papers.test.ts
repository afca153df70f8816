import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import test from 'ava';
import sharp from 'sharp';
import {finishDrawing} from '../../src/actions/finish-drawing.ts';
import {issuePaper} from '../../src/actions/issue-paper.ts';
import {verifyJournal} from '../../src/actions/verify-journal.ts';
import {createPapers} from '../../src/create-papers.ts';
import {insertPhotos} from '../../src/store/photos.ts';
import {startApp} from '../helpers/app.ts';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {fakePapers, makeNoticeOffice} from '../helpers/notices.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function setUp(t: Parameters<typeof startApp>[0], kind: EngineKind, more: Parameters<typeof startApp>[1] = {}) {
	const papers = fakePapers();
	const app = await startApp(t, {kind, papers, ...more});
	const office = await makeOffice(app);
	return {app, office, papers, ...(await makeNoticeOffice(app, office))};
}

eachEngine('a notice is numbered, drawn, kept, and moves its hazards', async (t, kind) => {
	const {app, office, makeHazard, stateOf, issue, siteId} = await setUp(t, kind);
	const general = await makeHazard();
	const suspected = await makeHazard({grade: 'suspected-major'});
	const {status, body} = await issue([general, suspected], {cc: '桦苑第一居民区'});
	t.is(status, 201);
	t.like(body, {kind: 'rectification-notice', number: '新桦安改〔2026〕1号', state: 'issued', pages: 1, flags: []});
	t.regex(body.verifyUrl.replace(app.origin, ''), /^\/verify\/[0-9A-HJKMNP-TV-Z]{26}$/);
	t.like(await stateOf(general.id), {state: 'rectifying', version: 2});
	t.like(await stateOf(suspected.id), {state: 'noticed', facts: {noticePaperId: body.id, noticeRound: 1}});

	const pdf = await app.send('GET', `/api/papers/${body.id}/pdf`, {as: office.inspector1});
	t.is(pdf.status, 200);
	t.is(pdf.headers.get('content-type'), 'application/pdf');
	t.true(pdf.headers.get('content-disposition')!.includes(`filename*=UTF-8''${encodeURIComponent('新桦安改〔2026〕1号.pdf')}`));
	t.is(sha256(pdf.bytes), body.sha256);
	const text = pdf.bytes.toString();
	t.true(
		text.includes('《中华人民共和国消防法》第二十八条') &&
			text.includes('上海桦香饭店有限公司') &&
			text.includes('主要负责人钱喆'),
	);

	const seen = await app.send('GET', `/api/papers/${body.id}`, {as: office.auditor});
	t.like(seen.body, {
		version: 2,
		siteId,
		hazardIds: [general.id, suspected.id],
		issuedBy: office.manager.id,
		verifyUrl: body.verifyUrl,
	});
	const list = await app.send('GET', `/api/papers?kind=rectification-notice&site=${siteId}&state=issued&count=true`, {
		as: office.leader,
	});
	t.is(list.body.total, 1);
	t.is((await app.send('GET', '/api/papers?state=void', {as: office.leader})).body.items.length, 0);
	const forged = await app.send('POST', '/api/papers', {
		as: office.manager,
		headers: {origin: 'https://elsewhere.example'},
		body: {kind: 'rectification-notice', siteId, hazardIds: [(await makeHazard()).id]},
	});
	t.true(forged.body.verifyUrl.startsWith(app.origin));
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('fifty notices at once have fifty numbers without a gap', async (t, kind) => {
	const {makeHazard, issue} = await setUp(t, kind);
	const hazards = [];
	for (let i = 0; i < 50; i++) hazards.push(await makeHazard());
	const answers = await Promise.all(hazards.map(async hazard => issue([hazard])));
	t.deepEqual([...new Set(answers.map(({status}) => status))], [201]);
	const numbers = answers.map(({body}) => Number(/〔2026〕(\d+)号$/.exec(body.number)![1])).sort((a, b) => a - b);
	t.deepEqual(
		numbers,
		Array.from({length: 50}, (_, i) => i + 1),
	);
});

eachEngine('numbers begin again each Shanghai year', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUp(t, kind, {today: '2026-12-31'});
	const due = {dueOn: '2027-01-20'};
	t.is((await issue([await makeHazard(due)])).body.number, '新桦安改〔2026〕1号');
	app.clock.set('2027-01-01', 0);
	t.is((await issue([await makeHazard(due)])).body.number, '新桦安改〔2027〕1号');
	const page = await app.send('GET', '/api/papers?limit=1', {as: office.manager});
	t.is(page.body.items[0].number, '新桦安改〔2027〕1号');
	const next = await app.send('GET', `/api/papers?limit=1&after=${page.body.next}`, {as: office.manager});
	t.is(next.body.items[0].number, '新桦安改〔2026〕1号');
	t.is(next.body.next, null);
	t.is((await app.send('GET', '/api/papers?after=x', {as: office.manager})).status, 400);
});

eachEngine('a character that no font has is refused by name and costs no number', async (t, kind) => {
	const {makeHazard, stateOf, issue} = await setUp(t, kind);
	const hazard = await makeHazard({place: '二层😀通道', description: '堆放🙈杂物'});
	const refused = await issue([hazard]);
	t.is(refused.status, 422);
	t.like(refused.body, {code: 'missing-glyphs', missing: ['😀', '🙈']});
	t.deepEqual(
		refused.body.errors.map((fault: {path: string}) => fault.path),
		['/hazardIds/0/place', '/hazardIds/0/description'],
	);
	t.true(refused.body.errors[0].message.includes('U+1F600'));
	t.like(await stateOf(hazard.id), {state: 'confirmed', version: 1});
	t.is((await issue([await makeHazard()])).body.number, '新桦安改〔2026〕1号');
});

eachEngine('a hazard of another site, or of another occupant, is named and refused', async (t, kind) => {
	const {makeHazard, issue, farSiteId} = await setUp(t, kind);
	const own = await makeHazard();
	const other = await makeHazard({siteId: farSiteId});
	const refused = await issue([own, other]);
	t.is(refused.status, 422);
	t.deepEqual(
		refused.body.errors.map((fault: {path: string}) => fault.path),
		['/hazardIds/1'],
	);
	t.true(refused.body.errors[0].message.includes(other.number));
	const tenant = await makeHazard({parties: {industry: null, territorial: null, entity: '上海另一家有限公司'}});
	t.is((await issue([own, tenant])).status, 422);
});

eachEngine('words beyond the powers of a subdistrict are refused, however they are disguised', async (t, kind) => {
	const {makeHazard, issue} = await setUp(t, kind);
	const hazard = await makeHazard({requirement: '责 令\u200b停产停业，否则罰款。'});
	const refused = await issue([hazard], {cc: '告知行政复议权利'});
	t.is(refused.status, 422);
	t.is(refused.body.code, 'wording');
	t.deepEqual(
		refused.body.errors.map(({path, message}: {path: string; message: string}) => [path, /“(.+)”/.exec(message)![1]]),
		[
			['/cc', '行政复议'],
			['/hazardIds/0/requirement', '责令'],
			['/hazardIds/0/requirement', '停产停业'],
			['/hazardIds/0/requirement', '罚款'],
		],
	);
	t.is((await issue([await makeHazard({description: '长'.repeat(1001)})])).body.errors[0].path, '/hazardIds/0/description');
});

eachEngine('states, deadlines and photos are checked, all faults at once', async (t, kind) => {
	const {makeHazard, issue} = await setUp(t, kind);
	const late = await makeHazard({dueOn: '2026-03-01'});
	const awaited = 'ab'.repeat(32);
	const unseen = await makeHazard({facts: {photosBefore: [awaited]} as never});
	const refused = await issue([late, unseen]);
	t.is(refused.status, 422);
	t.like(refused.body, {code: 'photo-awaited', missing: [awaited]});
	t.is(refused.body.errors.length, 2);
	const illegal = await issue([
		await makeHazard(),
		await makeHazard({state: 'registered'}),
		await makeHazard({state: 'reported'}),
	]);
	t.is(illegal.status, 409);
	t.like(illegal.body, {code: 'illegal-state', current: 'registered'});
	t.deepEqual(
		illegal.body.errors.map((fault: {path: string}) => fault.path),
		['/hazardIds/1', '/hazardIds/2'],
	);
	const noticed = await makeHazard();
	t.is((await issue([noticed])).status, 201);
	t.is((await issue([noticed])).status, 409);
});

eachEngine('after a failed round the hazard gets a notice of the new round', async (t, kind) => {
	const {makeHazard, stateOf, issue} = await setUp(t, kind);
	const again = await makeHazard({state: 'rectifying', round: 2, facts: {noticePaperId: idOf('old'), noticeRound: 1} as never});
	t.is((await issue([again])).status, 201);
	t.like(await stateOf(again.id), {state: 'rectifying', facts: {noticeRound: 2}});
	const refused = await issue([again]);
	t.is(refused.status, 422);
	t.true(refused.body.errors[0].message.includes('本轮已有有效的整改通知书'));
});

eachEngine('the same id twice is the same paper; other content or another person gets 409', async (t, kind) => {
	const {app, office, makeHazard, issue, siteId} = await setUp(t, kind);
	const hazard = await makeHazard();
	const id = idOf('paper 1');
	const [one, two] = await Promise.all([issue([hazard], {id}), issue([hazard], {id})]);
	t.deepEqual([one.status, two.status], [201, 201]);
	t.is(one.body.id, id);
	t.deepEqual(one.body, two.body);
	t.deepEqual((await issue([hazard], {id})).body, one.body);
	t.is((await issue([hazard], {id, cc: '居委会'})).body.code, 'id-taken');
	t.is((await issue([hazard], {id}, office.manager2)).body.code, 'id-taken');
	const slash = await app.send('POST', '/api/papers/', {
		as: office.manager,
		body: {kind: 'rectification-notice', siteId, hazardIds: [hazard.id], id},
	});
	t.true(slash.status === 404 || slash.body.number === one.body.number);
	t.is((await issue([await makeHazard()])).body.number, '新桦安改〔2026〕2号');
});

eachEngine('a stop between number and bytes is made good at the next start', async (t, kind) => {
	const {app, office, papers, makeHazard, stateOf, issue} = await setUp(t, kind, {log: silent});
	const hazard = await makeHazard();
	papers.fail(1);
	const id = idOf('paper 1');
	const broken = await issue([hazard], {id});
	t.is(broken.status, 503);
	t.like(broken.body, {code: 'drawing', id, number: '新桦安改〔2026〕1号'});
	t.truthy(broken.headers.get('retry-after'));
	t.like((await app.send('GET', `/api/papers/${id}`, {as: office.manager})).body, {state: 'drawing', sha256: null});
	t.is((await stateOf(hazard.id)).state, 'rectifying');
	const early = await app.send('GET', `/api/papers/${id}/pdf`, {as: office.manager});
	t.like(early.body, {status: 409, code: 'drawing'});
	t.truthy(early.headers.get('retry-after'));
	for (const [name, body] of [
		['voiding', {reason: '误发'}],
		['service', {how: 'mail', on: '2026-03-02', by: [office.manager.id]}],
	] as const)
		t.is((await app.send('POST', `/api/papers/${id}/${name}`, {as: office.manager, body})).body.code, 'drawing');

	papers.fail(1);
	t.deepEqual(await finishDrawing(app.services), {finished: 0, failed: 1});
	app.clock.forward(3_600_000);
	t.deepEqual(await finishDrawing(app.services), {finished: 1, failed: 0});
	t.deepEqual(await finishDrawing(app.services), {finished: 0, failed: 0});
	const pdf = await app.send('GET', `/api/papers/${id}/pdf`, {as: office.manager});
	const {body} = await app.send('GET', `/api/papers/${id}`, {as: office.manager});
	t.is(sha256(pdf.bytes), body.sha256);
	const {snapshot} = await app.services.reader('papers').where({id}).first('snapshot');
	const {data, draw} = JSON.parse(snapshot);
	t.is((await papers.draw('rectification-notice', data, {...draw, photoFiles: {}})).sha256, body.sha256);
	t.like((await issue([hazard], {id})).body, {id, sha256: body.sha256, state: 'issued'});
});

eachEngine('the same request finishes a paper that was left half-drawn', async (t, kind) => {
	const {papers, makeHazard, issue} = await setUp(t, kind, {log: silent});
	const hazard = await makeHazard();
	papers.fail(1);
	t.is((await issue([hazard], {id: idOf('paper 1')})).status, 503);
	t.is((await issue([hazard], {id: idOf('paper 1'), cc: '居委会'})).body.code, 'id-taken');
	const {status, body} = await issue([hazard], {id: idOf('paper 1')});
	t.is(status, 201);
	t.is(body.number, '新桦安改〔2026〕1号');
});

eachEngine('a void paper keeps number and bytes, and its hazards may get another that replaces it', async (t, kind) => {
	const {app, office, makeHazard, stateOf, issue} = await setUp(t, kind);
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
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('service is recorded as it happened, more than once', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUp(t, kind);
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
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('only managers issue; what is out of scope is not there', async (t, kind) => {
	const {app, office, makeHazard, issue, farSiteId} = await setUp(t, kind);
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
	// Papers of one inspection are seen with it: its checks are none here, so only the hazards' domains count.
	t.is(await get(`/api/papers/${fire.id}`, office.inspector3), 200);
	t.is(await get(`/api/papers/${building.id}`, office.inspector3), 404);
	t.is(await get(`/api/papers/${building.id}/pdf`, office.inspector3), 404);
	t.is(await get(`/api/papers/${fire.id}/pdf`, office.manager2), 404);
	t.is(await get(`/api/papers/${fire.id}`, office.gridWorker), 403);
	t.is((await app.send('POST', `/api/papers/${fire.id}/voiding`, {as: office.manager2, body: {reason: '误发'}})).status, 404);
	const listOf = async (as: {id: string}) =>
		(await app.send('GET', '/api/papers', {as})).body.items.map((paper: {id: string}) => paper.id);
	t.deepEqual(await listOf(office.inspector3), [fire.id]);
	t.deepEqual(await listOf(office.manager2), []);
	t.deepEqual(await listOf(office.auditor), [building.id, fire.id]);
});

eachEngine('without settings, without https in production, of an unknown kind: nothing is issued', async (t, kind) => {
	const {app, makeHazard, issue} = await setUp(t, kind, {production: true});
	const hazard = await makeHazard();
	t.true((await issue([hazard])).body.errors[0].message.includes('PUBLIC_URL'));
	t.is((await issue([hazard], {kind: 'risk-card'})).body.errors[0].path, '/kind');
	t.is((await issue([hazard], {kind: 'no-such-kind'})).status, 422);
	await app.services.queue.submit(async db => db('settings').delete());
	t.deepEqual(
		(await issue([hazard])).body.errors.map(({message}: {message: string}) => message.slice(0, 5)),
		['服务器尚未', '尚未设置机', '请填写联系'],
	);
});

eachEngine('the occupant of the inspection day is addressed, and a change since is flagged', async (t, kind) => {
	const {app, office, makeHazard, issue, siteId} = await setUp(t, kind);
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

test('a file that was changed on disk is not handed out', async t => {
	const {app, office, makeHazard, issue} = await setUp(t, 'sqlite', {log: silent});
	const {body} = await issue([await makeHazard()]);
	const file = app.services.files.pathOf('papers', body.sha256);
	writeFileSync(file, `${readFileSync(file, 'utf8')} `);
	t.is((await app.send('GET', `/api/papers/${body.id}/pdf`, {as: office.manager})).status, 500);
});

test('a hazard that changes between preflight and number stops the paper', async t => {
	const {app, office, papers, makeHazard, siteId} = await setUp(t, 'sqlite');
	const hazard = await makeHazard();
	const meddling = {
		...papers,
		draw: async (...given: Parameters<typeof papers.draw>) => {
			const body = JSON.stringify({...hazard, description: '另有其事。'});
			await app.services.queue.submit(async db => db('hazards').where({id: hazard.id}).update({body}));
			return papers.draw(...given);
		},
	};
	const ask = {
		body: {kind: 'rectification-notice', siteId, hazardIds: [hazard.id]},
		...{origin: 'https://register.example', request: null},
	};
	const error = await t.throwsAsync(issuePaper({...app.services, papers: meddling}, app.contextOf(office.manager), ask));
	t.is((error as {code?: string}).code, 'version-conflict');
	t.deepEqual(await app.services.reader('papers'), []);
});

test('the real drawing: photos, two pages at least, the same bytes again, broken photos and lost characters named', async t => {
	const real = createPapers({fontDir: undefined});
	t.teardown(async () => real.close());
	const {app, office, makeHazard, issue} = await setUp(t, 'sqlite', {papers: real});
	const upload = async (bytes: Buffer) => {
		const hash = sha256(bytes);
		await app.services.files.put('photos', hash, bytes);
		const photo = {sha256: hash, type: 'image/jpeg', size: bytes.length, width: 400, height: 300};
		const by = {uploadedBy: office.inspector1.id, uploadedAt: '2026-03-01T02:00:00.000Z'};
		await app.services.queue.submit(async db => insertPhotos(db, [{...photo, ...by} as never]));
		return hash;
	};
	const picture = await sharp({create: {width: 400, height: 300, channels: 3, background: '#8a9090'}})
		.jpeg()
		.toBuffer();
	const photosBefore = [await upload(picture)];
	const {status, body} = await issue([await makeHazard({facts: {photosBefore} as never})], {id: idOf('paper 1')});
	t.is(status, 201);
	const pdf = await app.send('GET', `/api/papers/${body.id}/pdf`, {as: office.manager});
	t.is(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
	t.is(sha256(pdf.bytes), body.sha256);
	await app.services.queue.submit(async db => db('papers').update({state: 'drawing', sha256: null, version: 1}));
	await app.services.queue.submit(async db => db('replies').delete());
	await app.services.queue.submit(async db =>
		db.raw('delete from journal where subject = ? and version = 2', [`paper:${body.id}`]),
	);
	t.deepEqual(await finishDrawing(app.services), {finished: 1, failed: 0});
	t.is((await app.send('GET', `/api/papers/${body.id}`, {as: office.manager})).body.sha256, body.sha256);

	const broken = await upload(Buffer.from('not a picture at all'));
	const refused = await issue([await makeHazard({facts: {photosBefore: [broken]} as never})]);
	t.is(refused.status, 422);
	t.like(refused.body, {code: 'photo-broken', missing: [broken]});
	const rare = await issue([await makeHazard({place: '二层😀通道'})]);
	t.like(rare.body, {code: 'missing-glyphs', missing: ['😀']});
	t.is((await issue([await makeHazard()])).body.number, '新桦安改〔2026〕2号');
});

const silent = {info: () => undefined, error: () => undefined} as never;
