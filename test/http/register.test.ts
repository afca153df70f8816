import test from 'ava';
import {controlFaults, levelInForce, raising, settleControls} from '../../src/domain/risk-point.ts';
import {usccCheck} from '../../src/domain/uscc.ts';
import {loadForms} from '../../src/forms.ts';
import {findHazard, insertHazards} from '../../src/store/hazards.ts';
import {journalOf} from '../../src/store/journal.ts';
import {select} from '../../src/store/rows.ts';
import {found} from '../domain/hazards.ts';
import {type App, startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, makeOffice, type Office} from '../helpers/office.ts';

const stem = '91310105MA1FW000X';
const uscc = stem + usccCheck(stem);
const occupant = {name: '桦苑小吃店', uscc, responsible: '蒋某', phone: '13800001234'};
const siteId = idOf('site');
const pointId = idOf('point');

const siteBody = (office: Office, more: Record<string, unknown> = {}) => ({
	name: '桦苑小吃',
	kind: 'restaurant',
	areaId: office.communities[0],
	address: '新桦路12号',
	...more,
});
const pointBody = (more: Record<string, unknown> = {}) => ({
	siteId,
	domain: 'fire',
	name: '疏散楼梯',
	place: '二楼',
	attributes: {area: 120, crowded: true, sprinkler: '无'},
	events: ['火灾'],
	controls: [{kind: 'management', text: '每日巡查', owner: '店长', items: ['F01']}],
	...more,
});
const lec = (L: number, E: number, C: number, more: Record<string, unknown> = {}) => ({
	method: 'lec@1',
	factors: {L, E, C},
	...more,
});

async function open(t: Parameters<typeof startApp>[0], kind: 'sqlite' | 'postgres') {
	const app = await startApp(t, {kind});
	return {app, office: await makeOffice(app)};
}

async function withSite(app: App, office: Office, more: Record<string, unknown> = {}, id = siteId) {
	return app.send('PUT', `/api/sites/${id}`, {as: office.manager, body: siteBody(office, more)});
}

async function withPoint(app: App, office: Office, more: Record<string, unknown> = {}, id = pointId) {
	return app.send('PUT', `/api/risk-points/${id}`, {as: office.manager, body: pointBody(more)});
}

async function withHazard(app: App, office: Office, changes: Parameters<typeof found>[0], name = 'hazard') {
	const hazard = found({
		id: idOf(name),
		number: `YH-XH-2026-${name}`,
		siteId,
		riskPointId: pointId,
		inspectionId: '',
		communityId: office.communities[0]!,
		...changes,
	});
	const act = app.contextOf(office.inspector1);
	await app.services.queue.submit(async db => insertHazards(db, [{act, hazard, searchText: hazard.description}]));
	return hazard;
}

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

eachEngine('A site that changes community takes its points, slots and open hazards with it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	await withHazard(app, office, {grade: 'major'}, 'open');
	await withHazard(app, office, {state: 'closed', endedAt: '2026-03-01T00:00:00.000Z', closure: 'reinspected'}, 'closed');
	const moved = await withSite(app, office, {areaId: office.communities[1], version: 1});
	t.is(moved.status, 200);
	t.is(moved.body.communityId, office.communities[1]);
	const point = await app.send('GET', `/api/risk-points/${pointId}`, {as: office.manager});
	t.is(point.body.communityId, office.communities[1]);
	t.is(point.body.version, 2);
	const hazard = await findHazard(app.services.reader, idOf('open'));
	t.is(hazard?.communityId, office.communities[1]);
	t.is(hazard?.version, 2);
	t.is((await journalOf(app.services.reader, `hazard:${idOf('open')}`)).at(-1)?.action, 'relocation');
	t.is((await findHazard(app.services.reader, idOf('closed')))?.communityId, office.communities[0]);
	t.is((await app.send('GET', `/api/risk-points/${pointId}`, {as: office.manager2})).status, 404);
});

eachEngine('A risk point is made with a label and controls that keep their ids', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	const made = await withPoint(app, office);
	t.is(made.status, 201);
	t.regex(made.body.label, /^F000001-\d$/);
	t.is(made.body.level, null);
	t.is(made.body.controlLevel, null);
	t.is((await withPoint(app, office)).body.version, 1);
	t.is((await withPoint(app, office, {place: '三楼'})).status, 428);
	t.is((await withPoint(app, office, {place: '三楼', version: 9})).status, 409);
	const more = [
		{kind: 'management', text: '每日巡查', owner: '店长', items: ['F01', 'F02'], level: 'self'},
		{kind: 'training', text: '培训', owner: '店长'},
	];
	const changed = await withPoint(app, office, {controls: more, version: 1});
	t.is(changed.body.controls[0].id, made.body.controls[0].id);
	t.is(new Set(changed.body.controls.map((control: {id: string}) => control.id)).size, 2);
	t.is((await withPoint(app, office, {siteId: idOf('elsewhere'), domain: 'gas', version: 2})).body.errors.length, 2);
});

eachEngine('Everything wrong with a risk point is named at once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	const body = JSON.stringify(
		pointBody({
			attributes: {area: 'large', crowded: 1, sprinkler: '也许', ghost: 1},
			controls: [{kind: 'management', text: '巡查', owner: '店长', items: ['F01', 'G01', 'X99']}],
		}),
	).replace('"ghost":1', '"__proto__":1,"constructor":"x"');
	const wrong = await app.send('PUT', `/api/risk-points/${pointId}`, {as: office.manager, body});
	t.is(wrong.status, 422);
	t.deepEqual(wrong.body.errors.map((fault: {path: string}) => fault.path).sort(), [
		'/attributes/__proto__',
		'/attributes/area',
		'/attributes/constructor',
		'/attributes/crowded',
		'/attributes/sprinkler',
		'/controls/0/items/1',
		'/controls/0/items/2',
	]);
	t.is((await withPoint(app, office, {domain: 'magic'})).body.errors[0].path, '/domain');
	t.is((await withPoint(app, office, {siteId: idOf('nowhere')})).status, 404);
	t.is((await withPoint(app, office, {controls: [{kind: 'hope', text: '愿', owner: '我'}]})).status, 400);
});

eachEngine('A risk point out of scope by community or domain is 404, and absent from list, search and count', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office, {areaId: office.communities[2]});
	await withPoint(app, office);
	await withPoint(app, office, {domain: 'underground', attributes: {}, controls: []}, idOf('below'));
	const get = async (path: string, as = office.inspector3) => app.send('GET', `/api/risk-points${path}`, {as});
	t.is((await get(`/${pointId}`)).status, 200);
	t.is((await get(`/${idOf('below')}`)).status, 404);
	t.is((await get(`/${idOf('below')}/assessments`)).status, 404);
	t.is((await get(`?site=${siteId}&count=true`)).body.total, 1);
	t.is((await get(`?q=${encodeURIComponent('楼梯')}&count=true`)).body.total, 1);
	t.is((await get('?domain=underground&count=true')).body.total, 0);
	t.is((await get(`/${pointId}`, office.manager2)).status, 404);
	t.is((await get('?count=true', office.manager2)).body.total, 0);
	t.is((await get(`?area=${office.communities[2]}&count=true`, office.manager)).body.total, 2);
	t.is((await get('?limit=1', office.manager)).body.items.length, 1);
	t.is((await get('?q=a', office.manager)).status, 422);
	const path = `/api/risk-points/${idOf('below')}/assessments`;
	t.is((await app.send('POST', path, {as: office.inspector3, body: lec(6, 6, 15)})).status, 404);
	const mine = await app.send('PUT', `/api/risk-points/${pointId}`, {
		as: office.manager2,
		body: pointBody({name: '别人的', version: 1}),
	});
	t.is(mine.status, 404);
	t.is((await app.send('PUT', `/api/risk-points/${idOf('new')}`, {as: office.manager2, body: pointBody()})).status, 404);
	const file = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.inspector3});
	t.deepEqual(
		file.body.riskPoints.map((point: {id: string}) => point.id),
		[pointId],
	);
});

eachEngine('An assessment keeps the sentences picked and sets the level with its control level', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	const path = `/api/risk-points/${pointId}/assessments`;
	const body = lec(6, 6, 15, {id: idOf('assessment')});
	const made = await app.send('POST', path, {as: office.inspector1, body});
	t.is(made.status, 201);
	t.like(made.body, {score: 540, level: 'major', state: 'in-force', sentences: {L: '相当可能'}});
	t.deepEqual((await app.send('POST', path, {as: office.inspector1, body})).body, made.body);
	const point = await app.send('GET', `/api/risk-points/${pointId}`, {as: office.inspector1});
	t.like(point.body, {level: 'major', assessedLevel: 'major', controlLevel: 'district', version: 2, raisedBy: []});
	const unlisted = await app.send('POST', path, {as: office.inspector1, body: {method: 'lec@1', factors: {L: 5, E: 6, X: 1}}});
	t.is(unlisted.status, 422);
	t.deepEqual(unlisted.body.errors.map((fault: {path: string}) => fault.path).sort(), ['/factors/C', '/factors/L', '/factors/X']);
	t.is(
		(await app.send('POST', path, {as: office.inspector1, body: {...lec(6, 6, 15), method: 'lec@9'}})).body.errors[0].path,
		'/method',
	);
	t.is((await app.send('POST', path, {as: office.leader, body: lec(6, 6, 15)})).body.code, 'role');
	t.is((await app.send('POST', path, {as: office.manager, body: lec(6, 6, 15, {version: 1})})).status, 409);
	t.is((await app.send('GET', '/api/risk-points?level=major&count=true', {as: office.manager})).body.total, 1);
	t.is((await app.send('GET', '/api/risk-points?level=low&count=true', {as: office.manager})).body.total, 0);
});

eachEngine('Lowering a level needs a reason and a second person', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	const path = `/api/risk-points/${pointId}/assessments`;
	const assess = async (as: Office['manager'], body: unknown) => app.send('POST', path, {as, body});
	const decide = async (as: Office['manager'], id: string, approved: boolean) =>
		app.send('POST', `${path}/${id}/decision`, {as, body: {approved, reason: '已现场核实'}});
	const level = async () => (await app.send('GET', `/api/risk-points/${pointId}`, {as: office.manager})).body.level;
	const first = await assess(office.manager, lec(6, 6, 15));
	t.is((await assess(office.manager, lec(1, 6, 15))).body.errors[0].path, '/reason');
	const waiting = await assess(office.manager, lec(1, 6, 15, {reason: '已加装喷淋'}));
	t.is(waiting.body.state, 'waiting');
	t.is(await level(), 'major');
	t.is((await decide(office.manager, waiting.body.id, true)).body.code, 'wrong-person');
	t.is((await decide(office.inspector1, waiting.body.id, true)).body.code, 'role');
	t.is((await decide(office.manager2, idOf('no'), true)).status, 404);
	t.is((await decide(office.leader, waiting.body.id, false)).body.state, 'refused');
	t.is((await decide(office.leader, waiting.body.id, true)).body.code, 'illegal-state');
	const stale = await assess(office.inspector1, lec(3, 6, 15, {reason: '再评'}));
	const second = await assess(office.inspector1, lec(1, 6, 15, {reason: '再评'}));
	t.is((await decide(office.leader, stale.body.id, true)).body.state, 'superseded');
	const approved = await decide(office.manager2, second.body.id, true);
	t.like(approved.body, {state: 'in-force', level: 'moderate', decidedBy: office.manager2.id, decisionReason: '已现场核实'});
	t.is(await level(), 'moderate');
	const history = await app.send('GET', path, {as: office.auditor});
	t.deepEqual(
		history.body.items.map((one: {id: string; state: string}) => [one.id, one.state]),
		[
			[second.body.id, 'in-force'],
			[stale.body.id, 'superseded'],
			[waiting.body.id, 'refused'],
			[first.body.id, 'superseded'],
		],
	);
	t.is((await journalOf(app.services.reader, `assessment:${second.body.id}`)).length, 2);
	t.is((await journalOf(app.services.reader, `risk-point:${pointId}`)).length, 3);
});

eachEngine('An open major or suspected-major hazard raises the level, and says so', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	await app.send('POST', `/api/risk-points/${pointId}/assessments`, {as: office.inspector1, body: lec(1, 1, 1)});
	await withHazard(app, office, {grade: 'general'}, 'small');
	const see = async () => (await app.send('GET', `/api/risk-points/${pointId}`, {as: office.inspector1})).body;
	t.like(await see(), {level: 'low', controlLevel: 'self', raisedBy: []});
	const hazard = await withHazard(app, office, {grade: 'suspected-major', redFlag: true}, 'grave');
	t.like(await see(), {level: 'major', assessedLevel: 'low', controlLevel: 'district'});
	t.deepEqual((await see()).raisedBy, [{hazardId: hazard.id, number: hazard.number, grade: 'suspected-major'}]);
	t.is((await app.send('GET', '/api/risk-points?level=major&count=true', {as: office.manager})).body.total, 1);
	t.is((await app.send('GET', '/api/risk-points?level=low&count=true', {as: office.manager})).body.total, 0);
	const file = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.inspector1});
	t.deepEqual(
		file.body.openHazards.map((line: {number: string; redFlag: boolean; overdue: boolean}) => [line.redFlag, line.overdue]),
		[
			[true, false],
			[false, false],
		],
	);
	t.is(file.body.site.openHazards, 2);
});

test('The level in force is raised to major, never lowered, and an unassessed point is raised too', t => {
	t.is(levelInForce('low', []), 'low');
	t.is(levelInForce('low', [{grade: 'general'}]), 'low');
	t.is(levelInForce('low', [{grade: 'general'}, {grade: 'major'}]), 'major');
	t.is(levelInForce('major', [{grade: 'suspected-major'}]), 'major');
	t.is(levelInForce(null, []), null);
	t.is(levelInForce(null, [{grade: 'suspected-major'}]), 'major');
	t.is(raising([{grade: 'general'}, {grade: 'major'}]).length, 1);
});

test('A control without id keeps the id of its words, and no two share one', t => {
	const given = {kind: 'management', text: '巡查', owner: '店长'} as const;
	const [first] = settleControls('p', [given], []);
	t.deepEqual(settleControls('p', [{...given, owner: '经理'}], [first!])[0]?.id, first!.id);
	const reworded = {...first!, text: '改了'};
	const [again, kept] = settleControls('p', [given, reworded], [reworded]);
	t.is(kept!.id, first!.id);
	t.not(again!.id, first!.id);
	const twins = settleControls('p', [given, given], []);
	t.not(twins[0]!.id, twins[1]!.id);
	t.is(controlFaults(loadForms(), 'fire', [first!, first!]).length, 1);
});
