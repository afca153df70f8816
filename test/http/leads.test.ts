import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {countAll, countOf, makePhoto, pathsOf, upload} from '../helpers/filing.ts';
import {leadBody, leadPath, startLeads} from '../helpers/leads.ts';
import {idOf} from '../helpers/office.ts';

const numbersIn = ({body}: {body: {items: Array<{number: string}>}}) => body.items.map(({number}) => number.slice(-1));

eachEngine('a lead in three fields gets a number, once for the same content', async (t, kind) => {
	const {app, office, photo, file, see} = await startLeads(t, kind);
	const made = await file('one');
	t.is(made.status, 201);
	t.like(made.body, {
		number: 'XS-XH-2026-000001',
		state: 'received',
		stateName: '待处理',
		outcome: '已收到，等待处理。',
		place: '桦苑路12号旁弄堂',
		photos: [photo],
		awaited: [],
		site: null,
		community: null,
		reporter: {id: office.gridWorker.id, name: '巫格'},
		registeredAt: app.clock.now(),
		flags: [],
		moves: [],
		version: 1,
	});
	app.clock.forward(60_000);
	const again = await file('one');
	t.is(again.status, 200);
	t.deepEqual(again.body, made.body);
	t.like(await file('one', {text: '别的'}), {status: 409, body: {code: 'id-taken'}});
	t.like(await file('one', {}, office.inspector1), {status: 409, body: {code: 'id-taken'}});
	t.is((await file('two', {}, office.inspector1)).body.number, 'XS-XH-2026-000002');
	t.deepEqual((await see('one')).body, made.body);
	t.is(await countOf(app, 'leads'), 2);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('two that send the same lead at once make one', async (t, kind) => {
	const {app, file} = await startLeads(t, kind);
	const answers = await Promise.all([file('one'), file('one'), file('one')]);
	t.deepEqual(answers.map(({status}) => status).sort(), [200, 200, 201]);
	t.is(new Set(answers.map(({body}) => body.number)).size, 1);
	t.is(await countOf(app, 'leads'), 1);
});

eachEngine('a lead says where it is as far as it is known', async (t, kind) => {
	const {office, place, file} = await startLeads(t, kind);
	t.like((await file('site', {siteId: place.siteId, communityId: office.communities[2]})).body, {
		site: {id: place.siteId, name: '小满餐馆'},
		community: {id: place.communityId, name: '桦苑第一居民区'},
	});
	t.like((await file('community', {communityId: office.communities[1], position: 'no-signal'})).body, {
		community: {name: '桦苑第二居民区'},
		position: 'no-signal',
	});
	const spot = {lat: 31.2, lng: 121.4, accuracy: 20};
	t.like((await file('spot', {position: spot})).body, {community: null, position: spot});
});

eachEngine('a lead that cannot be one is refused with all its faults, and nothing is written', async (t, kind) => {
	const {app, office, file} = await startLeads(t, kind);
	const before = [...(await countAll(app)), await countOf(app, 'leads')];
	const bare = await app.send('PUT', leadPath('one'), {as: office.gridWorker, body: {colour: 'red', text: ' '}});
	t.is(bare.body.code, 'schema');
	t.deepEqual(pathsOf(bare.body).sort(), ['/colour', '/place', '/seenAt', '/text']);
	const unknown = await file('one', {siteId: idOf('nowhere'), communityId: idOf('subdistrict')});
	t.deepEqual([unknown.status, pathsOf(unknown.body)], [422, ['/siteId', '/communityId']]);
	t.is((await file('one', {place: '长'.repeat(201)})).status, 400);
	t.is((await file('one', {photos: Array.from({length: 10}, (_, i) => String(i).repeat(64))})).status, 400);
	t.is((await file('one', {position: {lat: 91, lng: 0}})).status, 400);
	t.is((await app.send('PUT', '/api/leads/one', {as: office.gridWorker, body: leadBody()})).status, 400);
	for (const as of [office.leader, office.auditor, office.administrator]) t.is((await file('one', {}, as)).body.code, 'role');
	t.deepEqual([...(await countAll(app)), await countOf(app, 'leads')], before);
});

eachEngine('a clock that is wrong and photos that are still to come are kept and marked', async (t, kind) => {
	const {app, office, file, see, move, hazardBody} = await startLeads(t, kind);
	t.like((await file('ahead', {seenAt: '2027-03-02T02:00:00.000Z'})).body.flags, [{code: 'clock'}]);
	t.like((await file('back', {seenAt: '2026-01-02T02:00:00.000Z'})).body.flags, [{code: 'clock'}]);
	const {bytes, sha256} = await makePhoto(99);
	const early = await file('early', {photos: [sha256]});
	t.like(early.body, {awaited: [sha256], flags: [{code: 'photo-awaited'}]});
	const refused = await move('early', 'hazard', hazardBody());
	t.like(refused.body, {code: 'photo-awaited', missing: [sha256]});
	await app.send('PUT', `/api/photos/${sha256}`, {as: office.gridWorker, body: bytes});
	t.like((await see('early')).body, {awaited: [], flags: []});
	t.is((await move('early', 'hazard', hazardBody())).status, 201);
	await move('ahead', 'hazard', hazardBody({item: 'F05'}));
	const [hazard] = (await app.send('GET', '/api/hazards?q=YH-XH-2026-000002', {as: office.manager})).body.items;
	t.is(hazard.foundOn, '2026-03-02');
});

eachEngine('a grid worker sees his own leads; staff those of their communities, their own and the unplaced', async (t, kind) => {
	const {app, office, file, list, see} = await startLeads(t, kind);
	const [one, , three] = office.communities;
	await file('1', {communityId: one});
	await file('2', {communityId: three});
	await file('3');
	await file('4', {communityId: three}, office.inspector1);
	t.deepEqual(numbersIn(await list()), ['3', '2', '1']);
	t.deepEqual(numbersIn(await list('', office.manager)), ['4', '3', '2', '1']);
	t.deepEqual(numbersIn(await list('', office.manager2)), ['3', '1']);
	t.deepEqual(numbersIn(await list('', office.inspector1)), ['4', '3', '1']);
	t.deepEqual(numbersIn(await list('?mine=true', office.inspector1)), ['4']);
	t.is((await see('4')).status, 404);
	t.is((await see('2', office.manager2)).status, 404);
	t.is((await see('4', office.inspector1)).status, 200);
	const other = await app.send('PUT', `/api/people/${idOf('grid2')}`, {
		as: office.administrator,
		body: {account: 'grid2', name: '吴二', roles: ['grid-worker'], fromOn: '2020-01-01'},
	});
	const granted = {personId: other.body.id, areaId: one, domains: null, fromOn: '2020-01-01'};
	await app.send('PUT', `/api/grants/${idOf('grant')}`, {as: office.administrator, body: granted});
	t.deepEqual(numbersIn(await list('', other.body)), []);
	const journal = async (as: {id: string}, name: string) =>
		(await app.send('GET', `/api/journal?subject=lead:${idOf(`lead/${name}`)}`, {as})).status;
	t.deepEqual([await journal(office.manager2, '1'), await journal(office.manager2, '2')], [200, 404]);
	t.deepEqual([await journal(office.manager2, '3'), await journal(office.inspector1, '4')], [200, 200]);
});

eachEngine('the photos of a lead are read by who may see the lead', async (t, kind) => {
	const {app, office, photo, file} = await startLeads(t, kind);
	const read = async (as: {id: string}, sha = photo) => (await app.send('GET', `/api/photos/${sha}?size=thumb`, {as})).status;
	t.deepEqual([await read(office.gridWorker), await read(office.manager2)], [200, 404]);
	await file('1', {communityId: office.communities[2]});
	t.deepEqual([await read(office.manager2), await read(office.manager), await read(office.inspector3)], [404, 200, 200]);
	await file('2');
	t.is(await read(office.manager2), 200);
	const own = await upload(app, office.inspector1, 8);
	await file('3', {photos: [own]}, office.inspector1);
	t.is(await read(office.gridWorker, own), 404);
	app.clock.forward(31 * 86_400_000);
	t.is(await read(office.gridWorker), 200);
});

eachEngine('leads are found by state, area, site, words and number, page by page', async (t, kind) => {
	const {office, place, file, list, move} = await startLeads(t, kind);
	await file('1', {siteId: place.siteId, text: '后厨堆油桶'});
	await file('2', {communityId: office.communities[1], place: '２号楼ABC室'});
	await file('3', {text: '下水道冒烟 100%'});
	await move('3', 'answer', {text: '是蒸汽，已请市政查看'});
	const by = async (query: string) => numbersIn(await list(query, office.manager));
	t.deepEqual(await by('?state=received'), ['2', '1']);
	t.deepEqual(await by('?state=answered'), ['3']);
	t.deepEqual(await by(`?area=${office.communities[0]}`), ['1']);
	t.deepEqual(await by(`?area=${idOf('subdistrict')}`), ['2', '1']);
	t.deepEqual(await by(`?site=${place.siteId}`), ['1']);
	t.deepEqual(await by(`?q=${encodeURIComponent('小满')}`), ['1']);
	t.deepEqual(await by('?q=2号楼abc'), ['2']);
	t.deepEqual(await by(`?q=${encodeURIComponent('0%')}`), ['3']);
	t.deepEqual(await by('?q=xs-xh-2026-000002'), ['2']);
	t.is((await list('?q=x', office.manager)).status, 422);
	const first = await list('?limit=2&count=true', office.manager);
	t.deepEqual([numbersIn(first), first.body.total], [['3', '2'], 3]);
	const second = await list(`?limit=2&after=${first.body.next}`, office.manager);
	t.deepEqual([numbersIn(second), second.body.next], [['1'], null]);
});

eachEngine('a site that moves takes the leads along that nobody has dealt with', async (t, kind) => {
	const {app, office, place, photo, file, see, move} = await startLeads(t, kind);
	await file('open', {siteId: place.siteId});
	await file('done', {siteId: place.siteId, photos: []});
	await move('done', 'answer', {text: '已处理'});
	const body = {areaId: office.communities[2], version: 1};
	t.is((await app.send('PUT', `/api/sites/${place.siteId}`, {as: office.manager, body})).status, 200);
	t.like((await see('open')).body, {community: {id: office.communities[2]}, version: 2});
	t.like((await see('done')).body, {community: {id: office.communities[0]}});
	t.is((await see('open', office.manager2)).status, 404);
	t.is((await app.send('GET', `/api/photos/${photo}`, {as: office.manager2})).status, 404);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});
