import type {PhotoOrigin} from '../../domain/inspections/exif.ts';
import {checkPhoto, type Photo} from '../../domain/inspections/photo.ts';
import type {Db} from '../../store/engine.ts';
import {findPhoto, insertPhotos, photosPresent} from '../../store/inspections/photos.ts';
import {sha256 as hashOf, recordAll} from '../../store/journal/journal.ts';
import type {Queue} from '../../store/queue.ts';
import type {Context} from '../context.ts';
import {signArrived} from '../hazards/gather-signs.ts';
import {examinePhoto} from './examine-photo.ts';
import {decoding} from './see-photo.ts';

/** Where the bytes go: returns after file and folder are synced. */
type PhotoFiles = {
	put: (kind: 'photos', name: string, bytes: Uint8Array) => Promise<void>;
	has: (kind: 'photos', name: string) => Promise<boolean>;
};
/** A photo whose bytes are kept and that is not registered yet. */
export type Arrived = Photo & {likeness: string | null; origin: PhotoOrigin};
type Store = {reader: Db; files: PhotoFiles};
type Upload = {named: string; bytes: Buffer; declared: string};

/** Keeps the bytes as they were sent and registers them. A name in the database always has its bytes (rules §1.11). */
export async function registerPhoto(
	tools: Store & {queue: Queue},
	context: Context,
	upload: Upload,
): Promise<{made: boolean; photo: Photo}> {
	const {photo, isKnown} = await receivePhoto(tools, upload);
	const made = !isKnown && (await tools.queue.submitSet(registerPhotos, {context, photo}, 300));
	return {made, photo: bare(photo)};
}

/** Checks the bytes and keeps them. Whoever they belong to registers them with itself, or they are nobody's. */
export async function receivePhoto(
	{reader, files}: Store,
	{named, bytes, declared}: Upload,
): Promise<{photo: Arrived; isKnown: boolean}> {
	const sha256 = hashOf(bytes);
	const type = checkPhoto(bytes, {sha256, named, declared});
	const known = await findPhoto(reader, sha256);
	if (known && (await files.has('photos', sha256))) return {photo: known, isKnown: true};
	const photo: Arrived = known ?? {sha256, type, size: bytes.length, ...(await decoding(async () => examinePhoto(bytes, type)))};
	await files.put('photos', sha256, bytes);
	return {photo, isKnown: false};
}

const bare = ({sha256, type, size, width, height}: Photo): Photo => ({sha256, type, size, width, height});

/** Registers all these photos in one transaction; says for each whether it is new. */
export async function registerPhotos(db: Db, requests: Array<{context: Context; photo: Arrived}>): Promise<boolean[]> {
	const present = await photosPresent(
		db,
		requests.map(({photo}) => photo.sha256),
	);
	const fresh = requests.filter(({photo}) => {
		const isNew = !present.has(photo.sha256);
		present.add(photo.sha256);
		return isNew;
	});
	await insertPhotos(
		db,
		fresh.map(({context, photo}) => ({...photo, uploadedBy: context.actor, uploadedAt: context.now})),
	);
	await recordAll(
		db,
		fresh.map(({context, photo}) => ({
			act: context,
			entry: {subject: `photo:${photo.sha256}`, version: 1, action: 'photo-registration', after: bare(photo)},
		})),
	);
	const [first] = fresh;
	if (first) {
		const arrived = fresh.map(({photo}) => photo.sha256);
		await signArrived(db, first.context, arrived);
	}
	return requests.map(request => fresh.includes(request));
}
