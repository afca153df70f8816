import readExif from 'exif-reader';
import sharp from 'sharp';
import {type ExifTags, originOf, type PhotoOrigin} from '../../domain/inspections/exif.ts';
import {likenessOf, sampleSide} from '../../domain/inspections/likeness.ts';
import {brokenPhoto, checkPixels, mostPixels, type PhotoType, sizeInPng} from '../../domain/inspections/photo.ts';

export type Examined = {width: number; height: number; likeness: string | null; origin: PhotoOrigin};

/** Size, likeness and origin, after the whole picture could be read: what is broken here would be broken in a paper (422). */
export async function examinePhoto(bytes: Buffer, type: PhotoType): Promise<Examined> {
	const said = type === 'image/png' ? sizeInPng(bytes) : undefined;
	if (said) checkPixels(said);
	const {width, height, exif} = await orBroken(async () => sharp(bytes, {limitInputPixels: false}).metadata());
	checkPixels({width, height});
	await orBroken(async () =>
		sharp(bytes, {limitInputPixels: mostPixels}).resize(16, 16, {fastShrinkOnLoad: false}).raw().toBuffer(),
	);
	return {width, height, likeness: likenessOf(await orBroken(async () => sampleOf(bytes))), origin: readOrigin(exif)};
}

/** The same steps as sharp-phash, so that its hashes are ours. */
export const sampleOf = async (bytes: Buffer): Promise<Uint8Array> =>
	sharp(bytes, {limitInputPixels: mostPixels})
		.greyscale()
		.resize(sampleSide, sampleSide, {fit: 'fill'})
		.rotate()
		.raw()
		.toBuffer();

function readOrigin(exif: Buffer | undefined): PhotoOrigin {
	if (!exif) return {};
	try {
		return originOf(readExif(exif) as ExifTags);
	} catch {
		// A photo whose notes cannot be read is a photo all the same.
		return {};
	}
}

async function orBroken<T>(read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch {
		throw brokenPhoto();
	}
}
