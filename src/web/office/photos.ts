import {mostPhotoBytes} from '../../domain/inspections/photo.ts';
import {sha256Of, shrink} from '../offline/photos.ts';
import {put} from './server.ts';

const types = ['image/jpeg', 'image/png', 'image/webp'];
export const accepted = types.join(',');

/** Sends a picture under the hash of its bytes and says the hash; too large a one is made smaller first. Throws in words. */
export async function sendPhoto(file: Blob): Promise<string> {
	if (!types.includes(file.type)) throw new Error('只接受 JPEG、PNG、WebP 图片；扫描件请存成图片。');
	const blob = file.size > mostPhotoBytes ? await shrink(file) : file;
	const sha256 = await sha256Of(blob);
	await put(`/api/photos/${sha256}`, blob);
	return sha256;
}

export const photoAddress = (sha256: string, size: 'thumb' | 'screen' | 'original' = 'thumb'): string =>
	`/api/photos/${sha256}?size=${size}`;
