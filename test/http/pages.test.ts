import {Ajv2020} from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import test from 'ava';
import {allRoutes} from '../../src/http/routes/index.ts';
import {startApp} from '../helpers/app.ts';
import {makeOffice} from '../helpers/office.ts';

test('every reply carries the headers that protect a browser, and none that tells what runs here', async t => {
	const app = await startApp(t);
	for (const path of ['/', '/api/docs', '/api/health', '/api/areas', '/api/nothing']) {
		const {headers} = await app.send('GET', path);
		t.regex(headers.get('content-security-policy') ?? '', /default-src 'self'/, path);
		t.regex(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, path);
		t.notRegex(headers.get('content-security-policy') ?? '', /https?:|script-src[^;]*unsafe/, path);
		t.is(headers.get('x-content-type-options'), 'nosniff', path);
		t.truthy(headers.get('x-frame-options'), path);
		t.truthy(headers.get('referrer-policy'), path);
		t.is(headers.get('x-powered-by'), null, path);
		t.is(headers.get('server'), null, path);
		t.regex(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/, path);
		t.is(headers.get('access-control-allow-origin'), null, path);
	}
});

test('pages load nothing from another host', async t => {
	const app = await startApp(t);
	await makeOffice(app);
	for (const path of ['/', '/m/', '/hazards', '/api/docs']) {
		const {body, headers} = await app.send('GET', path, {headers: {accept: 'text/html'}});
		t.regex(headers.get('content-type') ?? '', /^text\/html/);
		t.notRegex(body, /(?:src|href|action)\s*=\s*["']?(?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\/|@import|<script>/i, path);
	}
	t.is((await app.send('GET', '/api/nothing')).status, 404);
	t.is((await app.send('GET', '/assets/nothing.js')).status, 404);
	for (const route of allRoutes)
		t.true(String((await app.send('GET', '/api/docs')).body).includes(route.path) || route.tag === '运行');
});

type Operation = {
	operationId: string;
	parameters: Array<{name: string; in: string; required: boolean; schema: object}>;
	requestBody?: {content: Record<string, {schema: object}>};
	responses: Record<string, {description: string; content: Record<string, {schema: object}>}>;
};

test('the OpenAPI document describes every route, every path parameter and schemas that compile', async t => {
	const app = await startApp(t);
	const {body: document} = await app.send('GET', '/api/openapi.json');
	t.is(document.openapi, '3.1.0');
	t.truthy(document.info.title && document.info.version);
	const ajv = new Ajv2020({strict: false, allowUnionTypes: true});
	addFormats.default(ajv as never);
	ajv.addFormat('instant', true);
	ajv.addFormat('binary', true);
	ajv.addSchema(document.components.schemas.Problem, '#/components/schemas/Problem');
	const ids = new Set<string>();
	let count = 0;
	for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
		for (const [method, operation] of Object.entries(methods)) {
			const name = `${method} ${path}`;
			count++;
			t.false(ids.has(operation.operationId), name);
			ids.add(operation.operationId);
			const inPath = operation.parameters.filter(one => one.in === 'path');
			t.deepEqual(
				inPath.map(one => one.name),
				[...path.matchAll(/\{(\w+)\}/g)].map(([, one]) => one),
				name,
			);
			t.true(
				inPath.every(one => one.required),
				name,
			);
			const schemas = [
				...operation.parameters.map(one => one.schema),
				...Object.values(operation.requestBody?.content ?? {}).map(one => one.schema),
				...Object.values(operation.responses).flatMap(one => Object.values(one.content).map(({schema}) => schema)),
			];
			for (const schema of schemas) t.notThrows(() => ajv.compile(schema), name);
		}
	}
	const described = allRoutes.filter(route => Object.hasOwn(document.paths, route.path.replaceAll(/:(\w+)/g, '{$1}')));
	t.is(count, described.length);
	t.deepEqual(
		allRoutes.filter(route => !described.includes(route) && route.tag !== '运行').map(({path}) => path),
		[],
	);
});
