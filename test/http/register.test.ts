import {usccCheck} from '../../src/domain/register/uscc.ts';
import {journalOf} from '../../src/store/journal/journal.ts';
import {select} from '../../src/store/rows.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {occupant, open, siteBody, siteId, stem, withHazard, withPoint, withSite} from '../helpers/register.ts';

eachEngine(
	'A site is made with a label, its community and its first occupant, and the same body changes nothing',
	async (t, kind) => {
		const {app, office} = await open(t, kind);
		const more = {occupant, tags: ['餐饮'], position: {lat: 31.2, lng: 121.4}, pauses: [{from: '2026-05-01', reason: '装修'}]};
		const made = await withSite(app, office, more);
		t.is(made.status, 201);
		t.regex(made.body.label, /^D000001-\d$/);
		t.is(made.body.communityId, office.communities[0]);
		t.deepEqual(made.body.occupant, occupant);
		t.deepEqual(made.body.pauses, [{from: '2026-05-01', reason: '装修'}]);
		const again = await withSite(app, office, more);
		t.is(again.status, 200);
		t.is(again.body.version, 1);
		const file = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.inspector1});
		t.is(file.status, 200);
		t.is(file.body.occupancies.length, 1);
		t.is(file.body.occupancies[0].fromOn, '2026-03-02');
		t.deepEqual(
			file.body.journal.map((entry: {action: string}) => entry.action),
			['site-made'],
		);
		t.is((await select(app.services.reader, 'select * from site_versions where site_id = ?', [siteId])).length, 1);
	},
);

eachEngine('All faults of a site are named at once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const wrong = await withSite(app, office, {
		kind: 'castle',
		closedOn: '2020-01-01',
		pauses: [{from: '2026-02-01', to: '2026-01-01', reason: '反'}],
		occupant: {...occupant, uscc: `${stem}${usccCheck(stem) === '0' ? '1' : '0'}`},
	});
	t.is(wrong.status, 422);
	t.deepEqual(
		wrong.body.errors.map((fault: {path: string}) => fault.path),
		['/kind', '/closedOn', '/pauses/0/to', '/occupant/uscc'],
	);
	t.is((await app.send('PUT', `/api/sites/${siteId}`, {as: office.manager, body: {name: '缺项'}})).body.code, 'required');
	t.is((await withSite(app, office, {areaId: idOf('nowhere')})).status, 422);
	t.is((await withSite(app, office, {areaId: idOf('subdistrict')})).status, 422);
	t.is((await app.send('PUT', '/api/sites/no-uuid', {as: office.manager, body: siteBody(office)})).status, 400);
	t.is((await app.send('PUT', `/api/sites/${siteId}`, {as: office.inspector1, body: siteBody(office)})).body.code, 'role');
	t.is((await app.send('GET', '/api/sites')).status, 401);
});

eachEngine('A change of a site needs the version that was seen', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	t.is((await withSite(app, office, {name: '新名'})).status, 428);
	const changed = await withSite(app, office, {name: '新名', version: 1});
	t.is(changed.body.version, 2);
	const late = await withSite(app, office, {name: '另一名', version: 1});
	t.is(late.status, 409);
	t.is(late.body.current.name, '新名');
	t.is((await withSite(app, office, {building: '甲楼', version: 2})).body.building, '甲楼');
	t.is((await withSite(app, office, {building: null, version: 3})).body.building, null);
	t.is((await journalOf(app.services.reader, `site:${siteId}`)).length, 4);
});

eachEngine('A site out of scope is 404 alone, and absent from list, search and count', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office, {areaId: office.communities[2]});
	for (const who of [office.manager2, office.inspector1]) {
		t.is((await app.send('GET', `/api/sites/${siteId}`, {as: who})).body.code, 'not-found');
		t.is((await app.send('GET', `/api/sites/${siteId}/file`, {as: who})).status, 404);
		for (const query of [
			'count=true',
			`count=true&q=${encodeURIComponent('桦苑')}`,
			`count=true&area=${office.communities[2]}`,
		]) {
			const list = await app.send('GET', `/api/sites?${query}`, {as: who});
			t.deepEqual(list.body, {items: [], next: null, total: 0});
		}
	}
	t.is((await app.send('GET', '/api/sites?count=true', {as: office.inspector3})).body.total, 1);
	const body = siteBody(office, {areaId: office.communities[2], name: '抢', version: 1});
	t.is((await app.send('PUT', `/api/sites/${siteId}`, {as: office.manager2, body})).status, 404);
	t.is((await app.send('PUT', `/api/sites/${idOf('other')}`, {as: office.manager2, body})).status, 404);
	const own = {...siteBody(office), name: '自己的'};
	t.is((await app.send('PUT', `/api/sites/${idOf('own')}`, {as: office.manager2, body: own})).status, 201);
	const moved = {areaId: office.communities[2], version: 1};
	t.is((await app.send('PUT', `/api/sites/${idOf('own')}`, {as: office.manager2, body: moved})).status, 404);
	const taken = {...occupant, fromOn: '2026-03-02'};
	t.is((await app.send('POST', `/api/sites/${siteId}/occupancies`, {as: office.manager2, body: taken})).status, 404);
});

eachEngine('Sites are found by area, kind, words, label and open hazards, page by page', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const get = async (query: string, as = office.manager) => app.send('GET', `/api/sites?${query}`, {as});
	await app.send('PUT', `/api/areas/${idOf('grid')}`, {
		as: office.administrator,
		body: {name: '第一网格', kind: 'grid', parentId: office.communities[0]},
	});
	for (const n of [1, 2, 3, 4, 5]) await withSite(app, office, {name: `甲${n}店`, address: `白杨路${n}号`}, idOf(`site${n}`));
	await withSite(app, office, {name: '乙 Bar%', kind: 'entertainment', areaId: idOf('grid')});
	await withPoint(app, office);
	await withHazard(app, office, {domain: 'fire'});
	t.is((await get(`count=true&area=${office.communities[0]}`)).body.total, 6);
	t.is((await get(`count=true&area=${office.communities[1]}`)).body.total, 0);
	t.is((await get('count=true&kind=entertainment')).body.total, 1);
	t.is((await get(`count=true&q=${encodeURIComponent('白杨')}`)).body.total, 5);
	t.is((await get(`count=true&q=${encodeURIComponent('bar%')}`)).body.total, 1);
	t.is((await get('count=true&q=%25%25')).body.total, 0);
	t.is((await get('count=true&q=d00000')).body.total, 6);
	t.is((await get(`q=${encodeURIComponent('白')}`)).status, 422);
	t.is((await get('q=a%00b')).status, 400);
	t.deepEqual(
		(await get('openHazards=true')).body.items.map((site: {id: string; openHazards: number}) => [site.id, site.openHazards]),
		[[siteId, 1]],
	);
	t.is((await get('openHazards=false&count=true')).body.total, 5);
	const names: string[] = [];
	for (let next = ''; ; ) {
		const {body} = await get(`limit=2${next && `&after=${next}`}`);
		names.push(...body.items.map((site: {name: string}) => site.name));
		if (!body.next) break;
		next = body.next;
	}
	t.deepEqual(names, ['乙 Bar%', '甲1店', '甲2店', '甲3店', '甲4店', '甲5店']);
	t.is((await get('after=bm9uc2Vuc2U')).status, 400);
});

eachEngine('A new occupant follows the present one, and only from a day after him', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const path = `/api/sites/${siteId}/occupancies`;
	await withSite(app, office, {occupant, startsOn: '2026-01-01'});
	const next = {id: idOf('occupancy'), name: '新店', responsible: '韦某', phone: '021-00001111', fromOn: '2026-03-01'};
	const moved = await app.send('POST', path, {as: office.manager, body: next});
	t.is(moved.status, 201);
	t.is(moved.body.site.version, 2);
	t.is(moved.body.site.occupant.name, '新店');
	t.deepEqual((await app.send('POST', path, {as: office.manager, body: next})).body, moved.body);
	t.is((await app.send('POST', path, {as: office.manager, body: {...next, name: '别的'}})).body.code, 'id-taken');
	const {body} = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.manager});
	t.deepEqual(
		body.occupancies.map((one: {name: string; fromOn: string; toOn: string | null}) => [one.name, one.fromOn, one.toOn]),
		[
			['新店', '2026-03-01', null],
			['桦苑小吃店', '2026-01-01', '2026-02-28'],
		],
	);
	const early = {...next, id: idOf('early'), uscc: 'X', fromOn: '2026-03-01'};
	const refused = await app.send('POST', path, {as: office.manager, body: early});
	t.deepEqual(
		refused.body.errors.map((fault: {path: string}) => fault.path),
		['/uscc', '/fromOn'],
	);
	t.is((await app.send('POST', path, {as: office.manager, body: {...next, id: idOf('far'), fromOn: '2027-01-01'}})).status, 422);
	const stale = {...next, id: idOf('stale'), fromOn: '2026-03-02', version: 1};
	t.is((await app.send('POST', path, {as: office.manager, body: stale})).status, 409);
});

eachEngine('An occupant saved with the site is put right under the same name and followed under another', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office, {occupant, startsOn: '2026-01-01'});
	await withSite(app, office, {occupant: {...occupant, phone: '13900004321'}, version: 1});
	await withSite(app, office, {occupant: {name: '另一家', responsible: '祝某', phone: '021-00002222'}, version: 2});
	await withSite(app, office, {occupant: null, version: 3});
	const {body} = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.manager});
	t.is(body.site.occupant, null);
	t.deepEqual(
		body.occupancies.map((one: {name: string; phone: string; fromOn: string; toOn: string}) => [one.name, one.fromOn, one.toOn]),
		[
			['另一家', '2026-03-02', '2026-03-02'],
			['桦苑小吃店', '2026-01-01', '2026-03-01'],
		],
	);
	t.is(body.occupancies[1].phone, '13900004321');
});

eachEngine('The auditor sees an occupant’s phone masked, the administrator does not see it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office, {occupant});
	const phoneFor = async (as: Office['manager']) => (await app.send('GET', `/api/sites/${siteId}`, {as})).body.occupant.phone;
	t.is(await phoneFor(office.leader), occupant.phone);
	t.is(await phoneFor(office.auditor), '138****1234');
	t.is(await phoneFor(office.administrator), null);
	const file = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.auditor});
	t.is(file.body.occupancies[0].phone, '138****1234');
});
