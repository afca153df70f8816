import {type GapCode, gapCodes, gapsOf} from '../../src/domain/register/gaps.ts';
import {findSites} from '../../src/store/register/sites.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {pathsOf, upload} from '../helpers/filing.ts';
import {idOf, makeOffice} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

const manager = {name: '滕某', phone: '13900001111'};
const letter = {signedOn: '2025-03-03', validTo: '2026-03-02'};

async function start(t: Parameters<typeof startApp>[0], kind: 'sqlite' | 'postgres') {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const put = async (siteId: string, body: object, as = office.manager) => app.send('PUT', `/api/sites/${siteId}`, {as, body});
	const get = async (path: string, as = office.manager) => (await app.send('GET', path, {as})).body;
	return {app, office, put, get};
}

type Row = {id: string; gaps: Array<{code: GapCode}>};
const ids = ({items}: {items: Row[]}) => items.map(({id}) => id).sort();

eachEngine('who looks after safety and what was signed stand on the site; telephones by role', async (t, kind) => {
	const {app, office, put, get} = await start(t, kind);
	const {siteId} = await makePlace(app, office);
	t.deepEqual(
		(await get(`/api/sites/${siteId}`)).gaps.map(({code}: {code: string}) => code),
		['no-safety-manager', 'no-letter'],
	);
	const wrong = {signedOn: '2026-03-09', validTo: '2026-03-01', photo: 'ab'.repeat(32)};
	const refused = await put(siteId, {responsibilityLetter: wrong, version: 1});
	t.is(refused.status, 422);
	const fields = ['signedOn', 'validTo', 'photo'];
	t.deepEqual(
		pathsOf(refused.body),
		fields.map(field => `/responsibilityLetter/${field}`),
	);
	const photo = await upload(app, office.inspector1, 5);
	const body = {safetyManager: manager, responsibilityLetter: {...letter, photo}, version: 1};
	const {body: site} = await put(siteId, body);
	t.like(site, {version: 2, safetyManager: manager, responsibilityLetter: {...letter, photo}, gaps: []});
	t.is((await put(siteId, {...body, version: 2})).body.version, 2, 'nothing new');
	t.is((await get(`/api/sites/${siteId}`, office.auditor)).safetyManager.phone, '139****1111');
	t.is((await get(`/api/sites/${siteId}`, office.administrator)).safetyManager.phone, null);
	const conflict = async (as: typeof office.manager) => (await put(siteId, {name: '别名', version: 1}, as)).body.current;
	t.is((await conflict(office.manager)).safetyManager.phone, manager.phone);
	t.deepEqual((await conflict(office.administrator)).safetyManager, {name: manager.name});
	t.is((await app.send('GET', `/api/photos/${photo}`, {as: office.manager2})).status, 200);
	t.is((await app.send('GET', `/api/photos/${photo}`, {as: office.inspector3})).status, 404);
	app.clock.set('2026-03-03');
	t.deepEqual((await get(`/api/sites/${siteId}/file`)).site.gaps, [
		{code: 'letter-expired', text: '安全责任书已于2026年3月2日到期。'},
	]);
	t.is((await put(siteId, {areaId: office.communities[2], version: 2})).body.version, 3);
	t.is((await app.send('GET', `/api/photos/${photo}`, {as: office.inspector3})).status, 200, 'the photo goes with its site');
	const cleared = await put(siteId, {responsibilityLetter: null, version: 3});
	t.is(cleared.body.responsibilityLetter, null);
});

eachEngine('another occupant answers for itself: the letter of the one before ends with it', async (t, kind) => {
	const {app, office, put} = await start(t, kind);
	const {siteId} = await makePlace(app, office);
	const signed = {safetyManager: manager, responsibilityLetter: letter};
	await put(siteId, {...signed, version: 1});
	const same = {name: '小满餐馆有限公司', responsible: '李店长', phone: '021-00004321'};
	t.like((await put(siteId, {occupant: same, version: 2})).body, {safetyManager: manager, version: 3});
	app.clock.set('2026-03-03');
	const other = {name: '大雪火锅店', responsible: '冬老板', phone: '021-00005555'};
	t.like((await put(siteId, {occupant: other, version: 3})).body, {safetyManager: null, responsibilityLetter: null, version: 4});
	await put(siteId, {...signed, version: 4});
	app.clock.set('2026-03-05');
	const moved = await app.send('POST', `/api/sites/${siteId}/occupancies`, {
		as: office.manager,
		body: {...other, name: '立春茶馆', fromOn: '2026-03-04'},
	});
	t.like(moved.body.site, {safetyManager: null, responsibilityLetter: null});
	const both = await put(siteId, {occupant: {...other, name: '惊蛰面馆'}, safetyManager: manager, version: 6});
	t.like(both.body, {safetyManager: manager, responsibilityLetter: null});
});

eachEngine('gaps are counted by community and listed, in scope, and the filter says what the domain says', async (t, kind) => {
	const {app, office, put, get} = await start(t, kind);
	const changes = [
		{},
		{safetyManager: manager},
		{responsibilityLetter: letter},
		{safetyManager: manager, responsibilityLetter: {...letter, validTo: '2026-03-01'}},
		{safetyManager: manager, responsibilityLetter: letter},
		{closedOn: '2026-03-02'},
		{closedOn: '2026-03-03', responsibilityLetter: {signedOn: '2026-01-01'}},
	];
	const sites: string[] = [];
	for (const [i, change] of changes.entries()) {
		const {siteId} = await makePlace(app, office, {name: `第${i}店`, community: i % 2});
		t.is((await put(siteId, {...change, version: 1})).status, 200);
		sites.push(siteId);
	}
	const known = await findSites(app.services.reader, sites);
	const having = (...codes: GapCode[]) =>
		sites.filter(id => gapsOf(known.get(id)!, '2026-03-02').some(({code}) => codes.includes(code))).sort();
	for (const gap of gapCodes) {
		t.true(having(gap).length > 0);
		t.deepEqual(ids(await get(`/api/sites?gap=${gap}`)), having(gap));
		t.deepEqual(ids(await get(`/api/gaps?gap=${gap}`)), having(gap));
	}
	t.deepEqual(ids(await get('/api/sites?gap=any')), having(...gapCodes));
	t.is((await app.send('GET', '/api/sites?gap=other', {as: office.manager})).status, 400);
	const all = await get('/api/gaps');
	t.deepEqual(all.total, {sites: 6, withGaps: 5, 'no-safety-manager': 3, 'no-letter': 2, 'letter-expired': 1});
	t.is(all.scope, null);
	t.deepEqual(
		all.communities.map(({name, sites: count, withGaps}: {name: string; sites: number; withGaps: number}) => [
			name,
			count,
			withGaps,
		]),
		[
			['桦苑第一居民区', 4, 3],
			['桦苑第二居民区', 2, 2],
		],
	);
	t.deepEqual(all.items.map(({gaps}: Row) => gaps.length).sort(), [1, 1, 1, 1, 2]);
	const first = await get('/api/gaps?limit=2');
	const second = await get(`/api/gaps?limit=200&after=${first.next}`);
	t.deepEqual([...ids(first), ...ids(second)].sort(), having(...gapCodes));
	const own = await get('/api/gaps', office.manager2);
	t.deepEqual([own.total.sites, own.communities.length, own.items.length], [4, 1, 3]);
	t.regex(own.scope, /范围/);
	const area = await get(`/api/gaps?area=${office.communities[1]}`);
	t.deepEqual([area.total.withGaps, area.items.length], [2, 2]);
	t.deepEqual((await get(`/api/gaps?area=${idOf('nowhere')}`)).total.sites, 0);
});
