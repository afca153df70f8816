import {shallowRef} from 'vue';
import {again, type Parcel} from '../../domain/field/parcel.ts';
import {database, strictly} from './database.ts';
import {StaleDraft} from './drafts.ts';
import {releasePhotos} from './photos.ts';

/** Every parcel on this phone, of whoever uses it, the newest first. */
export const parcels = shallowRef<Parcel[]>([]);
const news = 'BroadcastChannel' in globalThis ? new BroadcastChannel('outbox') : null;

export async function recallParcels(): Promise<void> {
	const all = await (await database()).getAll('parcels');
	parcels.value = all.sort((a, b) => (a.sealedAt < b.sealedAt ? 1 : -1));
}

news?.addEventListener('message', () => void recallParcels());

async function tellOthers(): Promise<void> {
	await recallParcels();
	news?.postMessage('changed');
}

/**
 * Seals a fact: from here on it is kept until the server has it. A draft that it was made of goes in the same transaction;
 * throws StaleDraft when another page of this phone was first.
 */
export async function seal(parcel: Parcel, draftId?: string): Promise<void> {
	const transaction = (await database()).transaction(['parcels', 'drafts'], 'readwrite', strictly);
	const drafts = transaction.objectStore('drafts');
	if (draftId !== undefined && !(await drafts.get(draftId))) {
		transaction.abort();
		await transaction.done.catch(() => {});
		throw new StaleDraft('本次检查已在另一个页面封存或放弃，本页不再有效。请到“待发”查看。');
	}
	await transaction.objectStore('parcels').put(parcel);
	if (draftId !== undefined) await drafts.delete(draftId);
	await transaction.done;
	await tellOthers();
}

export const parcelOf = async (id: string): Promise<Parcel | undefined> => (await database()).get('parcels', id);

/** Keeps what an attempt came to; what was accepted leaves its photos behind. */
export async function keepParcel(parcel: Parcel): Promise<void> {
	await (await database()).put('parcels', parcel, undefined);
	if (parcel.state === 'accepted') await releasePhotos(parcel.id);
	await tellOthers();
}

/** Makes a refused or waiting one due at once. */
export async function sendAgain(parcel: Parcel): Promise<void> {
	await keepParcel(again(parcel));
}

/** Gives up one that was refused, with its photos: the person said so. */
export async function dropParcel(id: string): Promise<void> {
	await (await database()).delete('parcels', id);
	await releasePhotos(id);
	await tellOthers();
}

/** Forgets receipts that are older than thirty days. */
export async function dropOldReceipts(before: string): Promise<void> {
	const db = await database();
	for (const one of await db.getAllFromIndex('parcels', 'state', 'accepted'))
		if ((one.receipt?.at ?? one.sealedAt) < before) await db.delete('parcels', one.id);
	await recallParcels();
}
