import {readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import sharp from 'sharp';
import {plusMilliseconds} from '../../src/domain/days.ts';
import {root} from '../../src/root.ts';
import {findHazard, saveHazard} from '../../src/store/hazards/hazards.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, sha, startFiling} from '../helpers/filing.ts';
import {fakeNotice} from '../helpers/hazards.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace, type Place} from '../helpers/places.ts';

type Shown = {code: string; detail: string; evidence: Record<string, unknown>};
type Metadata = Record<string, {takenAt?: string; position?: {lat: number; lng: number; accuracy?: number} | 'no-signal'}>;

const scenes = [1, 2, 3].map(n => readFileSync(path.join(root, `db/seeds/demo/photos/h${n}.jpg`)));
/** A scene as it comes out of a camera, with bytes of its own for every quality. */
const shot = async (scene: number, quality: number) => sharp(scenes[scene]!).resize(640).jpeg({quality}).toBuffer();

async function start(t: Parameters<typeof startFiling>[0], kind: Parameters<typeof startFiling>[1]) {
	const {app, office, place, pair} = await startFiling(t, kind);
	const upload = async (bytes: Buffer) => {
		await app.send('PUT', `/api/photos/${sha(bytes)}`, {as: office.inspector1, body: bytes});
		return sha(bytes);
	};
	/** Files one failed F01 with these photos; the hazard as the manager sees it. */
	const find = async (name: string, photos: string[], {at = place, metadata}: {at?: Place; metadata?: Metadata} = {}) => {
		const answers = {F01: {result: 'fail' as const, note: '堆放纸箱', photos}};
		const more = metadata ? {photos: metadata as never} : {};
		const body = makeFiling(app, {place: at, inspectors: pair, answers, more});
		const filed = await app.send('PUT', inspectionPath(name), {as: office.inspector1, body});
		return see((filed.body as {hazards: Array<{id: string}>}).hazards[0]!.id);
	};
	const see = async (id: string, as = office.manager) => (await app.send('GET', `/api/hazards/${id}`, {as})).body;
	const move = async (id: string, name: string, as: {id: string}, body: object = {}) =>
		app.send('POST', `/api/hazards/${id}/${name}`, {as, body});
	const atWork = async (id: string) => {
		await move(id, 'confirmation', office.manager);
		await fakeNotice(app, office, id);
	};
	return {app, office, place, upload, find, see, move, atWork};
}

const flag = ({flags}: {flags: Shown[]}, code: string) => flags.find(each => each.code === code);
const codes = ({flags}: {flags: Shown[]}) => flags.map(({code}) => code);

eachEngine('the same photo at a second hazard is a sign there, at the filing; the first is left alone', async (t, kind) => {
	const {app, office, find, see} = await start(t, kind);
	const other = await makePlace(app, office, {name: '隔壁商店', community: 1});
	const photo = 'ab'.repeat(32);
	const first = await find('a', [photo]);
	const second = await find('b', [photo], {at: other});
	t.deepEqual(codes(first), []);
	t.deepEqual(flag(second, 'same-photo'), {
		code: 'same-photo',
		detail: `照片已用于${first.number}。`,
		evidence: {photos: [photo], hazards: [{id: first.id, number: first.number}]},
	});
	t.deepEqual(codes(await see(first.id)), []);
	const {body: listed} = await app.send('GET', '/api/lists/hazards', {as: office.manager});
	t.true(JSON.stringify(listed.rows).includes(`照片已用于${first.number}`));
	t.false('signs' in second.facts);
	const grant = {personId: office.manager2.id, areaId: office.communities[1], fromOn: '2020-01-01'};
	const old = `/api/grants/${idOf(`manager2/${office.communities[0]}`)}`;
	await app.send('PUT', old, {as: office.administrator, body: {toOn: '2026-01-01', version: 1}});
	await app.send('PUT', `/api/grants/${idOf('grant')}`, {as: office.administrator, body: grant});
	const hidden = flag(await see(second.id, office.manager2), 'same-photo')!;
	t.is(hidden.detail, '照片已用于其他隐患。');
	t.deepEqual(hidden.evidence.hazards, [{id: null, number: null}]);
	const entry = await app.services
		.reader('journal')
		.where({subject: `hazard:${second.id}`})
		.first();
	t.false(entry.after.includes(first.number), 'the journal names it by id only');
});

eachEngine('a look-alike is found whichever of the two photos arrives last', async (t, kind) => {
	const {app, office, upload, find, see} = await start(t, kind);
	const [one, again, late] = [await shot(0, 80), await shot(0, 50), await shot(0, 35)];
	const other = await makePlace(app, office, {name: '隔壁商店'});
	const third = await makePlace(app, office, {name: '对面商店'});
	const first = await find('a', [await upload(one)]);
	const second = await find('b', [sha(again)], {at: other});
	t.deepEqual(codes(second), []);
	await upload(again);
	const seen = await see(second.id);
	t.deepEqual(flag(seen, 'look-alike')!.evidence, {
		photos: [sha(again), sha(one)],
		hazards: [{id: first.id, number: first.number}],
	});
	t.like(seen.journal.at(-1), {action: 'photo-arrived', actorName: '系统', version: 2});
	const unseen = await find('c', [sha(late), await upload(await shot(1, 80))], {at: third});
	const fourth = await find('d', [await upload(await shot(1, 60))], {at: await makePlace(app, office, {name: '角店'})});
	t.deepEqual(flag(fourth, 'look-alike')!.evidence.hazards, [{id: unseen.id, number: unseen.number}]);
	await upload(late);
	t.deepEqual(flag(await see(unseen.id), 'look-alike')!.evidence.photos, [sha(late), sha(one), sha(again)]);
	t.deepEqual(codes(await see(first.id)), [], 'it was there first');
});

eachEngine('when and where: what the filing says, or else the photo itself', async (t, kind) => {
	const {app, office, place, find, upload} = await start(t, kind);
	const position = {lat: 31.21, lng: 121.4};
	await app.send('PUT', `/api/sites/${place.siteId}`, {as: office.administrator, body: {position, version: 1}});
	const exif = {
		IFD2: {DateTimeOriginal: '2026:02:01 10:00:00'},
		IFD3: {GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 12/1', GPSLongitudeRef: 'E', GPSLongitude: '121/1 24/1 0/1'},
	};
	const told = await sharp(scenes[0]!).withExif(exif).jpeg().toBuffer();
	const filed = await find('a', [await upload(told)]);
	t.is(flag(filed, 'taken-before')!.detail, '照片摄于2026-02-01 10:00，早于发现隐患的时间。');
	t.is(flag(filed, 'far-from-site')!.evidence.metres, 1112);
	const [takenAt, near] = [app.clock.now(), {lat: 31.2104, lng: 121.4}];
	const metadata = {[sha(told)]: {takenAt, position: near}};
	const other = await makePlace(app, office, {name: '隔壁商店'});
	await app.send('PUT', `/api/sites/${other.siteId}`, {as: office.administrator, body: {position, version: 1}});
	const again = await sharp(scenes[1]!).withExif(exif).jpeg().toBuffer();
	const corrected = await find('b', [await upload(again)], {at: other, metadata: {[sha(again)]: metadata[sha(told)]!}});
	t.deepEqual(codes(corrected), []);
	const bare = sha(await shot(2, 70));
	const said = await find('c', [bare], {
		at: other,
		metadata: {[bare]: {takenAt: plusMilliseconds(takenAt, -3 * 86_400_000), position: {lat: 31.22, lng: 121.4, accuracy: 1200}}},
	});
	t.deepEqual(codes(said), ['taken-before'], 'its accuracy covers the distance');
});

eachEngine('signs gathered on the way ask for a reason at close-out, and stand as they stood then', async (t, kind) => {
	const {app, office, find, upload, move, atWork, see} = await start(t, kind);
	const before = await upload(await shot(0, 80));
	const {id} = await find('a', [before]);
	await atWork(id);
	const early = app.clock.now();
	app.clock.forward(60_000);
	const copy = await upload(await shot(0, 45));
	const reported = await move(id, 'rectification-reports', office.manager, {text: '已清除', photos: [copy]});
	t.deepEqual(codes(reported.body), ['on-behalf', 'look-alike']);
	t.deepEqual(flag(reported.body, 'look-alike')!.evidence, {photos: [copy, before]});
	app.clock.forward(4 * 60_000);
	const seen = {inspectors: [office.inspector2.id], result: 'pass', photos: [copy]};
	const passed = await move(id, 'reinspections', office.inspector2, seen);
	t.deepEqual(codes(passed.body), ['on-behalf', 'same-hands', 'same-photo', 'look-alike', 'within-minutes']);
	t.like(flag(passed.body, 'within-minutes'), {detail: '报告整改完成后4分钟即复查合格。', evidence: {minutes: 4}});
	t.deepEqual(flag(passed.body, 'same-hands')!.evidence.people, [office.inspector2.id]);
	t.deepEqual((await move(id, 'close-out', office.manager, {cause: 'rule'})).body.missing, ['/reason']);
	t.is((await move(id, 'close-out', office.manager, {cause: 'rule', reason: '已到现场核实'})).status, 200);
	t.true(codes(await see(id)).includes('within-minutes'));
	const list = async (query: string) => {
		const {status, body} = await app.send('GET', `/api/hazards?state=all&${query}`, {as: office.manager});
		return status === 200 ? body.items.map((item: {id: string}) => item.id) : status;
	};
	const {id: plain} = await find('b', ['ef'.repeat(32)]);
	t.deepEqual(await list('flagged=true'), [id]);
	t.deepEqual(await list('flagged=false'), [plain]);
	t.deepEqual(await list('flag=look-alike'), [id]);
	t.deepEqual(await list('flag=third-time'), []);
	t.is(await list('flag=unknown'), 400);
	t.is(await list(`flagged=true&asOf=${early}`), 422);
	const then = await app.send('GET', `/api/hazards?asOf=${early}`, {as: office.manager});
	t.deepEqual(codes(then.body.items[0]), []);
});

eachEngine('what two filings at once did not see of each other, the confirmation sees', async (t, kind) => {
	const {app, office, upload, find, see, move} = await start(t, kind);
	const photo = await upload(await shot(0, 80));
	const first = await find('a', [photo]);
	const second = await find('b', [photo], {at: await makePlace(app, office, {name: '隔壁商店'})});
	await app.services.queue.submit(async db => {
		const {signs: _, ...facts} = (await findHazard(db, second.id))!.facts;
		const blind = {...(await findHazard(db, second.id))!, facts, version: 2};
		await saveHazard(db, app.contextOf(office.administrator), blind, {action: 'filed-at-once'});
	});
	t.deepEqual(codes(await see(second.id)), []);
	const confirmed = await move(second.id, 'confirmation', office.manager);
	t.deepEqual(flag(confirmed.body, 'same-photo')!.evidence.hazards, [{id: first.id, number: first.number}]);
	t.deepEqual(codes((await move(first.id, 'confirmation', office.manager)).body), []);
});

eachEngine('the third time within a year, told at the filing and at the look-back', async (t, kind) => {
	const {app, find, upload, move, atWork, office} = await start(t, kind);
	app.clock.set('2025-06-02');
	t.deepEqual(codes(await find('a', [sha(await shot(0, 80))])), []);
	app.clock.set('2025-12-02');
	const second = await find('b', [await upload(await shot(1, 80))]);
	t.deepEqual(codes(second), []);
	app.clock.set('2026-03-02');
	const third = await find('c', [sha(await shot(2, 80))]);
	t.like(flag(third, 'third-time'), {evidence: {times: 3, days: 365}});
	t.is((flag(third, 'third-time')!.evidence.hazards as unknown[]).length, 2);
	await atWork(second.id);
	await move(second.id, 'rectification-reports', office.manager, {text: '已清除', photos: [await upload(await shot(2, 50))]});
	app.clock.forward(3_600_000);
	const photos = [await upload(await shot(2, 40))];
	await move(second.id, 'reinspections', office.inspector2, {inspectors: [office.inspector2.id], result: 'pass', photos});
	await move(second.id, 'close-out', office.manager, {cause: 'rule', reason: '已核实'});
	app.clock.set('2026-05-04');
	await move(second.id, 'lookbacks', office.inspector1, {result: 'recurred', photos: [await upload(await shot(2, 30))]});
	const {items} = (await app.send('GET', '/api/hazards', {as: office.manager})).body;
	const back = items.find(({recurrenceOf}: {recurrenceOf: string}) => recurrenceOf === second.id);
	t.is(flag(back, 'third-time')!.evidence.times, 4);
	t.is(flag(back, 'recurrence')!.detail, `回头看或再次检查发现的复发隐患（原隐患：${second.number}）。`);
});

eachEngine('a limit that the office changed holds from then on', async (t, kind) => {
	const {app, office, find, place, upload} = await start(t, kind);
	const as = office.administrator;
	const position = {lat: 31.21, lng: 121.4};
	await app.send('PUT', `/api/sites/${place.siteId}`, {as, body: {position, version: 1}});
	const value = {metres: 50, minutes: 10, likenessBits: 3};
	const far = async (name: string, scene: number) => {
		const photo = await upload(await shot(scene, 70));
		return find(name, [photo], {metadata: {[photo]: {position: {lat: 31.211, lng: 121.4}}}});
	};
	const before = await far('a', 0);
	t.deepEqual(codes(before), []);
	t.is(
		(await app.send('PUT', '/api/tables/integrity', {as, body: {value: {...value, likenessBits: 9}, source: '会议'}})).status,
		422,
	);
	await app.send('PUT', '/api/tables/integrity', {as, body: {value, source: '会议纪要'}});
	t.is((await app.send('POST', '/api/tables/integrity/publication', {as, body: {version: 1}})).status, 200);
	t.like(flag(await far('b', 1), 'far-from-site'), {detail: '照片位置距场所约111米。'});
});

test('many filings at once that share a photo: each names those before it, the first none', async t => {
	const {app, office, see} = await start(t, 'sqlite');
	const places = await Promise.all([1, 2, 3, 4, 5, 6].map(async n => makePlace(app, office, {name: `第${n}店`})));
	const photo = 'cd'.repeat(32);
	const answers = {F01: {result: 'fail' as const, note: '堆放', photos: [photo]}};
	const filed = await Promise.all(
		places.map(async (place, i) =>
			app.send('PUT', inspectionPath(`p${i}`), {
				as: office.inspector1,
				body: makeFiling(app, {place, inspectors: [office.inspector1, office.inspector2], answers}),
			}),
		),
	);
	const hazards = await Promise.all(filed.map(async ({body}) => see(body.hazards[0].id)));
	const named = hazards
		.sort((a, b) => (a.number < b.number ? -1 : 1))
		.map(hazard => ((flag(hazard, 'same-photo')?.evidence.hazards as unknown[]) ?? []).length);
	t.deepEqual(named, [0, 1, 2, 3, 4, 5]);
});
