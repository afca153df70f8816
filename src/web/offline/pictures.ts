import {database} from './database.ts';
import type {Pack} from './pack-type.ts';
import {keptPhoto} from './photos.ts';

const mostPictures = 300;

/** Fetches the small pictures of a pack's hazards that are not here yet. */
export const fetchPictures = (pack: Pack): Promise<void> =>
	keepPictures([
		...pack.openHazards.flatMap(({photosBefore, report}) => [...photosBefore, ...(report?.photos ?? [])]),
		...(pack.closedHazards ?? []).flatMap(({photosBefore, photosAtClose}) => [...photosAtClose, ...photosBefore]),
	]);

/** Fetches small pictures that are not here yet, to have them without a network. One that does not come is a gap, no failure. */
export async function keepPictures(hashes: readonly string[]): Promise<void> {
	const db = await database();
	const wanted = new Set(hashes);
	const known = new Set(await db.getAllKeys('pictures'));
	for (const sha256 of [...wanted].filter(sha => !known.has(sha)).slice(0, mostPictures)) {
		const blob = await fetchPicture(sha256, 'thumb');
		if (blob) await db.put('pictures', {sha256, blob});
	}
}

async function fetchPicture(sha256: string, size: 'thumb' | 'screen'): Promise<Blob | null> {
	try {
		const response = await fetch(`/api/photos/${sha256}?size=${size}`, {signal: AbortSignal.timeout(20_000)});
		const isPicture = response.ok && (response.headers.get('content-type') ?? '').startsWith('image/');
		return isPicture ? await response.blob() : null;
	} catch {
		return null;
	}
}

/** A picture as the phone has it: one of its own, or a small one of a known hazard; the large one when there is a network. */
export async function pictureOf(sha256: string, size: 'thumb' | 'screen' = 'thumb'): Promise<Blob | null> {
	const own = await keptPhoto(sha256);
	if (own) return own;
	const fetched = size === 'screen' && navigator.onLine ? await fetchPicture(sha256, 'screen') : null;
	return fetched ?? (await (await database()).get('pictures', sha256))?.blob ?? (await fetchPicture(sha256, size));
}
