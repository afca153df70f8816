import {put} from './server.ts';

export type Picture = {sha256: string; width: number; height: number};

const hexOf = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** Sends a picture under the name of its content; what was sent before is not kept twice. Throws Trouble. */
export async function sendPicture(file: File): Promise<Picture> {
	const name = hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
	return put<Picture>(`/api/pictures/${name}`, file);
}

export const pictureAddress = (sha256: string): string => `/api/photos/${sha256}`;
