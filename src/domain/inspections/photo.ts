import {Problem} from '../problem.ts';

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];
export type PhotoSize = 'thumb' | 'screen' | 'original';
export type Photo = {sha256: string; type: PhotoType; size: number; width: number; height: number};

export const mostPhotoBytes = 10 * 1024 * 1024;
export const mostPixels = 64_000_000;
/** Longest side of what is shown in a list and on a screen. */
export const longestSide: Record<Exclude<PhotoSize, 'original'>, number> = {thumb: 320, screen: 1600};

const begins = (bytes: Uint8Array, signs: number[], from = 0): boolean => signs.every((sign, i) => bytes[from + i] === sign);

/** The type by its first bytes, whatever the sender calls it. */
export function typeOf(bytes: Uint8Array): PhotoType | undefined {
	if (begins(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
	if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
	if (begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes, [0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
	return undefined;
}

/** Type (415), contradiction and hash (422) of an upload; returns its true type (rules §1.11). */
export function checkPhoto(
	bytes: Uint8Array,
	{sha256, named, declared}: {sha256: string; named: string; declared: string},
): PhotoType {
	const type = typeOf(bytes);
	if (!type) throw new Problem(415, 'media-type', '只接受 JPEG、PNG、WebP 照片。');
	const said = declared.split(';')[0]!.trim().toLowerCase().replace('image/jpg', 'image/jpeg');
	if (said.startsWith('image/') && said !== type)
		throw new Problem(422, 'photo-type', `声明的类型是 ${said}，内容却是 ${type}。`, [
			{path: '/content-type', message: `应为 ${type}。`},
		]);
	if (sha256 !== named)
		throw new Problem(422, 'photo-hash', '照片内容与 SHA-256 不符，请重新上传。', [
			{path: '/sha256', message: `内容的 SHA-256 是 ${sha256}。`},
		]);
	return type;
}

/** The size that a PNG says it has, from its first block: enough to refuse it before anything is decoded. */
export function sizeInPng(bytes: Uint8Array): {width: number; height: number} | undefined {
	if (bytes.length < 24 || !begins(bytes, [0x49, 0x48, 0x44, 0x52], 12)) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	return {width: view.getUint32(16), height: view.getUint32(20)};
}

export function checkPixels({width, height}: {width: number; height: number}): void {
	if (width * height > mostPixels)
		throw new Problem(422, 'photo-pixels', '照片超过 6,400 万像素，请缩小后上传。', [
			{path: '/', message: `${width} × ${height} 像素。`},
		]);
}

export const brokenPhoto = () => new Problem(422, 'photo-broken', '照片损坏，读不出来，请重新拍摄。');
