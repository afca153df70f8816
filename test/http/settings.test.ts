import test from 'ava';
import {journalOf} from '../../src/store/journal/journal.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {makeOffice} from '../helpers/office.ts';

const path = '/api/settings/organisation';
const body = {office: '新桦路街道办事处', paperPrefix: '新桦', phone: '021-00000000'};

eachEngine('The administrator gives the office its name and prefix, all staff read it', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	t.is((await app.send('GET', path, {as: office.manager})).body.code, 'not-found');
	t.is((await app.send('PUT', path, {as: office.manager, body})).body.code, 'role');
	t.is((await app.send('PUT', path, {as: office.administrator, body: {office: '新桦路街道办事处'}})).body.code, 'required');
	t.is((await app.send('PUT', path, {as: office.administrator, body: {...body, paperPrefix: '<b>'}})).status, 400);
	const made = await app.send('PUT', path, {as: office.administrator, body});
	t.is(made.status, 201);
	t.deepEqual(made.body, {...body, id: 'organisation', address: null, version: 1});
	t.is((await app.send('PUT', path, {as: office.administrator, body})).body.version, 1);
	t.is((await app.send('PUT', path, {as: office.administrator, body: {phone: '021-00000001'}})).status, 428);
	const changed = {address: '新桦路1号', version: 1};
	t.is((await app.send('PUT', path, {as: office.administrator, body: changed})).body.version, 2);
	t.is((await app.send('PUT', path, {as: office.administrator, body: {address: null, version: 1}})).status, 409);
	t.is((await app.send('GET', path, {as: office.auditor})).body.address, '新桦路1号');
	t.is((await app.send('GET', path, {as: office.gridWorker})).body.code, 'role');
	t.is((await journalOf(app.services.reader, 'setting:organisation')).length, 2);
});

eachEngine('Methods, checklists, criteria and the calendar are read as they were loaded', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const get = async (address: string) => app.send('GET', address, {as: office.inspector1});
	const methods = await get('/api/methods');
	t.true(methods.body.items.some((method: {key: string}) => method.key === 'lec@1'));
	const lists = await get('/api/checklists?domain=fire');
	t.deepEqual(
		lists.body.items.map((list: {key: string; itemCount: number}) => [list.key, list.itemCount]),
		[['fire/daily@1', 32]],
	);
	t.is(lists.body.items[0].items[0].id, 'F01');
	const whole = await get('/api/checklists/fire/daily@1');
	t.is(whole.status, 200);
	t.is(whole.body.items.length, 32);
	for (const address of ['fire%2Fdaily%401', 'fire/daily%401', 'fire%2Fdaily', 'fire/daily'])
		t.deepEqual((await get(`/api/checklists/${address}`)).body, whole.body);
	for (const {key} of (await get('/api/checklists')).body.items) t.is((await get(`/api/checklists/${key}`)).status, 200);
	t.is((await get('/api/checklists/fire/daily@9')).body.code, 'not-found');
	t.is((await get('/api/checklists/__proto__')).status, 404);
	const criteria = (await get('/api/criteria?domain=fire')).body.items;
	const old = criteria.find((criterion: {status: string}) => criterion.status !== 'in-force');
	t.like(old, {note: '旧标准，仅供参考', basis: '依据现行标准，条款待录入'});
	t.true((await get('/api/criteria')).body.items.length > criteria.length);
});

eachEngine('What a field of work asks of its points, and what codes are called, is read by all staff', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const get = async (address: string) => (await app.send('GET', address, {as: office.inspector1})).body;
	const {items} = await get('/api/sectors');
	t.deepEqual(items.map(({id}: {id: string}) => id).sort(), ['construction', 'fire', 'gas', 'underground']);
	const fire = items.find(({id}: {id: string}) => id === 'fire');
	t.like(fire, {title: '消防', intervals: {major: 'P1M'}, checklists: ['fire/daily']});
	t.true(fire.riskEvents.includes('火灾'));
	t.like(fire.attributes[0], {title: '建筑面积', kind: 'number', unit: '平方米'});
	const words = await get('/api/word-lists');
	t.like(words.siteKinds[0], {code: 'restaurant', title: '餐饮场所'});
	t.like(words.controlLevels[0], {level: 'major', colour: '红', controlLevel: 'district'});
	for (const list of Object.values<unknown[]>(words)) t.true(list.length > 0);
});

eachEngine('The calendar warns in Chinese when next year is missing', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const {body} = await app.send('GET', '/api/calendar', {as: office.inspector1});
	t.true(body.years.some((year: {year: number; source: string}) => year.year === 2026 && year.source.includes('国务院')));
	t.deepEqual(body.missing, [2027]);
	t.regex(body.warning, /尚未录入2027年的放假安排/);
	const earlier = await startApp(t, {kind, today: '2025-03-02'});
	const before = await makeOffice(earlier);
	t.is((await earlier.send('GET', '/api/calendar', {as: before.inspector1})).body.warning, null);
});

test('Which fonts papers are drawn with is read by all staff, the first asked first', async t => {
	const app = await startApp(t);
	const office = await makeOffice(app);
	const {body} = await app.send('GET', '/api/fonts', {as: office.inspector1});
	t.is(body.own, false);
	t.deepEqual(
		body.uses.map(({use}: {use: string}) => use),
		['title', 'fang', 'song', 'hei', 'kai'],
	);
	for (const {title, fonts} of body.uses) t.true(title.length > 1 && fonts.length > 0);
});
