import test from 'ava';
import {hidePersonal} from '../../src/domain/personal.ts';
import {record} from '../../src/store/journal/journal.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, makeOffice, nobody} from '../helpers/office.ts';
import {change} from './fill.ts';

const subject = `area:${idOf('community1')}`;

eachEngine('the journal of a subject tells who did what, oldest first', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	await app.send('PUT', `/api/areas/${idOf('community1')}`, {as: office.administrator, body: {population: 12, version: 1}});
	const {status, body} = await app.send('GET', `/api/journal?subject=${subject}&count=true`, {as: office.inspector1});
	t.is(status, 200);
	t.is(body.total, 2);
	t.deepEqual(
		body.items.map((item: {version: number; action: string; actorName: string | null}) => [
			item.version,
			item.action,
			item.actorName,
		]),
		[
			[1, 'area-made', null],
			[2, 'area-changed', '管理员'],
		],
	);
	t.is(body.items[1].after.population, 12);
	t.is(body.items[1].actor, office.administrator.id);
	t.is(body.next, null);
});

eachEngine('only administrator and auditor read the whole journal', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	for (const as of [office.inspector1, office.manager, office.leader]) {
		const {status, body} = await app.send('GET', '/api/journal', {as});
		t.is(status, 403);
		t.is(body.code, 'role');
	}
	for (const as of [office.administrator, office.auditor]) t.is((await app.send('GET', '/api/journal', {as})).status, 200);
	t.is((await app.send('GET', `/api/journal?subject=${subject}`, {as: office.gridWorker})).status, 403);
	t.is((await app.send('GET', `/api/journal?subject=${subject}`)).status, 401);
});

eachEngine('the whole journal comes in pages, by actor and between moments', async (t, kind) => {
	const app = await startApp(t, {kind});
	const {auditor} = await makeOffice(app);
	app.clock.set('2026-03-03');
	await change(app, 1, 7);
	const seen: number[] = [];
	let total = 0;
	for (let next = ''; ; ) {
		const {body} = await app.send('GET', `/api/journal?limit=5&count=true${next && `&after=${next}`}`, {as: auditor});
		seen.push(...body.items.map((item: {seq: number}) => item.seq));
		total = body.total;
		if (body.next === null) break;
		next = body.next;
	}
	t.is(seen.length, total);
	t.deepEqual(
		seen,
		[...new Set(seen)].sort((a, b) => a - b),
	);
	const countOf = async (query: string) => (await app.send('GET', `/api/journal?count=true&${query}`, {as: auditor})).body.total;
	t.is(await countOf('from=2026-03-03'), 1);
	t.is(await countOf('to=2026-03-02'), total - 1);
	t.is(await countOf('from=2026-03-02&to=2026-03-03'), total);
	t.is(await countOf('from=2026-03-02T16:00:00.000Z'), 1);
	t.is(await countOf('to=2026-03-03T02:00:00.000Z'), total - 1);
	t.is(await countOf(`actor=${nobody.id}`), total);
	t.is(await countOf('actor=someone'), 0);
	for (const query of ['from=2026-02-30', 'after=nonsense', 'limit=201', 'subjekt=a:b'])
		t.is((await app.send('GET', `/api/journal?${query}`, {as: auditor})).status, 400, query);
});

eachEngine('telephone numbers are masked for the auditor and left out for the administrator', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const after = {occupant: {name: '桦记面馆', phone: '13800001234'}, note: '请致电 13912345678', signature: 'abc'};
	await app.services.queue.submit(async db =>
		record(db, app.contextOf(nobody), {subject, version: 2, action: 'noted', reason: '来电 13912345678', after}),
	);
	const seenBy = async (as: {id: string}) => (await app.send('GET', `/api/journal?subject=${subject}`, {as})).body.items[1];
	t.deepEqual((await seenBy(office.manager)).after, after);
	const audited = await seenBy(office.auditor);
	t.is(audited.after.occupant.phone, '138****1234');
	t.is(audited.after.note, '请致电 139****5678');
	t.is(audited.reason, '来电 139****5678');
	const administered = await seenBy(office.administrator);
	t.deepEqual(administered.after, {occupant: {name: '桦记面馆'}, note: '请致电 ***'});
	t.is(administered.reason, '来电 ***');
});

test('what is not personal stays as it is', t => {
	const value = {
		uscc: '91310105MA1FW00000',
		number: 'YH-XH-2026-000123',
		sha: '13800001234567',
		items: [1, null, true],
		responsiblePhone: null,
	};
	t.deepEqual(hidePersonal(value, 'masked'), value);
	t.deepEqual(hidePersonal({contactPhone: '021-1', met: {phone: '62520000'}}, 'masked'), {
		contactPhone: '***',
		met: {phone: '625****0000'},
	});
});
