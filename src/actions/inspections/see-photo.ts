import {readFile} from 'node:fs/promises';
import sharp from 'sharp';
import {plusMilliseconds} from '../../domain/days.ts';
import {longestSide, mostPixels, type PhotoSize} from '../../domain/inspections/photo.ts';
import {sightOf} from '../../domain/personal.ts';
import {isStaff} from '../../domain/policy.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {findPhoto, isLinkedInScope, photosPresent, type StoredPhoto} from '../../store/inspections/photos.ts';
import {findMapSetting} from '../../store/register/settings.ts';
import type {Context} from '../context.ts';
import {leadSightOf} from '../hazards/see-leads.ts';

const own = 30 * 86_400_000;

/** The bytes of a photo that the caller may see, as they were sent or made smaller and upright. */
export async function seePhoto(
	{reader, files}: {reader: Db; files: {pathOf: (kind: 'photos', name: string) => string}},
	context: Context,
	{sha256, size}: {sha256: string; size: PhotoSize},
): Promise<{type: string; bytes: Buffer}> {
	const photo = await findPhoto(reader, sha256);
	if (!photo || !(await isReadable(reader, context, photo)))
		throw new Problem(404, 'not-found', '没有这张照片，或不在您的范围内。');
	const path = files.pathOf('photos', sha256);
	if (size === 'original') return {type: photo.type, bytes: await readFile(path)};
	return {type: 'image/jpeg', bytes: await decoding(async () => shrink(path, longestSide[size]))};
}

/** Those of the hashes that have not been uploaded. */
export const photosMissing = async (db: Db, hashes: readonly string[]): Promise<string[]> => {
	const present = await photosPresent(db, hashes);
	return hashes.filter(sha => !present.has(sha));
};

/** Linked to something in scope, or uploaded by the caller within 30 days (rules §1.11). */
async function isReadable(db: Db, context: Context, photo: StoredPhoto): Promise<boolean> {
	const {person, scope} = context.caller;
	if (photo.uploadedBy === person.id && plusMilliseconds(photo.uploadedAt, own) > context.now) return true;
	// The ground of the map is for all staff.
	if (isStaff(person.roles) && (await findMapSetting(db)).picture?.sha256 === photo.sha256) return true;
	const seesSignatures = sightOf(person.roles) === 'full';
	const leads = leadSightOf(context);
	// A grid worker sees nothing of the register, whatever was granted to him (rules §1.7).
	const seen = leads.staff === null ? [] : scope;
	return isLinkedInScope(db, photo.sha256, {scope: seen, personId: person.id, seesSignatures, leads});
}

const shrink = async (path: string, side: number): Promise<Buffer> =>
	sharp(path, {limitInputPixels: mostPixels})
		.rotate()
		.resize({width: side, height: side, fit: 'inside', withoutEnlargement: true})
		.flatten({background: '#ffffff'})
		.toColourspace('srgb')
		.jpeg({quality: 80})
		.toBuffer();

const lanes = 2;
let running = 0;
const waiting: Array<() => void> = [];

/** At most two decodings at once: they share the thread pool with SQLite (rules §1.11). */
export async function decoding<T>(act: () => Promise<T>): Promise<T> {
	if (running >= lanes) await new Promise<void>(resolve => waiting.push(resolve));
	else running++;
	try {
		return await act();
	} finally {
		// A place is handed on as it is, so that nobody slips in between.
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}
