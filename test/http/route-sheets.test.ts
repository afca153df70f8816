import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {fail, inspectionPath, makeFiling, makeSlot} from '../helpers/filing.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace, type Place} from '../helpers/places.ts';
import {pairId} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

const day = '2026-03-05';
const both = ({inspector1, inspector2}: Office) => [inspector1.id, inspector2.id];
const sheetsOf = async (app: App, as: {id: string}, query = `?day=${day}`) =>
	(await app.send('GET', `/api/route-sheets${query}`, {as})).body;

async function locate(app: App, office: Office, {siteId}: Place, lng: number | null, more: object = {}): Promise<void> {
	const {version} = (await app.send('GET', `/api/sites/${siteId}`, {as: office.manager})).body;
	const body = {position: lng === null ? null : {lat: 31.2, lng}, version, ...more};
	const {status} = await app.send('PUT', `/api/sites/${siteId}`, {as: office.manager, body});
	if (status !== 200) throw new Error(String(status));
}

/** Four shops along a street, named out of order. */
async function street(app: App, office: Office): Promise<Place[]> {
	const places: Place[] = [];
	for (const [name, lng] of [
		['东', 121.404],
		['西', 121.4],
		['中', 121.402],
		['次', 121.401],
	] as const) {
		const place = await makePlace(app, office, {name});
		await locate(app, office, place, lng);
		await makeSlot(app, {place, name, dueOn: day, people: both(office)});
		places.push(place);
	}
	return places;
}

eachEngine('a pair has its stops in walking order, from first to last, with what waits at each', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const east = await makePlace(app, office, {name: '东'});
	const body = makeFiling(app, {place: east, inspectors: [office.inspector1], answers: {F03: fail}});
	t.is((await app.send('PUT', inspectionPath('one'), {as: office.inspector1, body})).status, 201);
	await street(app, office);
	await makeSlot(app, {place: east, name: '再一项', dueOn: day, people: both(office)});
	const found = await sheetsOf(app, office.inspector1);
	t.is(found.sheets.length, 1);
	const [sheet] = found.sheets;
	t.like(sheet, {pairId, people: [{name: '沈一帆'}, {name: '顾二宁'}]});
	const names = sheet.stops.map(({site}: {site: {name: string}}) => site.name);
	t.deepEqual(names, ['东', '中', '次', '西']);
	t.deepEqual(
		sheet.stops.map(({order}: {order: number}) => order),
		[1, 2, 3, 4],
	);
	t.is(sheet.stops[0].metres, 0);
	t.true(sheet.stops.every(({metres}: {metres: number}) => metres < 250));
	t.is(
		sheet.metres,
		sheet.stops.reduce((sum: number, {metres}: {metres: number}) => sum + metres, 0),
	);
	t.is(
		sheet.minutes,
		sheet.stops.reduce((sum: number, {minutes}: {minutes: number}) => sum + minutes, 0),
	);
	const [first, second] = sheet.stops;
	t.is(first.points.length, 2);
	t.like(first, {site: {address: '桦苑路1号', occupant: '东有限公司'}, points: [{dueOn: day, overdue: false, outcome: 'open'}]});
	t.like(first.points[0].lastCheck, {on: '2026-03-02', failed: 1, number: 'JC-XH-2026-000001'});
	t.is(second.points[0].lastCheck, null);
	t.like(first.openHazards, {0: {state: 'registered', place: '一层'}, length: 1});
	const why = await app.send('GET', `/api/slots/${first.points[0].slotId}/why`, {as: office.inspector1});
	t.deepEqual(first.points[0].why, why.body.reasons);
	t.false(JSON.stringify(found).includes('0000123'));
});

eachEngine('sheets are kept apart by pair, person, day and scope, and say when they are not everything', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await street(app, office);
	const far = await makePlace(app, office, {name: '远', community: 2});
	await makeSlot(app, {place: far, name: '远', dueOn: day, people: [office.inspector3.id, office.manager.id]});
	await app.services.engine
		.writer('slots')
		.where({site_id: far.siteId})
		.update({pair_id: idOf('other pair')});
	const counts = async (as: {id: string}, query?: string) =>
		(await sheetsOf(app, as, query)).sheets.map(({stops}: {stops: unknown[]}) => stops.length).sort();
	t.deepEqual(await counts(office.manager), [1, 4]);
	t.is((await sheetsOf(app, office.manager)).scope, null);
	t.deepEqual(await counts(office.manager, `?day=${day}&pairId=${pairId}`), [4]);
	t.deepEqual(await counts(office.manager, `?day=${day}&personId=${office.inspector3.id}`), [1]);
	t.deepEqual(await counts(office.manager, `?day=${day}&personId=${office.inspector3.id}&pairId=${pairId}`), []);
	t.deepEqual(await counts(office.manager2), [4]);
	t.true((await sheetsOf(app, office.manager2)).scope.includes('范围'));
	t.deepEqual(await counts(office.inspector3), [1]);
	t.deepEqual(await counts(office.manager, '?day=2026-03-06'), []);
	t.deepEqual(await counts(office.manager, ''), []);
	await app.services.engine.writer('slots').where({site_id: far.siteId}).update({excused_on: '2026-03-02'});
	t.deepEqual(await counts(office.inspector3), []);
	t.is((await app.send('GET', '/api/route-sheets?day=2026-02-30', {as: office.manager})).status, 400);
	t.is((await app.send('GET', '/api/route-sheets?pairId=x', {as: office.manager})).status, 400);
	t.is((await app.send('GET', '/api/route-sheets', {as: office.gridWorker})).status, 403);
});

eachEngine('a site without position is a stop too, and no length is made up', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const [, west] = await street(app, office);
	await locate(app, office, west!, null);
	const [sheet] = (await sheetsOf(app, office.inspector1)).sheets;
	t.is(sheet.stops.length, 4);
	t.is(sheet.metres, null);
	t.true(sheet.stops.some(({metres}: {metres: number | null}) => metres === null));
});

eachEngine('the page prints what the data says, on A4, without scripts, and lets no text become markup', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const [east] = await street(app, office);
	await locate(app, office, east!, 121.404, {name: '<script>alert(1)</script>', address: '"一"号 & 院'});
	app.clock.set('2026-03-06');
	await app.services.engine.writer('slots').update({grace_on: '2026-03-09'});
	const path = `/d/route-sheets?day=${day}`;
	const {status, body, headers} = await app.send('GET', path, {as: office.manager});
	t.is(status, 200);
	t.true(headers.get('content-type')!.startsWith('text/html'));
	t.true(headers.get('content-security-policy')!.includes("default-src 'self'"));
	t.false(body.includes('<script'));
	for (const words of [
		'&lt;script&gt;',
		'&quot;一&quot;号 &amp; 院',
		'@page{size:A4',
		'2026年3月5日检查路线单',
		'演示',
		'已逾期',
	])
		t.true(body.includes(words), words);
	t.is(body.match(/class="stop"/g)!.length, 4);
	t.is(body.match(/□ 已查/g)!.length, 4);
	const empty = (await app.send('GET', '/d/route-sheets', {as: office.manager})).body;
	t.true(empty.includes('2026年3月6日没有安排检查'));
	const {warnings} = (await app.send('GET', `/api/route-sheets?day=${day}`, {as: office.inspector1})).body;
	t.regex(warnings[0], /2027年的放假安排/);
	for (const page of [body, empty]) t.true(page.includes(`<p class="alarm">${warnings[0]}</p>`));
	t.is((await app.send('GET', path)).status, 401);
});

eachEngine('the pack lists its slots by day in the same walking order', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const places = await street(app, office);
	await makeSlot(app, {place: places[2]!, name: '前一天', dueOn: '2026-03-04', people: both(office)});
	const {slots} = (await app.send('GET', '/api/pack', {as: office.inspector1})).body;
	const [sheet] = (await sheetsOf(app, office.inspector1)).sheets;
	t.deepEqual(
		slots.map(({siteId}: {siteId: string}) => siteId),
		[places[2]!.siteId, ...sheet.stops.map(({site}: {site: {id: string}}) => site.id)],
	);
});
