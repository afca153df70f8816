import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {crc32} from 'node:zlib';
import test from 'ava';
import sharp from 'sharp';
import {root} from '../../src/root.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {makePhoto, sha} from '../helpers/filing.ts';
import {makeOffice} from '../helpers/office.ts';

async function start(t: Parameters<typeof startApp>[0], kind: 'sqlite' | 'postgres' = 'sqlite') {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const put = async (bytes: Buffer, {name = sha(bytes), type = 'application/octet-stream'} = {}) =>
		app.send('PUT', `/api/photos/${name}`, {as: office.inspector1, body: bytes, headers: {'content-type': type}});
	return {app, office, put};
}

eachEngine('a photo is kept byte for byte: 201, then 200, one entry in the journal', async (t, kind) => {
	const {app, office, put} = await start(t, kind);
	const {bytes, sha256} = await makePhoto(1);
	const first = await put(bytes);
	t.is(first.status, 201);
	t.deepEqual(first.body, {sha256, type: 'image/jpeg', size: bytes.length, width: 64, height: 48});
	t.is((await put(bytes, {type: 'image/jpg'})).status, 200);
	const seen = await app.send('GET', `/api/photos/${sha256}`, {as: office.inspector1});
	t.deepEqual(seen.bytes, bytes);
	t.is(seen.headers.get('content-type'), 'image/jpeg');
	t.is(seen.headers.get('cache-control'), 'private, max-age=31536000, immutable');
	t.is(seen.headers.get('x-content-type-options'), 'nosniff');
	t.is((await app.services.reader('journal').where({subject: `photo:${sha256}`})).length, 1);
});

eachEngine('what a photo looks like, when and where it says it was taken are kept beside it', async (t, kind) => {
	const {app, put} = await start(t, kind);
	const scene = readFileSync(path.join(root, 'db/seeds/demo/photos/h1.jpg'));
	const IFD3 = {GPSLatitudeRef: 'N', GPSLatitude: '31/1 12/1 36/1', GPSLongitudeRef: 'E', GPSLongitude: '121/1 24/1 0/1'};
	const exif = {IFD2: {DateTimeOriginal: '2026:03:01 10:00:00', OffsetTimeOriginal: '+08:00'}, IFD3};
	const told = await sharp(scene).withExif(exif).jpeg().toBuffer();
	const broken = Buffer.concat([told.subarray(0, 12), Buffer.alloc(8), told.subarray(20)]);
	for (const bytes of [told, scene, broken, (await makePhoto(11)).bytes]) t.is((await put(bytes)).status, 201);
	const rows = await app.services.reader('photos').orderBy('seq');
	t.deepEqual([rows[0].taken_at, rows[0].lat, rows[0].lng, rows[0].accuracy], ['2026-03-01T02:00:00.000Z', 31.21, 121.4, null]);
	t.regex(rows[0].phash, /^[0-9a-f]{16}$/);
	t.deepEqual([1, 2, 3, 4].map(n => rows[0][`band_${n}`].toString(16).padStart(4, '0')).join(''), rows[0].phash);
	t.deepEqual([rows[1].taken_at, rows[1].lat, rows[1].phash === null], [null, null, false]);
	t.is(rows[2].taken_at, null, 'notes that cannot be read');
	t.deepEqual([rows[3].phash, rows[3].band_1], [null, null], 'a plain surface');
	t.is((await put(told)).status, 200);
});

eachEngine('the same photo twenty times at once is one row', async (t, kind) => {
	const {app, put} = await start(t, kind);
	const {bytes} = await makePhoto(2);
	const answers = await Promise.all(Array.from({length: 20}, async () => put(bytes)));
	t.is(answers.filter(({status}) => status === 201).length, 1);
	t.is(answers.filter(({status}) => status === 200).length, 19);
	t.is((await app.services.reader('photos')).length, 1);
});

test('jpeg, png and webp are taken; trailing bytes are kept', async t => {
	const {app, office, put} = await start(t);
	for (const type of ['jpeg', 'png', 'webp'] as const) {
		const {bytes} = await makePhoto(3, {type});
		t.is((await put(bytes, {type: `image/${type}`})).body.type, `image/${type}`);
	}
	const trailing = Buffer.concat([(await makePhoto(4)).bytes, Buffer.from('motion photo data')]);
	t.is((await put(trailing)).status, 201);
	t.deepEqual((await app.send('GET', `/api/photos/${sha(trailing)}`, {as: office.inspector1})).bytes, trailing);
});

test('other types are refused whatever they are called', async t => {
	const {put} = await start(t);
	const gif = await sharp({create: {width: 8, height: 8, channels: 3, background: 'red'}})
		.gif()
		.toBuffer();
	const others = [
		gif,
		Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
		Buffer.from('%PDF-1.7'),
		Buffer.from('hello'),
		Buffer.alloc(0),
	];
	for (const bytes of others) {
		const {status, body} = await put(bytes, {type: 'image/jpeg'});
		t.is(status, 415);
		t.is(body.code, 'media-type');
	}
});

test('contradictions, wrong hashes, broken and cut photos are refused, and nothing is left', async t => {
	const {app, put} = await start(t);
	const {bytes, sha256} = await makePhoto(5, {width: 800, height: 600});
	t.is((await put(bytes, {type: 'image/png'})).body.code, 'photo-type');
	const wrong = await put(bytes, {name: '0'.repeat(64)});
	t.is(wrong.status, 422);
	t.is(wrong.body.code, 'photo-hash');
	t.is((await put(bytes, {name: sha256.toUpperCase()})).body.code, 'photo-hash');
	for (const broken of [bytes.subarray(0, bytes.length / 2), Buffer.concat([bytes.subarray(0, 20), Buffer.alloc(500)])]) {
		const {status, body} = await put(Buffer.from(broken));
		t.is(status, 422);
		t.is(body.code, 'photo-broken');
	}
	t.is((await app.services.reader('photos')).length, 0);
	t.false(existsSync(path.join(app.folder, 'photos')));
});

const chunk = (type: string, data: Buffer): Buffer => {
	const body = Buffer.concat([Buffer.from(type), data]);
	const head = Buffer.alloc(4);
	head.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([head, body, check]);
};

test('a small file that says it is 30,000 × 30,000 is refused by its header', async t => {
	const {put} = await start(t);
	const size = Buffer.alloc(13);
	size.writeUInt32BE(30_000, 0);
	size.writeUInt32BE(30_000, 4);
	size.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const bomb = Buffer.concat([signature, chunk('IHDR', size), chunk('IEND', Buffer.alloc(0))]);
	const {status, body} = await put(bomb, {type: 'image/png'});
	t.is(status, 422);
	t.is(body.code, 'photo-pixels');
});

test('10 MB are the most', async t => {
	const {put} = await start(t);
	const {bytes} = await makePhoto(6);
	const most = Buffer.concat([bytes, Buffer.alloc(10 * 1024 * 1024 - bytes.length)]);
	t.is((await put(most)).status, 201);
	const {status, body} = await put(Buffer.concat([most, Buffer.alloc(1)]));
	t.is(status, 413);
	t.is(body.code, 'too-large');
});

test('thumbs and screens are small, upright JPEGs', async t => {
	const {app, office, put} = await start(t);
	const lying = await sharp({create: {width: 2000, height: 1000, channels: 3, background: 'teal'}})
		.withMetadata({orientation: 6})
		.jpeg()
		.toBuffer();
	t.is((await put(lying)).status, 201);
	for (const [size, height] of [['thumb', 320] as const, ['screen', 1600] as const]) {
		const {bytes, headers} = await app.send('GET', `/api/photos/${sha(lying)}?size=${size}`, {as: office.inspector1});
		const made = await sharp(bytes).metadata();
		t.deepEqual([made.format, made.width, made.height], ['jpeg', height / 2, height]);
		t.is(headers.get('content-type'), 'image/jpeg');
	}
	t.is((await app.send('GET', `/api/photos/${sha(lying)}?size=huge`, {as: office.inspector1})).status, 400);
});

test('what belongs to nothing is seen by its uploader only, for thirty days', async t => {
	const {app, office, put} = await start(t);
	const {bytes, sha256} = await makePhoto(8);
	await put(bytes);
	const see = async (as: typeof office.manager) => (await app.send('GET', `/api/photos/${sha256}`, {as})).status;
	t.is(await see(office.inspector1), 200);
	t.is(await see(office.manager), 404);
	t.is(await see(office.auditor), 404);
	app.clock.set('2026-04-02');
	t.is(await see(office.inspector1), 404);
	t.is((await app.send('PUT', `/api/photos/${sha256}`, {as: office.auditor, body: bytes})).status, 403);
	t.is((await app.send('GET', `/api/photos/${sha256}`)).status, 401);
});
