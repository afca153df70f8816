import test from 'ava';
import {openSession} from '../../src/actions/people/sign-in.ts';
import {startApp} from '../helpers/app.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

const area = `/api/areas/${idOf('grid')}`;
const good = {name: '一号网格', kind: 'grid', parentId: idOf('community1')};
const paths = (errors: Array<{path: string}>) => errors.map(({path}) => path);

test('gates stand in order: session, role, type and size, syntax, schema, rules', async t => {
	const app = await startApp(t);
	const {administrator, inspector1} = await makeOffice(app);
	const big = 'x'.repeat(1024 * 1024 + 1);
	const asText = {'content-type': 'text/plain'};
	const codeOf = async (options: Parameters<typeof app.send>[2]) => {
		const {status, body} = await app.send('PUT', area, options);
		return [status, body.code];
	};
	t.deepEqual(await codeOf({body: big, headers: asText}), [401, 'sign-in']);
	t.deepEqual(await codeOf({as: inspector1, body: big, headers: asText}), [403, 'role']);
	t.deepEqual(await codeOf({as: administrator, body: big, headers: asText}), [415, 'media-type']);
	t.deepEqual(await codeOf({as: administrator, body: big}), [413, 'too-large']);
	t.deepEqual(await codeOf({as: administrator, body: '{"name":'}), [400, 'json']);
	t.deepEqual(await codeOf({as: administrator, body: {name: '\u0000', surprise: 1}}), [400, 'text']);
	t.deepEqual(await codeOf({as: administrator, body: '{"population":1e400}'}), [400, 'text']);
	t.deepEqual(await codeOf({as: administrator, body: {...good, surprise: 1}}), [400, 'schema']);
	t.deepEqual(await codeOf({as: administrator, body: {}}), [422, 'required']);
	t.deepEqual(await codeOf({as: administrator, body: good}), [201, undefined]);
	t.deepEqual(await codeOf({as: administrator, body: {name: '二号网格'}}), [428, 'version-required']);
	t.deepEqual(await codeOf({as: administrator, body: {name: '二号网格', version: 9}}), [409, 'version-conflict']);
});

test('JSON over 1 MB is refused, whether or not its length is announced, and the service goes on', async t => {
	const app = await startApp(t);
	const {administrator: as} = await makeOffice(app);
	for (const bytes of [1024 * 1024 + 1, 5 * 1024 * 1024]) {
		const body = JSON.stringify({name: 'x'.repeat(bytes)});
		t.is((await app.send('PUT', area, {as, body})).status, 413);
	}
	const pieces = new ReadableStream({
		pull(controller) {
			for (let i = 0; i < 20; i++) controller.enqueue(new TextEncoder().encode(' '.repeat(100_000)));
			controller.close();
		},
	});
	const headers = {'content-type': 'application/json', authorization: await bearerOf(app, as)};
	const options = {method: 'PUT', body: pieces, headers, duplex: 'half'};
	t.is((await fetch(app.origin + area, options as RequestInit)).status, 413);
	t.is((await app.send('PUT', area, {as, body: good})).status, 201);
});

/** A bearer token of a person's own, for requests that `send` cannot make. */
async function bearerOf(app: Awaited<ReturnType<typeof startApp>>, as: {id: string}): Promise<string> {
	const {secret} = await app.services.queue.submit(async db => openSession(db, as.id, app.clock.now()));
	return `Bearer ${secret}`;
}

test('a body nested 10,000 deep is refused', async t => {
	const app = await startApp(t);
	const {administrator: as} = await makeOffice(app);
	const deep = [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`];
	for (const inner of deep) {
		const {status, body} = await app.send('PUT', area, {as, body: `{"name":${inner}}`});
		t.is(status, 400);
		t.is(body.code, 'text');
	}
});

test('keys that reach for the prototype are refused and change nothing', async t => {
	const app = await startApp(t);
	const {administrator: as} = await makeOffice(app);
	for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
		const {status, body} = await app.send('PUT', area, {as, body: `{"name":"网格","kind":"grid","${key}":{"polluted":true}}`});
		t.is(status, 400, key);
		t.deepEqual(paths(body.errors), [`/${key}`]);
		const query = await app.send('GET', `/api/areas?${key}=1`, {as});
		t.is(query.status, 400, key);
	}
	t.false('polluted' in {});
	t.is(({} as Record<string, unknown>).polluted, undefined);
});

test('texts that no person types are refused where they stand', async t => {
	const app = await startApp(t);
	const {administrator: as} = await makeOffice(app);
	for (const escaped of ['\\ud800', '\\udc00x', '\\u0000', '\\u0007', '\\u007f', '\\uffff', '\\ufdd0']) {
		const {status, body} = await app.send('PUT', area, {as, body: `{"name":"甲${escaped}","kind":"grid"}`});
		t.is(status, 400, escaped);
		t.deepEqual(paths(body.errors), ['/name'], escaped);
	}
	t.is((await app.send('PUT', area, {as, body: '{"name":"x","na\\u0000":1}'})).status, 400);
	const fine = {...good, name: '𠮷野家·Café\u200d（一）'};
	t.is((await app.send('PUT', area, {as, body: fine})).body.name, fine.name);
});

test('bytes that are not UTF-8 are refused', async t => {
	const app = await startApp(t);
	const {administrator: as} = await makeOffice(app);
	const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('","kind":"grid"}')]);
	const reply = await app.send('PUT', area, {as, body, headers: {'content-type': 'application/json'}});
	t.is(reply.status, 400);
	t.is(reply.body.code, 'json');
});

test('a day that does not exist and fields that do not exist are named', async t => {
	const app = await startApp(t);
	const {administrator: as, manager} = await makeOffice(app);
	const body = {personId: manager.id, areaId: idOf('community1'), fromOn: '2026-02-30', surprise: 1, 'a/b~c': 2};
	const {status, body: problem} = await app.send('PUT', `/api/grants/${idOf('new')}`, {as, body});
	t.is(status, 400);
	t.deepEqual(paths(problem.errors).sort(), ['/a~1b~0c', '/fromOn', '/surprise']);
	for (const error of problem.errors) t.regex(error.message, /[一-龥]/);
	t.is((await app.send('GET', '/api/grants?surprise=1', {as})).body.code, 'query');
	const twice = await app.send('GET', `/api/grants?person=${manager.id}&person=${as.id}`, {as});
	t.is(twice.status, 400);
	t.deepEqual(paths(twice.body.errors), ['/person']);
});

test('a wrong method or address is a problem document, as is everything that fails', async t => {
	const app = await startApp(t);
	const {administrator: as} = await makeOffice(app);
	const asked: Array<[string, string, number]> = [
		['PATCH', '/api/areas', 404],
		['POST', '/api/areas', 404],
		['GET', '/api/nothing', 404],
		['GET', '/../../etc/passwd', 404],
		['GET', `/api/people/${encodeURIComponent("' or 1=1")}`, 404],
		['GET', `/api/people/${'a'.repeat(5000)}`, 404],
		['GET', '/api/people/%ff', 404],
	];
	for (const [method, path, expected] of asked) {
		const {status, body, headers} = await app.send(method, path, {as});
		t.is(status, expected, `${method} ${path}`);
		t.regex(headers.get('content-type') ?? '', /^application\/problem\+json/, `${method} ${path}`);
		for (const member of ['type', 'title', 'status', 'code', 'detail', 'errors']) t.true(member in body, `${path} ${member}`);
	}
});
