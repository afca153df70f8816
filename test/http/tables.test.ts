import test from 'ava';
import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {kindInForce} from '../../src/actions/papers/prepare/kind-in-force.ts';
import {sheetBase} from '../../src/actions/papers/sheets/sheet.ts';
import {tableInForce} from '../../src/actions/register/tables.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {pathsOf} from '../helpers/filing.ts';
import {makeOffice} from '../helpers/office.ts';

type Asked = {path?: string; as?: 'manager' | 'leader' | 'administrator' | 'inspector1' | 'auditor'};

async function start(t: Parameters<typeof startApp>[0], kind: 'sqlite' | 'postgres' = 'sqlite') {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const get = async ({path = '/duties', as = 'manager'}: Asked = {}) => app.send('GET', `/api/tables${path}`, {as: office[as]});
	const draft = async (body: object, {path = '/duties', as = 'manager'}: Asked = {}) =>
		app.send('PUT', `/api/tables${path}`, {as: office[as], body});
	const publish = async (body: object, {path = '/duties', as = 'leader'}: Asked = {}) =>
		app.send('POST', `/api/tables${path}/publication`, {as: office[as], body});
	const standard = app.services.forms.tables.get('duties')!.value as Record<string, unknown>;
	return {app, office, get, draft, publish, standard};
}

const source = '新桦路街道安委会会议纪要（演示）';

eachEngine('A table is drafted by a manager, put in force by a leader, and each step is in the journal', async (t, kind) => {
	const {app, office, get, draft, publish, standard} = await start(t, kind);
	t.like((await get()).body, {id: 'duties', value: standard, default: standard, draft: null, version: 0});
	const value = {...standard, serveWorkdays: 2};
	const drafted = await draft({value, source, reason: '本单位从严掌握'});
	t.is(drafted.status, 200);
	t.like(drafted.body, {value: standard, version: 1, draft: {value, source, by: office.manager.id}});
	t.deepEqual((await get()).body, drafted.body);
	const {reader, forms} = app.services;
	t.deepEqual(await tableInForce(reader, {forms}, 'duties'), standard);
	const published = await publish({version: 1, reason: '同意'});
	t.like(published.body, {value, default: standard, source, draft: null, version: 2});
	t.deepEqual(await tableInForce(reader, {forms}, 'duties'), value);
	const entries = await reader('journal').where({subject: 'setting:table/duties'}).orderBy('version');
	t.deepEqual(
		entries.map(({version, action, actor, reason}) => [version, action, actor, reason]),
		[
			[1, 'table-drafted', office.manager.id, '本单位从严掌握'],
			[2, 'table-published', office.leader.id, '同意'],
		],
	);
	t.is((await verifyJournal(reader)).firstFault, undefined);
});

eachEngine('A draft is drafted again over what was seen, and needs the version that was seen', async (t, kind) => {
	const {draft, publish, standard} = await start(t, kind);
	t.is((await draft({value: standard, source})).status, 200);
	const stricter = {...standard, serveWorkdays: 1};
	const blind = await draft({value: stricter, source});
	t.deepEqual([blind.status, blind.body.code, pathsOf(blind.body)], [428, 'version-required', ['/version']]);
	const late = await draft({value: stricter, source, version: 7});
	t.deepEqual([late.status, late.body.code, late.body.current.version], [409, 'version-conflict', 1]);
	t.is((await draft({value: stricter, source, version: 1})).body.draft.value.serveWorkdays, 1);
	t.is((await publish({})).status, 428);
	t.is((await publish({version: 1})).body.code, 'version-conflict');
	t.is((await publish({version: 2})).body.value.serveWorkdays, 1);
});

test('Without a draft there is nothing to publish', async t => {
	const {publish} = await start(t);
	const {status, body} = await publish({});
	t.deepEqual([status, body.code], [409, 'illegal-state']);
});

test('All faults of a value are named at once, and nothing is kept', async t => {
	const {app, get, draft, standard} = await start(t);
	const {ladder, ...rest} = standard;
	const {status, body} = await draft({value: {...rest, serveWorkdays: 0, reinspectWorkdays: [], extra: 1}, source});
	t.deepEqual([status, body.code], [422, 'rules']);
	for (const path of ['/value', '/value/serveWorkdays', '/value/reinspectWorkdays']) t.true(pathsOf(body).includes(path));
	t.is((await get()).body.version, 0);
	t.is((await app.services.reader('journal').where({subject: 'setting:table/duties'})).length, 0);
	t.is((await draft({value: standard})).status, 400, 'a source is needed');
});

test('An unknown table is 404 at every door', async t => {
	const {get, draft, publish} = await start(t);
	for (const {status, body} of [
		await get({path: '/nothing'}),
		await draft({value: {}, source}, {path: '/nothing'}),
		await publish({}, {path: '/nothing'}),
	])
		t.deepEqual([status, body.code], [404, 'not-found']);
});

test('Managers and administrators draft, leaders and administrators publish, all staff read', async t => {
	const {app, get, draft, publish, standard} = await start(t);
	for (const as of ['inspector1', 'leader', 'auditor'] as const) t.is((await draft({value: standard, source}, {as})).status, 403);
	for (const as of ['inspector1', 'manager', 'auditor'] as const) t.is((await publish({}, {as})).status, 403);
	t.is((await draft({value: standard, source}, {as: 'administrator'})).status, 200);
	t.is((await publish({version: 1}, {as: 'administrator'})).status, 200);
	for (const as of ['inspector1', 'leader', 'auditor'] as const) t.is((await get({as})).status, 200);
	const {items} = (await get({path: ''})).body as {items: Array<{id: string}>};
	t.deepEqual(
		items.map(({id}) => id),
		[...app.services.forms.tables.keys()],
	);
});

eachEngine('Since when a table is in force, and who put it there, is told; a default has only its own day', async (t, kind) => {
	const {app, office, get, draft, publish, standard} = await start(t, kind);
	t.like((await get()).body, {since: null, validFrom: '2024-01-01'});
	await draft({value: standard, source});
	t.is((await get()).body.since, null);
	app.clock.forward(60_000);
	const at = app.clock.now();
	t.deepEqual((await publish({version: 1})).body.since, {at, by: office.leader.id});
	app.clock.set('2026-04-01');
	await draft({value: standard, source, version: 2});
	t.deepEqual((await get()).body.since, {at, by: office.leader.id});
});

eachEngine('The history of a table is read by all staff', async (t, kind) => {
	const {app, office, draft, standard} = await start(t, kind);
	await draft({value: standard, source});
	const journal = async (subject: string) => app.send('GET', `/api/journal?subject=${subject}`, {as: office.inspector1});
	t.is((await journal('setting:table/duties')).body.items[0].action, 'table-drafted');
	t.is((await journal('setting:organisation')).status, 404);
});

eachEngine('Papers bear the title and the number that the office gave their kind', async (t, kind) => {
	const {app, office, draft, publish} = await start(t, kind);
	const path = '/paper-titles';
	const value = [
		{kind: 'rectification-notice', title: '安全隐患整改告知书', suffix: '安告'},
		{kind: 'risk-card', title: '风险告知牌'},
	];
	t.is((await draft({value, source}, {path})).status, 200);
	const named = async (name: string) => kindInForce(app.services.reader, app.contextOf(office.manager), name);
	t.like(await named('rectification-notice'), {title: '安全隐患整改通知书', suffix: '安改'});
	t.is((await publish({version: 1}, {path})).status, 200);
	t.like(await named('rectification-notice'), {title: '安全隐患整改告知书', suffix: '安告', steps: []});
	t.like(await named('inspection-record'), {title: '安全检查记录', suffix: '安检'});
	const context = app.contextOf(office.manager);
	t.is((await sheetBase(app.services.reader, context, 'risk-card', {origin: '', demo: true})).title, '风险告知牌');
});

test('A title that orders, a kind that is not known and a number that is taken are all refused at once', async t => {
	const {draft} = await start(t);
	const value = [
		{kind: 'rectification-notice', title: '责令整改通知书', suffix: '安检'},
		{kind: 'nothing', title: '某书'},
		{kind: 'labels', suffix: '标签'},
		{kind: 'transfer-letter', titles: {patrol: '移送'}},
		{kind: 'inspection-record', titles: {patrol: '巡查记录', administrative: '罚款记录'}},
		{kind: 'labels', title: '标签'},
	];
	const {status, body} = await draft({value, source}, {path: '/paper-titles'});
	t.is(status, 422);
	t.deepEqual(pathsOf(body), [
		'/value/0/title',
		'/value/0/suffix',
		'/value/1/kind',
		'/value/2/suffix',
		'/value/3/titles',
		'/value/4/titles/administrative',
		'/value/5/kind',
	]);
});

test('What a value must be is said in Chinese', async t => {
	const {draft, standard} = await start(t);
	const {ladder: _, ...rest} = standard;
	const {body} = await draft({value: {...rest, serveWorkdays: 'soon', more: 1}, source});
	const messages = body.errors.map(({message}: {message: string}) => message).sort();
	t.deepEqual(messages, ['“ladder”：此项必填。', '“more”：没有这一项，请删去。', '类型应为 integer。'].sort());
});
