import test from 'ava';
import type {Role} from '../../src/domain/person.ts';
import {policy} from '../../src/domain/policy.ts';
import type {AnyRoute} from '../../src/http/route.ts';
import {rolesOf} from '../../src/http/router.ts';
import {allRoutes} from '../../src/http/routes/index.ts';
import {type Answer, type App, startApp} from '../helpers/app.ts';
import {idOf, makeOffice, type Office} from '../helpers/office.ts';

const personOf = (office: Office): Record<Role, {id: string}> => ({
	inspector: office.inspector1,
	manager: office.manager,
	leader: office.leader,
	administrator: office.administrator,
	auditor: office.auditor,
	'grid-worker': office.gridWorker,
});

/** Values that fit the form of a path's parameters, and name nothing that exists. */
const parameters: Record<string, string> = {
	sha256: 'a'.repeat(64),
	domain: 'fire',
	name: 'daily@1',
	code: 'A'.repeat(26),
	token: 'a'.repeat(43),
};
const addressOf = ({path}: AnyRoute): string =>
	path.replaceAll(/:(\w+)/g, (_, name: string) => parameters[name] ?? idOf(`no ${name}`));

/** Where what may be seen depends on the query: a query that everyone listed may ask. */
const queries: Record<string, string> = {'get /api/journal': `?subject=area:${idOf('community1')}`};

const nameOf = (route: AnyRoute) => `${route.method} ${route.path}`;

const ask = async (app: App, route: AnyRoute, as?: {id: string}): Promise<Answer> =>
	app.send(route.method.toUpperCase(), addressOf(route) + (queries[nameOf(route)] ?? ''), {as, ...(route.body && {body: {}})});

test('every route refuses who has no session, unless it is public', async t => {
	const app = await startApp(t);
	await makeOffice(app);
	const faults: string[] = [];
	for (const route of allRoutes) {
		const {status, body} = await ask(app, route);
		const isRight =
			route.may === 'everyone'
				? ![401, 403, 500].includes(status)
				: status === 401 && body.code === 'sign-in' && body.errors.length === 0;
		if (!isRight) faults.push(`${nameOf(route)}: ${status}`);
	}
	t.deepEqual(faults, []);
	t.true(allRoutes.length > 10);
});

test('every route refuses a role that is not listed with 403, and none that is', async t => {
	const app = await startApp(t);
	const people = personOf(await makeOffice(app));
	const faults: string[] = [];
	for (const route of allRoutes.filter(one => one.may !== 'everyone')) {
		for (const role of Object.keys(people) as Role[]) {
			const {status, body} = await ask(app, route, people[role]);
			const isRefused = status === 403 && body.code === 'role';
			const isRight = rolesOf(route).includes(role) ? !isRefused && status !== 401 && status !== 500 : isRefused;
			if (!isRight) faults.push(`${nameOf(route)} as ${role}: ${status}`);
		}
	}
	t.deepEqual(faults, []);
});

test('a role that is not listed learns nothing from its body', async t => {
	const app = await startApp(t);
	const people = personOf(await makeOffice(app));
	for (const route of allRoutes.filter(one => one.may !== 'everyone' && one.body)) {
		const role = (Object.keys(people) as Role[]).find(one => !rolesOf(route).includes(one));
		if (!role) continue;
		const {status} = await app.send(route.method.toUpperCase(), addressOf(route), {as: people[role], body: '{ not json'});
		t.is(status, 403, nameOf(route));
	}
});

test('a session that has ended, an unknown one and a malformed one are refused', async t => {
	const app = await startApp(t);
	await makeOffice(app);
	for (const authorization of [
		'Bearer ',
		'Bearer short',
		`Bearer ${'a'.repeat(43)}`,
		`Basic ${'a'.repeat(43)}`,
		`bearer ${'a'.repeat(43)}`,
	])
		t.is((await app.send('GET', '/api/areas', {headers: {authorization}})).status, 401, authorization);
	t.is((await app.send('GET', '/api/areas', {headers: {cookie: `register_session=${'a'.repeat(43)}`}})).status, 401);
});

test('a person who has left is refused although his session goes on', async t => {
	const app = await startApp(t);
	const office = await makeOffice(app);
	t.is((await app.send('GET', '/api/areas', {as: office.manager2})).status, 200);
	const body = {toOn: '2026-03-02', version: office.manager2.version};
	t.is((await app.send('PUT', `/api/people/${office.manager2.id}`, {as: office.administrator, body})).status, 200);
	t.is((await app.send('GET', '/api/areas', {as: office.manager2})).status, 200, 'his last day');
	app.clock.set('2026-03-03');
	t.is((await app.send('GET', '/api/areas', {as: office.manager2})).status, 401);
});

test('routes are told apart by method and path, and each has a title and its replies', t => {
	const names = allRoutes.map(nameOf);
	t.deepEqual(
		names.filter((name, i) => names.indexOf(name) !== i),
		[],
	);
	for (const route of allRoutes) {
		t.true(route.summary.length > 0, nameOf(route));
		t.true(Object.keys(route.replies).length > 0, nameOf(route));
		t.is([route.read, route.write, route.set, route.steps].filter(Boolean).length, 1, nameOf(route));
		if (typeof route.may === 'string' && route.may !== 'everyone') t.true(Object.hasOwn(policy, route.may), nameOf(route));
	}
});
