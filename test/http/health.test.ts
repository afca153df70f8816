import test from 'ava';
import {startApp} from '../helpers/app.ts';
import {makeOffice} from '../helpers/office.ts';

test('the probe says who answers and what time it is, and nobody keeps the answer', async t => {
	const app = await startApp(t);
	const {status, body, headers} = await app.send('GET', '/api/health');
	t.is(status, 200);
	t.like(body, {status: 'ok', service: 'dual-prevention-register', at: app.clock.now()});
	t.regex(body.version, /^\d+\.\d+\.\d+/);
	t.regex(headers.get('content-type') ?? '', /^application\/json/);
	t.is(headers.get('cache-control'), 'no-store');
});

test('a session that has ended is a problem document that says to sign in', async t => {
	const app = await startApp(t);
	await makeOffice(app);
	for (const headers of [{}, {authorization: `Bearer ${'a'.repeat(43)}`}]) {
		const answer = await app.send('GET', '/api/session', {headers});
		t.like(answer, {status: 401, body: {status: 401, code: 'sign-in', detail: '请先登录。'}});
		t.regex(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
	}
});
