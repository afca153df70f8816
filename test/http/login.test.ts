import test from 'ava';
import type {Services} from '../../src/services.ts';
import {startApp} from '../helpers/app.ts';
import {makeOffice} from '../helpers/office.ts';

const password = 'correct horse';

async function startWithPassword(t: Parameters<typeof startApp>[0], account: string, more: Partial<Services> = {}) {
	const app = await startApp(t, more);
	const {administrator: as, manager2} = await makeOffice(app);
	const body = {account, password, version: manager2.version};
	t.is((await app.send('PUT', `/api/people/${manager2.id}`, {as, body})).status, 200);
	return {
		app,
		signIn: async (name: string, word: string) => app.send('POST', '/api/session', {body: {account: name, password: word}}),
	};
}

test('a session comes as a cookie that scripts and other sites cannot use', async t => {
	const {app, signIn} = await startWithPassword(t, 'cookie.one');
	const {status, body, headers} = await signIn('cookie.one', password);
	t.is(status, 200);
	t.is(body.person.account, 'cookie.one');
	t.false(JSON.stringify(body).includes('argon2'));
	const cookie = headers.get('set-cookie')!;
	for (const flag of [/; HttpOnly/, /; SameSite=Lax/, /; Path=\//, /; Max-Age=43200/]) t.regex(cookie, flag);
	t.notRegex(cookie, /Secure/, 'plain http on the own network');
	const own = {headers: {cookie: cookie.split(';')[0]!}};
	t.is((await app.send('GET', '/api/session', own)).body.person.account, 'cookie.one');
	t.regex((await app.send('DELETE', '/api/session', own)).headers.get('set-cookie')!, /Max-Age=0/);
	t.is((await app.send('GET', '/api/session', own)).status, 401);
});

test('under https the cookie is Secure', async t => {
	const {signIn} = await startWithPassword(t, 'cookie.two', {publicUrl: 'https://register.example'});
	t.regex((await signIn('cookie.two', password)).headers.get('set-cookie')!, /; Secure/);
});

test('a session ends after twelve hours', async t => {
	const {app, signIn} = await startWithPassword(t, 'cookie.three');
	const cookie = (await signIn('cookie.three', password)).headers.get('set-cookie')!.split(';')[0]!;
	app.clock.forward(12 * 3_600_000 - 1000);
	t.is((await app.send('GET', '/api/session', {headers: {cookie}})).status, 200);
	app.clock.forward(2000);
	t.is((await app.send('GET', '/api/session', {headers: {cookie}})).status, 401);
});

test('a refused log-in never tells which of the two was wrong', async t => {
	const {signIn} = await startWithPassword(t, 'hidden.one');
	const wrong = await signIn('hidden.one', 'wrong password');
	const unknown = await signIn('hidden.none', password);
	const without = await signIn('inspector1', password);
	t.is(wrong.status, 401);
	t.deepEqual(unknown.body, wrong.body);
	t.deepEqual(without.body, wrong.body);
	t.is(wrong.headers.get('set-cookie'), null);
});

test('guessing is slowed down, for accounts that exist and for those that do not', async t => {
	const {signIn} = await startWithPassword(t, 'guessed.one');
	for (const account of ['guessed.one', 'guessed.none']) {
		for (let i = 0; i < 10; i++) t.is((await signIn(account, `wrong ${i}`)).status, 401);
		const {status, headers, body} = await signIn(account, password);
		t.is(status, 429);
		t.is(body.code, 'too-many');
		t.true(Number(headers.get('retry-after')) > 0);
		t.is((await signIn(account.toUpperCase(), password)).status, 429);
	}
});

test('a right password forgives the wrong ones before it', async t => {
	const {signIn} = await startWithPassword(t, 'forgiven.one');
	for (let round = 0; round < 2; round++) {
		for (let i = 0; i < 9; i++) t.is((await signIn('forgiven.one', 'wrong password')).status, 401);
		t.is((await signIn('forgiven.one', password)).status, 200);
	}
});
