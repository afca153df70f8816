import {readFile} from 'node:fs/promises';
import sharp from 'sharp';
import {longest, plainJpeg} from './plain-jpeg.ts';

const most = 64e6;

/** A notice is drawn twice, for the check and for the issue: the same photos need not be shrunk again. Newest last. */
const lately = new Map<string, Buffer>();
const mostRemembered = 60;

/** The photos as they are embedded: upright, sRGB, small, without metadata; what a phone has shrunk stays as it is. One after the other, to leave the thread pool to the database. */
export const readPhotos = async (files: Record<string, string>, wanted: string[]): Promise<Map<string, Buffer>> => {
	const photos = new Map<string, Buffer>();
	for (const sha256 of new Set(wanted)) {
		const known = lately.get(sha256);
		if (known) {
			photos.set(sha256, known);
			continue;
		}
		const file = files[sha256];
		if (file === undefined) throw fault('photo-missing', sha256, `没有照片 ${sha256} 的文件。`);
		const bytes = await bytesOf(file, sha256);
		const fit = plainJpeg(bytes) ?? (await shrunk(bytes, sha256));
		photos.set(sha256, fit);
		keep(sha256, fit);
	}
	return photos;
};

const keep = (sha256: string, bytes: Buffer): void => {
	lately.set(sha256, bytes);
	const [oldest] = lately.keys();
	if (lately.size > mostRemembered && oldest !== undefined) lately.delete(oldest);
};

const bytesOf = async (file: string, sha256: string) => {
	try {
		return await readFile(file);
	} catch (cause) {
		throw fault('photo-missing', sha256, `照片 ${sha256} 的文件读不出来。`, cause);
	}
};

const shrunk = async (bytes: Buffer, sha256: string) => {
	try {
		return await sharp(bytes, {limitInputPixels: most})
			.rotate()
			.resize({width: longest, height: longest, fit: 'inside', withoutEnlargement: true})
			.flatten({background: '#ffffff'})
			.toColourspace('srgb')
			.jpeg({quality: 80})
			.toBuffer();
	} catch (cause) {
		throw fault('photo-broken', sha256, `照片 ${sha256} 已损坏，无法印在文书上。`, cause);
	}
};

const fault = (code: string, sha256: string, message: string, cause?: unknown) =>
	Object.assign(new Error(message, {cause}), {code, sha256});
