import test from 'ava';
import readExif from 'exif-reader';
import fc from 'fast-check';
import sharp from 'sharp';
import {exifOf, sizeInJpeg, upright, withExif} from '../../../src/domain/field/jpeg.ts';

const numRuns = process.env.PROVE === 'full' ? 20_000 : 1000;

/** A picture as a telephone's camera makes it, lying on its side. */
const fromCamera = async (orientation: number, width = 80, height = 60): Promise<Uint8Array> => {
	const file = await sharp({create: {width, height, channels: 3, background: '#a04020'}})
		.withExif({
			IFD0: {Make: 'Xinhua', Model: 'X-1', DateTime: '2026:03:02 10:00:00'},
			IFD2: {DateTimeOriginal: '2026:03:02 10:00:00', OffsetTimeOriginal: '+08:00'},
			IFD3: {GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 4800/100', GPSLongitudeRef: 'E', GPSLongitude: '121/1 28/1 1200/100'},
		})
		.withMetadata({orientation})
		.jpeg()
		.toBuffer();
	return new Uint8Array(file);
};
const canvas = async (): Promise<Uint8Array> =>
	sharp({create: {width: 40, height: 30, channels: 3, background: '#204080'}})
		.jpeg()
		.toBuffer();
const orientationOf = (exif: Uint8Array) => readExif(Buffer.from(exif.subarray(4))).Image?.Orientation;

test('a camera’s notes survive the shrinking: turned upright, with time and place readable', async t => {
	for (const orientation of [1, 3, 6, 8]) {
		const exif = exifOf(await fromCamera(orientation))!;
		t.is(orientationOf(exif), orientation);
		const joined = withExif(await canvas(), upright(exif));
		const {width, height, exif: read, orientation: now} = await sharp(joined).metadata();
		t.deepEqual({width, height, now}, {width: 40, height: 30, now: 1});
		const notes = readExif(read!);
		t.is(notes.Image?.Make, 'Xinhua');
		t.is(
			notes.Photo?.DateTimeOriginal?.toISOString(),
			readExif(Buffer.from(exif.subarray(4))).Photo?.DateTimeOriginal?.toISOString(),
		);
		t.deepEqual(notes.GPSInfo?.GPSLatitude, [31, 13, 48]);
	}
});

test('the whole picture can still be decoded with the notes put in', async t => {
	const joined = withExif(await canvas(), upright(exifOf(await fromCamera(6))!));
	const {info} = await sharp(joined).raw().toBuffer({resolveWithObject: true});
	t.deepEqual([info.width, info.height], [40, 30]);
});

test('the original notes are not changed by turning them', async t => {
	const exif = exifOf(await fromCamera(6))!;
	const before = Buffer.from(exif);
	upright(exif);
	t.deepEqual(Buffer.from(exif), before);
});

test('the size is read from the file as it lies, before orientation', async t => {
	for (const [width, height] of [
		[80, 60],
		[33, 97],
	] as const)
		t.deepEqual(sizeInJpeg(await fromCamera(6, width, height)), {width, height});
	const progressive = await sharp({create: {width: 70, height: 50, channels: 3, background: '#fff'}})
		.jpeg({progressive: true})
		.toBuffer();
	t.deepEqual(sizeInJpeg(progressive), {width: 70, height: 50});
});

test('a picture of another kind has neither size nor notes here', async t => {
	const png = await sharp({create: {width: 8, height: 8, channels: 3, background: '#fff'}})
		.png()
		.toBuffer();
	t.is(sizeInJpeg(png), undefined);
	t.is(exifOf(png), undefined);
	t.is(exifOf(await canvas()), undefined);
});

const bytes = (more: fc.IntArrayConstraints = {}) => fc.uint8Array({maxLength: 200, ...more});
const tiff = fc
	.tuple(fc.constantFrom('II*\0', 'MM\0*', 'II', ''), bytes({maxLength: 60}))
	.map(([head, rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest]));
/** A segment whose length is honest, or lies by as much as it likes. */
const segment = fc
	.tuple(fc.constantFrom(0xe0, 0xe1, 0xe1, 0xe1, 0xc0, 0xc2, 0xc4, 0xda, 0xff, 0), fc.option(fc.nat(0xffff)), fc.boolean(), tiff)
	.map(([marker, lie, isExif, content]) => {
		const body = Buffer.concat([Buffer.from(isExif ? 'Exif\0\0' : '', 'latin1'), content]);
		const length = lie ?? body.length + 2;
		return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), body]);
	});
const almostJpeg = fc.oneof(
	bytes(),
	fc.array(segment, {maxLength: 6}).map(all => new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8]), ...all]))),
	fc
		.tuple(fc.integer({min: 2, max: 12}), bytes({maxLength: 20}))
		.map(
			([length, rest]) =>
				new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, length]), Buffer.from('Exif\0\0'), rest])),
		),
);

test('no bytes make the reading throw, and turning keeps their length', t => {
	let turned = 0;
	fc.assert(
		fc.property(almostJpeg, file => {
			sizeInJpeg(file);
			const exif = exifOf(file);
			if (!exif) return true;
			turned++;
			return upright(exif).length === exif.length && withExif(file, exif).length === file.length + exif.length;
		}),
		{numRuns},
	);
	t.true(turned > 20);
});

test('damaged notes of a real picture never make turning throw', async t => {
	const exif = exifOf(await fromCamera(6))!;
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.nat(exif.length - 1), fc.nat(255)), {maxLength: 12}),
			fc.nat(exif.length),
			(damage, length) => {
				const bad = exif.slice(0, length);
				for (const [at, byte] of damage) if (at < bad.length) bad[at] = byte;
				return upright(bad).length === bad.length;
			},
		),
		{numRuns},
	);
	t.pass();
});
