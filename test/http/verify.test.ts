import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {fakePapers, makeNoticeOffice} from '../helpers/notices.ts';
import {makeOffice} from '../helpers/office.ts';

eachEngine(
	'anyone may ask whether a paper is genuine, void or unknown, and learns nothing of people or places',
	async (t, kind) => {
		const app = await startApp(t, {kind, papers: fakePapers()});
		const office = await makeOffice(app);
		const {makeHazard, issue} = await makeNoticeOffice(app, office);
		const hazard = await makeHazard();
		const {body: paper} = await issue([hazard]);
		const path = new URL(paper.verifyUrl).pathname;
		const json = {accept: 'application/json'};

		const genuine = await app.send('GET', path, {headers: json});
		t.is(genuine.status, 200);
		t.deepEqual(genuine.body, {
			result: 'genuine',
			number: '新桦安改〔2026〕1号',
			title: '安全隐患整改通知书',
			office: '新桦路街道办事处',
			issuedOn: '2026-03-02',
			sha256: paper.sha256,
		});
		const html = await app.send('GET', path, {headers: {accept: 'text/html,*/*'}});
		t.regex(html.headers.get('content-type')!, /^text\/html/);
		t.true(html.body.includes('真实有效') && html.body.includes(paper.sha256) && html.body.includes('2026年3月2日'));
		for (const secret of ['桦香饭店', '钱喆', '秦正', '桦苑', hazard.number]) t.false(html.body.includes(secret), secret);
		const csp = html.headers.get('content-security-policy')!;
		t.true(csp.includes("script-src 'self'") && csp.includes("default-src 'none'"));
		t.false(/<script(?! src="\/assets\/verify\.js")/.test(html.body));
		t.is((await app.send('GET', path.toLowerCase(), {headers: json})).body.result, 'genuine');

		await app.send('POST', `/api/papers/${paper.id}/voiding`, {as: office.manager, body: {reason: '部位写错'}});
		t.like((await app.send('GET', path, {headers: json})).body, {result: 'void', voidedOn: '2026-03-02'});
		await issue([hazard], {replaces: paper.id});
		t.is((await app.send('GET', path, {headers: json})).body.replacedBy, '新桦安改〔2026〕2号');
		t.true((await app.send('GET', path)).body.includes('新桦安改〔2026〕2号'));
	},
);

eachEngine('unknown codes are told as such, and not without end', async (t, kind) => {
	const app = await startApp(t, {kind, papers: fakePapers(), trustProxy: true});
	const office = await makeOffice(app);
	const {makeHazard, issue} = await makeNoticeOffice(app, office);
	const {body: paper} = await issue([await makeHazard()]);
	const headers = {accept: 'application/json', 'x-forwarded-for': `192.0.2.${kind === 'sqlite' ? 1 : 2}`};
	const unknown = async (more = {}) => app.send('GET', `/verify/${'0'.repeat(26)}`, {headers: {...headers, ...more}});
	t.like(await unknown(), {status: 404, body: {result: 'unknown'}});
	t.true((await unknown({accept: 'text/html'})).body.includes('查无此件'));
	t.is((await app.send('GET', '/verify/short', {headers})).body.result, 'unknown');
	const answers = [];
	for (let i = 0; i < 30; i++) answers.push((await unknown()).status);
	t.is(answers.at(-1), 429);
	t.truthy((await unknown()).headers.get('retry-after'));
	t.is((await unknown({'x-forwarded-for': `192.0.2.1${kind.length}`})).status, 404);
	t.is((await app.send('GET', new URL(paper.verifyUrl).pathname, {headers})).body.result, 'genuine');
});

eachEngine('the script of the page comes from the same origin', async (t, kind) => {
	const app = await startApp(t, {kind, papers: fakePapers()});
	const {status, headers, body} = await app.send('GET', '/assets/verify.js');
	t.is(status, 200);
	t.regex(headers.get('content-type')!, /^text\/javascript/);
	t.notThrows(() => new Function(body));
});
