import {sealDays} from '../../src/actions/journal/seal-day.ts';
import {plusDays} from '../../src/domain/days.ts';
import {settled} from '../../src/http/afterwards.ts';
import {eachEngine} from '../helpers/database.ts';
import type {Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {changePlan, planId, putPlan, putTeam, teamId} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

type Engine = 'sqlite' | 'postgres';
type Entry = {subject: string; version: number; action: string; after: {name: string}; before?: {name: string} | null};

async function withHistory(t: Parameters<typeof open>[0], kind: Engine) {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office);
	await changePlan(app, office, {name: '改名', version: 1});
	const send = async (method: string, path: string, as: keyof Office, body?: unknown) =>
		app.send(method, path, {as: office[as] as Office['auditor'], ...(body !== undefined && {body})});
	const entries = async (query: string): Promise<Entry[]> => (await send('GET', `/api/journal?${query}`, 'auditor')).body.items;
	return {app, office, place, send, entries};
}

eachEngine('The journal is searched by kind and action, newest first, page by page', async (t, kind) => {
	const {send, entries} = await withHistory(t, kind);
	t.deepEqual(
		(await entries('kind=plan&newest=true')).map(({action}) => action),
		['plan-changed', 'plan-made'],
	);
	t.deepEqual(
		(await entries('kind=plan')).map(({action}) => action),
		['plan-made', 'plan-changed'],
	);
	t.deepEqual(
		(await entries('action=team-made')).map(({subject}) => subject),
		[`team:${teamId}`],
	);
	t.deepEqual(await entries('kind=pla'), []);
	const first = (await send('GET', '/api/journal?newest=true&limit=3&count=true', 'auditor')).body;
	const second = (await send('GET', `/api/journal?newest=true&limit=200&after=${first.next}`, 'auditor')).body;
	t.is(second.next, null);
	t.is(first.total, 3 + second.items.length);
	const order = [...first.items, ...second.items].map(({seq}: {seq: number}) => seq);
	t.deepEqual(
		order,
		[...order].sort((a, b) => b - a),
	);
});

eachEngine('An entry comes with how its subject stood before, when asked', async (t, kind) => {
	const {entries} = await withHistory(t, kind);
	const [changed, made] = await entries('kind=plan&newest=true&before=true');
	t.deepEqual([changed!.before!.name, changed!.after.name], ['消防滚动排查', '改名']);
	t.is(made!.before, null);
	t.false(Object.hasOwn((await entries('kind=plan'))[0]!, 'before'));
});

eachEngine('Subjects are named to whoever may see them', async (t, kind) => {
	const {office, place, send} = await withHistory(t, kind);
	const subjects = [
		`site:${place.siteId}`,
		`plan:${planId}`,
		`person:${office.leader.id}`,
		'site:nothing',
		'token:x',
		'constructor:x',
	];
	const all = {[`site:${place.siteId}`]: '小满餐馆', [`plan:${planId}`]: '改名', [`person:${office.leader.id}`]: '严立'};
	const {[`site:${place.siteId}`]: _, ...open} = all;
	t.deepEqual((await send('POST', '/api/subject-names', 'auditor', {subjects})).body.names, all);
	t.deepEqual((await send('POST', '/api/subject-names', 'inspector1', {subjects})).body.names, all);
	t.deepEqual((await send('POST', '/api/subject-names', 'inspector3', {subjects})).body.names, open);
	t.is((await send('POST', '/api/subject-names', 'auditor', {subjects: []})).status, 400);
	t.is((await send('POST', '/api/subject-names', 'auditor', {subjects: ["site:' or 1=1"]})).status, 400);
});

eachEngine('Administrator and auditor verify the journal and see how far it is and what came of it', async (t, kind) => {
	const {app, office, send} = await withHistory(t, kind);
	const path = '/api/journal/verification';
	t.like((await send('GET', path, 'auditor')).body, {running: false, startedAt: null, verdict: null});
	t.is((await send('POST', path, 'manager', {})).status, 403);
	t.like((await send('POST', path, 'auditor')).body, {running: true, by: office.auditor.id});
	await settled(app.services);
	const {running, verdict, checked, of} = (await send('GET', path, 'administrator')).body;
	t.false(running);
	t.like(verdict, {firstFault: null, seals: 0, lastSealed: null, entries: checked, unsealed: checked});
	t.is(of, checked);
});

eachEngine('A changed entry is found and named', async (t, kind) => {
	const {app, send} = await withHistory(t, kind);
	await app.services.engine.writer('plans').where({id: planId}).update({name: '偷改'});
	await send('POST', '/api/journal/verification', 'administrator');
	await settled(app.services);
	const {verdict} = (await send('GET', '/api/journal/verification', 'administrator')).body;
	t.like(verdict.firstFault, {subject: `plan:${planId}`, seq: null, day: null});
	t.regex(verdict.firstFault.why, /未经日志而被改动/);
});

eachEngine('Seals are listed to readers of the whole journal, newest first', async (t, kind) => {
	const {app, send} = await withHistory(t, kind);
	app.clock.set(plusDays(app.clock.today(), 3));
	const made = await app.services.queue.submit(async db => sealDays(db, {now: app.clock.now()}));
	t.is(made.length, 3);
	const first = (await send('GET', '/api/journal/seals?limit=2', 'auditor')).body;
	t.deepEqual(
		first.items.map(({day, hash}: {day: string; hash: string}) => [day, hash]),
		[made[2]!, made[1]!].map(({day, hash}) => [day, hash]),
	);
	const rest = (await send('GET', `/api/journal/seals?after=${first.next}`, 'auditor')).body;
	t.deepEqual([rest.items.length, rest.next], [1, null]);
	t.is((await send('GET', '/api/journal/seals', 'manager')).status, 403);
});
