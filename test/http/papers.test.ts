import {rm} from 'node:fs/promises';
import test from 'ava';
import sharp from 'sharp';
import {finishDrawing} from '../../src/actions/papers/finish-drawing.ts';
import {issuePaper} from '../../src/actions/papers/issue-paper.ts';
import {createPapers} from '../../src/create-papers.ts';
import {insertPhotos} from '../../src/store/inspections/photos.ts';
import {eachEngine} from '../helpers/database.ts';
import {setUpNotices, sha256, silent, strayPapers} from '../helpers/notices.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('a notice is numbered, drawn, kept, and moves its hazards', async (t, kind) => {
	const {app, office, makeHazard, stateOf, issue, siteId} = await setUpNotices(t, kind);
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
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('fifty notices at once have fifty numbers without a gap', async (t, kind) => {
	const {makeHazard, issue} = await setUpNotices(t, kind);
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
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind, {today: '2026-12-31'});
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

eachEngine('the same id twice is the same paper; other content or another person gets 409', async (t, kind) => {
	const {app, office, makeHazard, issue, siteId} = await setUpNotices(t, kind);
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
	const {app, office, papers, makeHazard, stateOf, issue} = await setUpNotices(t, kind, {log: silent});
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
	const {papers, makeHazard, issue} = await setUpNotices(t, kind, {log: silent});
	const hazard = await makeHazard();
	papers.fail(1);
	t.is((await issue([hazard], {id: idOf('paper 1')})).status, 503);
	t.is((await issue([hazard], {id: idOf('paper 1'), cc: '居委会'})).body.code, 'id-taken');
	const {status, body} = await issue([hazard], {id: idOf('paper 1')});
	t.is(status, 201);
	t.is(body.number, '新桦安改〔2026〕1号');
});

test('a hazard that changes between preflight and number stops the paper', async t => {
	const {app, office, papers, makeHazard, siteId} = await setUpNotices(t, 'sqlite');
	const hazard = await makeHazard();
	const meddling = {
		...papers,
		layOut: async (...given: Parameters<typeof papers.layOut>) => {
			const body = JSON.stringify({...hazard, description: '另有其事。'});
			await app.services.queue.submit(async db => db('hazards').where({id: hazard.id}).update({body}));
			return papers.layOut(...given);
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
	const {app, office, makeHazard, issue} = await setUpNotices(t, 'sqlite', {papers: real});
	const upload = async (bytes: Buffer) => {
		const hash = sha256(bytes);
		await app.services.files.put('photos', hash, bytes);
		const photo = {sha256: hash, type: 'image/jpeg' as const, size: bytes.length, width: 400, height: 300};
		const by = {uploadedBy: office.inspector1.id, uploadedAt: '2026-03-01T02:00:00.000Z'};
		await app.services.queue.submit(async db => insertPhotos(db, [{...photo, ...by, likeness: null, origin: {}}]));
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
	// Registered, but somebody took its file away.
	const gone = await upload(await sharp(picture).negate().jpeg().toBuffer());
	await rm(app.services.files.pathOf('photos', gone));
	const lost = await issue([await makeHazard({facts: {photosBefore: [gone]} as never})]);
	t.deepEqual([lost.status, lost.body.missing], [422, [gone]]);
	const rare = await issue([await makeHazard({place: '二层😀通道'})]);
	t.like(rare.body, {code: 'missing-glyphs', missing: ['😀']});
	t.is((await issue([await makeHazard()])).body.number, '新桦安改〔2026〕2号');
});
