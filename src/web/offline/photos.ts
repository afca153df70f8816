import {exifOf, sizeInJpeg, upright, withExif} from '../../domain/field/jpeg.ts';
import {now} from './clock.ts';
import {database, strictly} from './database.ts';

/** Pixels of the longer side that leave the phone (rules §1.11). */
export const longestSide = 1600;
const quality = 0.82;
const smallEnough = 1_500_000;

export class PhotoTrouble extends Error {}

/** Shrinks a picture, keeps it under the hash of what will be sent, and says the hash. The camera's own notes (EXIF) stay in it. */
export async function keepPhoto(file: Blob, owner: string): Promise<string> {
	const blob = await shrink(file);
	const sha256 = await sha256Of(blob);
	const db = await database();
	const transaction = db.transaction('photos', 'readwrite', strictly);
	const known = await transaction.store.get(sha256);
	const owners = [...new Set([...(known?.owners ?? []), owner])];
	await transaction.store.put({sha256, blob, size: blob.size, owners, sentAt: known?.sentAt ?? null});
	await transaction.done;
	return sha256;
}

export async function shrink(file: Blob): Promise<Blob> {
	const original = new Uint8Array(await file.arrayBuffer());
	const size = sizeInJpeg(original);
	if (size && Math.max(size.width, size.height) <= longestSide && original.length <= smallEnough)
		return new Blob([original], {type: 'image/jpeg'});
	const picture = await decode(file, size);
	const smaller = await redraw(picture);
	const exif = exifOf(original);
	if (!exif) return smaller;
	const bytes = new Uint8Array(await smaller.arrayBuffer());
	return new Blob([withExif(bytes, upright(exif)) as Uint8Array<ArrayBuffer>], {type: 'image/jpeg'});
}

/** Large pictures are made smaller while they are decoded, where the browser can: 40 megapixels are 160 MB otherwise. */
async function decode(file: Blob, size: {width: number; height: number} | undefined): Promise<ImageBitmap> {
	const isLarge = size && Math.max(size.width, size.height) > longestSide * 2;
	const resize: ImageBitmapOptions = isLarge
		? {resizeQuality: 'high', ...(size.width >= size.height ? {resizeWidth: longestSide} : {resizeHeight: longestSide})}
		: {};
	try {
		return await createImageBitmap(file, resize);
	} catch {
		throw new PhotoTrouble('这张照片读不出来（太大或已损坏），请换一张或重新拍摄。');
	}
}

async function redraw(picture: ImageBitmap): Promise<Blob> {
	const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
	if (!blob) throw new PhotoTrouble('这张照片处理不了，请重新拍摄。');
	return blob;
}

/** Without HTTPS a browser lends no hashing: then a library does it. */
export async function sha256Of(blob: Blob): Promise<string> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	const digest = crypto.subtle
		? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
		: (await import('@noble/hashes/sha2.js')).sha256(bytes);
	return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

export const keptPhoto = async (sha256: string): Promise<Blob | undefined> =>
	(await (await database()).get('photos', sha256))?.blob;

/** Says that the server has it. */
export async function photoSent(sha256: string): Promise<void> {
	const transaction = (await database()).transaction('photos', 'readwrite');
	const photo = await transaction.store.get(sha256);
	if (photo) await transaction.store.put({...photo, sentAt: now()});
	await transaction.done;
}

/** Lets go of an owner's photos, or of one; those that nobody else names leave the phone. */
export async function releasePhotos(owner: string, only?: string): Promise<void> {
	const transaction = (await database()).transaction('photos', 'readwrite');
	for (const photo of await transaction.store.index('owner').getAll(owner)) {
		if (only !== undefined && photo.sha256 !== only) continue;
		const owners = photo.owners.filter(id => id !== owner);
		await (owners.length > 0 ? transaction.store.put({...photo, owners}) : transaction.store.delete(photo.sha256));
	}
	await transaction.done;
}
