import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import sharp from 'sharp';
import phash from 'sharp-phash';
import {sampleOf} from '../../src/actions/inspections/examine-photo.ts';
import {originOf} from '../../src/domain/inspections/exif.ts';
import {bandsOf, bitsApart, likenessBits, likenessOf} from '../../src/domain/inspections/likeness.ts';
import {root} from '../../src/root.ts';

// The package says that it is an ES module, but is not one.
const theirs = phash as unknown as (bytes: Buffer) => Promise<string>;
const full = process.env.PROVE === 'full';
const folder = path.join(root, 'db/seeds/demo/photos');
const demo = readdirSync(folder).map(name => readFileSync(path.join(folder, name)));
const likeness = async (bytes: Buffer) => likenessOf(await sampleOf(bytes));

/** A picture of random blots, as JPEG, PNG or WebP, perhaps lying on its side. */
async function blots(seed: number, type: 'jpeg' | 'png' | 'webp', orientation: number): Promise<Buffer> {
	let state = seed + 1;
	const next = (below: number) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % below;
	};
	const circles = Array.from(
		{length: 12},
		() => `<circle cx="${next(320)}" cy="${next(240)}" r="${8 + next(70)}" fill="rgb(${next(256)},${next(256)},${next(256)})"/>`,
	);
	const svg = `<svg width="320" height="240"><rect width="320" height="240" fill="#777"/>${circles.join('')}</svg>`;
	return sharp(Buffer.from(svg)).withMetadata({orientation})[type]().toBuffer();
}

test('the 64 bits are those of sharp-phash, over the demo photos and generated ones', async t => {
	const made = Array.from({length: full ? 300 : 30}, async (_, i) =>
		blots(i * 7919, (['jpeg', 'png', 'webp'] as const)[i % 3]!, (i % 8) + 1),
	);
	for (const bytes of [...demo, ...(await Promise.all(made))]) t.is(likenessBits(await sampleOf(bytes)), await theirs(bytes));
});

test('a photo saved again, smaller, paler or stamped stays within three bits; another scene does not', async t => {
	for (const bytes of demo.slice(0, 3)) {
		const known = (await likeness(bytes))!;
		const stamp = Buffer.from('<svg width="400" height="60"><text y="45" font-size="40" fill="white">2026-03-01</text></svg>');
		const again = [
			sharp(bytes).jpeg({quality: 30}),
			sharp(bytes).resize(640).webp(),
			sharp(bytes).modulate({brightness: 1.1}).jpeg(),
			sharp(bytes)
				.composite([{input: stamp, gravity: 'southwest'}])
				.jpeg(),
		];
		for (const one of again) t.true(bitsApart(known, (await likeness(await one.toBuffer()))!) <= 3);
	}
	const all = await Promise.all(demo.map(likeness));
	for (const [i, one] of all.entries()) for (const other of all.slice(i + 1)) t.true(bitsApart(one!, other!) > 10);
});

test('a plain surface has no likeness', async t => {
	const plain = sharp({create: {width: 300, height: 200, channels: 3, background: 'teal'}}).jpeg();
	t.is(await likeness(await plain.toBuffer()), null);
});

const hash = fc.bigInt({min: 0n, max: 2n ** 64n - 1n}).map(n => n.toString(16).padStart(16, '0'));

test('two likenesses within three bits have a quarter in common, whatever they are', t => {
	fc.assert(
		fc.property(hash, fc.uniqueArray(fc.nat(63), {maxLength: 3}), (one, bits) => {
			const changed = bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${one}`));
			const other = changed.toString(16).padStart(16, '0');
			t.is(bitsApart(one, other), bits.length);
			t.true(bandsOf(one).some((band, i) => band === bandsOf(other)[i]));
		}),
		{numRuns: full ? 2000 : 200},
	);
});

test('EXIF: the clock on the wall with its offset, or that of Shanghai; what cannot be is left out', t => {
	const wall = new Date('2026-03-01T10:00:00Z');
	t.deepEqual(originOf({Photo: {DateTimeOriginal: wall}}), {takenAt: '2026-03-01T02:00:00.000Z'});
	t.deepEqual(originOf({Photo: {DateTimeOriginal: wall, OffsetTimeOriginal: '-05:30'}}), {takenAt: '2026-03-01T15:30:00.000Z'});
	const north = {GPSLatitudeRef: 'N', GPSLatitude: [31, 13, 12], GPSLongitudeRef: 'E', GPSLongitude: [121, 25, 30]};
	t.deepEqual(originOf({GPSInfo: {...north, GPSHPositioningError: 12}}), {
		position: {lat: 31 + 13 / 60 + 12 / 3600, lng: 121 + 25 / 60 + 30 / 3600, accuracy: 12},
	});
	t.is(originOf({GPSInfo: {...north, GPSLatitudeRef: 'S'}}).position!.lat, -(31 + 13 / 60 + 12 / 3600));
	const impossible = [
		{Photo: {DateTimeOriginal: new Date(Number.NaN)}},
		{Photo: {DateTimeOriginal: new Date('1970-01-01T00:00:00Z')}},
		{Photo: {DateTimeOriginal: '2026:03:01'}},
		{GPSInfo: {...north, GPSLatitude: [Number.NaN, 0, 0]}},
		{GPSInfo: {...north, GPSLongitude: [200, 0, 0]}},
		{GPSInfo: {...north, GPSLatitude: [0, 0, 0], GPSLongitude: [0, 0, 0]}},
		{GPSInfo: {GPSLatitude: 31}},
		{},
	];
	for (const tags of impossible) t.deepEqual(originOf(tags), {});
});
