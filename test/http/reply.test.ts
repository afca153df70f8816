import type {ExecutionContext} from 'ava';
import pino from 'pino';
import sharp from 'sharp';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {setUpNotices, silent, strayPapers} from '../helpers/notices.ts';

const json = {accept: 'application/json'};

async function setUpReplies(t: ExecutionContext, kind: EngineKind, more: object = {}) {
	const all = await setUpNotices(t, kind, {trustProxy: true, log: silent, ...more});
	const {app, office, issue} = all;
	const linkOf = async (id: string): Promise<string> => {
		const {snapshot} = (await app.services.reader('papers').where({id}).first('snapshot')) as {snapshot: string};
		return new URL(JSON.parse(snapshot).data.replyUrl).pathname;
	};
	const notice = async (hazards: Parameters<typeof issue>[0]) => {
		const {body} = await issue(hazards);
		return {id: body.id as string, path: await linkOf(body.id)};
	};
	const post = async (path: string, fields: Record<string, string | Blob | Blob[]>, headers: Record<string, string> = json) => {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields))
			for (const one of [value].flat()) {
				if (typeof one === 'string') form.append(name, one);
				else form.append(name, one, 'photo.jpg');
			}
		const response = await fetch(app.origin + path, {method: 'POST', body: form, headers});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		return {status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers};
	};
	const get = async (path: string, headers: Record<string, string> = json) => app.send('GET', path, {headers});
	const renew = async (id: string, as: {id: string} = office.inspector1) =>
		app.send('POST', `/api/papers/${id}/reply-link`, {as, body: {}});
	return {...all, notice, post, get, renew};
}

const photo = async (grey = 120) => {
	const bytes = await sharp({create: {width: 60, height: 40, channels: 3, background: {r: grey, g: 90, b: 60}}})
		.jpeg()
		.toBuffer();
	return new Blob([new Uint8Array(bytes)], {type: 'image/jpeg'});
};

eachEngine('a site answers its notice once, without an account: photos, or more time', async (t, kind) => {
	const {app, office, makeHazard, stateOf, notice, post, get} = await setUpReplies(t, kind);
	const [one, two, three] = [await makeHazard(), await makeHazard(), await makeHazard()];
	const {id, path} = await notice([one, two, three]);
	const form = await get(path);
	t.is(form.status, 200);
	t.like(form.body, {number: '新桦安改〔2026〕1号', addressee: '上海桦香饭店有限公司', expiresAt: '2026-04-11T16:00:00.000Z'});
	t.like(form.body.hazards[0], {
		place: one.place,
		requirement: one.requirement,
		dueOn: one.dueOn,
		standing: '待整改',
		report: true,
	});
	const html = await get(path, {accept: 'text/html'});
	t.true(html.body.includes('enctype="multipart/form-data"') && html.body.includes(one.place));
	for (const secret of ['flags', '消防救援', '沈一帆', one.riskPointId]) t.false(html.body.includes(secret), secret);
	t.true(html.body.includes('整改完成后在此提交，即为申请复查，不必等到期限届满。'));
	t.true(html.headers.get('content-security-policy')!.includes("form-action 'self'"));
	t.false(html.body.includes('<script'));

	const empty = await post(path, {'action-0': 'none'});
	t.is(empty.status, 422);
	const lacking = await post(path, {'action-0': 'report', 'action-1': 'extension', 'dueOn-1': '2027-01-01'});
	t.deepEqual(
		lacking.body.errors.map((fault: {path: string}) => fault.path),
		['/text-0', '/photos-0', '/reason-1', '/safeguards-1'],
	);
	const ask = {'action-1': 'extension', 'reason-1': '配件未到', 'safeguards-1': '专人值守'};
	const late = await post(path, {
		'action-0': 'report',
		'text-0': '已清除',
		'photos-0': await photo(),
		...ask,
		'dueOn-1': '2027-01-01',
	});
	t.deepEqual([late.status, late.body.errors[0].path], [422, '/dueOn-1']);
	t.like(await stateOf(one.id), {state: 'rectifying', facts: {reports: []}});
	t.deepEqual(await app.services.reader('photos'), [], 'photos of a refused reply are nobody’s');

	const done = await post(path, {
		...{'action-0': 'report', 'text-0': '已清除\r\n并加锁', 'photos-0': [await photo(), await photo(60)]},
		...{...ask, 'dueOn-1': '2026-03-18', 'action-2': 'none'},
	});
	t.deepEqual([done.status, done.body], [200, {received: 2, number: '新桦安改〔2026〕1号'}]);
	const mended = await stateOf(one.id);
	t.like(mended, {state: 'reported', facts: {reports: [{by: 'contact', onBehalf: false, text: '已清除\n并加锁'}]}});
	t.is(mended.facts.reports[0]!.photos.length, 2);
	t.is((await app.services.reader('photos')).length, 2);
	t.like(await stateOf(two.id), {extension: 'pending', facts: {extension: {request: {by: 'contact', dueOn: '2026-03-18'}}}});
	t.like(await stateOf(three.id), {state: 'rectifying', version: 2});
	const seen = await app.send('GET', `/api/photos/${mended.facts.reports[0]!.photos[0]}`, {as: office.inspector1});
	t.is(seen.status, 200);
	const entries = (await app.send('GET', `/api/journal?subject=paper:${id}`, {as: office.auditor})).body.items;
	t.true(
		entries.some(
			(entry: {action: string; actorName: string}) => entry.action === 'paper-replied' && entry.actorName === '责任单位',
		),
	);
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('a link used twice, withdrawn, expired, or of a void notice is gone, and says whom to ring', async (t, kind) => {
	const {app, office, makeHazard, notice, post, get, renew} = await setUpReplies(t, kind);
	const report = async () => ({'action-0': 'report', 'text-0': '已清除', 'photos-0': await photo()});
	const {id, path} = await notice([await makeHazard()]);
	const twice = await Promise.all([post(path, await report()), post(path, await report())]);
	t.deepEqual(twice.map(({status}) => status).sort(), [200, 410]);
	const used = await get(path);
	t.like(used, {status: 410, body: {code: 'reply-used'}});
	t.true(used.body.detail.includes('秦正') && used.body.detail.includes('021-55500110'));
	t.true((await get(path, {accept: 'text/html'})).body.includes('只能使用一次'));

	t.is((await renew(id, office.leader)).status, 403);
	t.is((await renew(id, office.inspector3)).status, 404);
	const {status, body: first} = await renew(id);
	t.is(status, 201);
	const {body: second} = await renew(id, office.manager);
	t.is((await get(new URL(first.url).pathname)).body.code, 'reply-renewed');
	t.is((await get(new URL(second.url).pathname)).body.hazards[0].standing, '已反馈，等待复查');
	app.clock.set('2026-05-01');
	t.is((await get(new URL(second.url).pathname)).body.code, 'reply-expired');
	t.is((await post(new URL(second.url).pathname, await report())).body.code, 'reply-expired');

	const other = await notice([await makeHazard({dueOn: '2026-05-20'})]);
	await app.send('POST', `/api/papers/${other.id}/voiding`, {as: office.manager, body: {reason: '误发'}});
	t.is((await get(other.path)).body.code, 'reply-void');
	t.is((await renew(other.id)).status, 409);
	const shown = JSON.stringify((await app.send('GET', '/api/papers', {as: office.auditor})).body);
	t.false(shown.includes('/reply/'));
	const kept = JSON.stringify(await app.services.reader('reply_tokens'));
	t.false(kept.includes(other.path.split('/').at(-1)!));
});

eachEngine('a video, a file of another type, too many photos: refused, and the link stays good', async (t, kind) => {
	const {makeHazard, notice, post, get} = await setUpReplies(t, kind);
	const {path} = await notice([await makeHazard()]);
	const fields = {'action-0': 'report', 'text-0': '已清除'};
	const video = new Blob([new Uint8Array(50 * 1024 * 1024)], {type: 'video/mp4'});
	const big = await post(path, {...fields, 'photos-0': video});
	t.like(big, {status: 413, body: {code: 'too-large'}});
	const page = await post(path, {...fields, 'photos-0': video}, {accept: 'text/html'});
	t.true(page.status === 413 && page.body.includes('没有提交成功') && page.body.includes('已清除'));
	t.is((await post(path, {...fields, 'photos-0': new Blob(['not a picture'], {type: 'image/jpeg'})})).status, 415);
	const many = await Promise.all(Array.from({length: 9}, async (_, i) => photo(i * 20)));
	t.is((await post(path, {...fields, 'photos-0': many})).status, 413);
	t.is((await post(path, {...fields, 'photos-7': await photo()})).status, 400);
	t.is((await post(path, {...fields, 'text-0': 'x\u0001', 'photos-0': await photo()})).body.code, 'text');
	t.is((await post(path, {...fields, 'text-0': '长'.repeat(1001), 'photos-0': await photo()})).body.code, 'text');
	t.is((await get(path)).status, 200);
	t.is((await post(path, {...fields, 'photos-0': await photo()})).status, 200);
});

eachEngine('links that nobody gave out are unknown, and guessing ends', async (t, kind) => {
	const {app, get} = await setUpReplies(t, kind);
	const headers = {...json, 'x-forwarded-for': `198.51.100.${kind === 'sqlite' ? 1 : 2}`};
	t.is((await get(`/reply/${'0'.repeat(26)}`, headers)).status, 404);
	t.is((await get('/reply/short', {...headers, accept: 'text/html'})).status, 404);
	const answers = [];
	for (let i = 0; i < 30; i++) answers.push((await get(`/reply/${'0'.repeat(26)}`, headers)).status);
	t.is(answers.at(-1), 429);
	t.is((await app.send('POST', `/reply/${'0'.repeat(26)}`, {headers})).status, 429);
});

eachEngine('a site proposes what it will do about a suspected major hazard; the office files it', async (t, kind) => {
	const {app, office, makeHazard, stateOf, notice, post, get} = await setUpReplies(t, kind);
	const [suspected, general] = [await makeHazard({grade: 'suspected-major'}), await makeHazard()];
	const {path} = await notice([suspected, general]);
	const form = await get(path);
	t.like(form.body.hazards[0], {report: false, five: true, standing: '待落实整改措施、责任、资金、时限和预案'});
	t.like(form.body.hazards[1], {report: true, five: false});
	t.true((await get(path, {accept: 'text/html'})).body.includes('name="measures-0"'));
	const faults = async (fields: Record<string, string | Blob>) => (await post(path, fields)).body.errors;
	t.deepEqual(
		(await faults({'action-0': 'five'})).map((fault: {path: string}) => fault.path),
		['/measures-0'],
	);
	t.is((await faults({'action-0': 'five', 'finishOn-0': '2026-03-01'}))[0].path, '/finishOn-0');
	t.is((await faults({'action-0': 'five', 'person-0': '钱'.repeat(201)}))[0].path, '/person-0');
	t.is((await faults({'action-1': 'five', 'measures-1': '加锁'}))[0].path, '/action-1');

	const said = {'measures-0': '清空通道', 'person-0': '钱喆', 'funds-0': '2000元', 'finishOn-0': '2026-03-10'};
	// What was chosen first and then left is nobody's.
	const left = {'text-0': '', 'photos-0': await photo(30)};
	const done = await post(path, {'action-0': 'five', ...said, ...left, 'attachments-0': await photo(90)});
	t.deepEqual([done.status, done.body.received], [200, 1]);
	const proposed = await stateOf(suspected.id);
	t.is(proposed.state, 'noticed');
	t.like(proposed.facts, {fiveProposed: {measures: '清空通道', person: '钱喆', funds: '2000元', dueOn: '2026-03-10'}});
	t.is(proposed.facts.fiveInPlace, undefined);
	const [attachment] = proposed.facts.fiveProposed!.attachments!;
	t.deepEqual(
		(await app.services.reader('photos')).map(({id}: {id: string}) => id),
		[attachment],
	);
	const filed = await app.send('POST', `/api/hazards/${suspected.id}/five-in-place`, {
		as: office.inspector1,
		body: {...proposed.facts.fiveProposed, plan: '发生险情立即撤离'},
	});
	t.like(filed, {status: 200, body: {state: 'rectifying', facts: {fiveInPlace: {plan: '发生险情立即撤离'}}}});
});

eachEngine(
	'the secret of a link stands on its paper and in its snapshot, in no answer, entry or line of the log',
	async (t, kind) => {
		const lines: string[] = [];
		const log = pino({level: 'trace'}, {write: (line: string) => void lines.push(line)});
		const {app, office, makeHazard, notice, post, get} = await setUpReplies(t, kind, {log});
		const {id, path} = await notice([await makeHazard()]);
		await get(path);
		await post(path, {'action-0': 'report'});
		await post(path, {'action-0': 'report', 'text-0': '已清除', 'photos-0': await photo()});
		await get(path);
		const read = async (at: string) => JSON.stringify((await app.send('GET', at, {as: office.auditor})).body);
		const told = [
			...(await Promise.all(['/api/papers', `/api/papers/${id}`, `/api/journal?subject=paper:${id}`, '/api/hazards'].map(read))),
			JSON.stringify(await app.services.reader('journal')),
			JSON.stringify(await app.services.reader('replies')),
			...lines,
		].join('');
		t.true(lines.length > 4 && told.includes(id));
		t.false(told.includes(path.split('/').at(-1)!));
	},
);
