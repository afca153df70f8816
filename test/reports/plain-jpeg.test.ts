import test from 'ava';
import sharp from 'sharp';
import {plainJpeg} from '../../src/drawing/plain-jpeg.ts';

const picture = (width: number, height: number) => sharp({create: {width, height, channels: 3, background: '#8a9090'}});
const withExif = (orientation: number) =>
	picture(40, 30)
		.withMetadata({orientation, exif: {IFD0: {Copyright: 'somebody'}, IFD3: {GPSLatitude: '31/1 12/1 0/1'}}})
		.jpeg()
		.toBuffer();

test('a small upright JPEG is embedded as it is, without metadata and without what trails behind', async t => {
	const bytes = await withExif(1);
	t.true(bytes.includes('somebody'));
	const plain = plainJpeg(Buffer.concat([bytes, Buffer.from('trailing')]))!;
	t.false(plain.includes('somebody'));
	t.false(plain.includes('trailing'));
	t.deepEqual(await sharp(plain).raw().toBuffer(), await sharp(bytes).raw().toBuffer());
});

test('a progressive and a grey one are too', async t => {
	t.truthy(plainJpeg(await picture(64, 48).jpeg({progressive: true}).toBuffer()));
	t.truthy(plainJpeg(await picture(64, 48).greyscale().jpeg().toBuffer()));
});

test('what is too large, turned, in other colours, cut off or no JPEG is encoded again', async t => {
	t.is(plainJpeg(await picture(1601, 20).jpeg().toBuffer()), undefined);
	t.is(plainJpeg(await withExif(6)), undefined);
	t.is(plainJpeg(await picture(40, 30).toColourspace('cmyk').jpeg().toBuffer()), undefined);
	t.is(plainJpeg(await picture(40, 30).png().toBuffer()), undefined);
	const whole = await picture(400, 300).jpeg().toBuffer();
	for (const length of [0, 3, 20, 300, whole.length - 1]) t.is(plainJpeg(whole.subarray(0, length)), undefined, `${length}`);
});
