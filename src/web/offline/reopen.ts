import {v7} from 'uuid';
import type {Draft} from '../../domain/field/draft.ts';
import type {Parcel} from '../../domain/field/parcel.ts';
import type {Filing} from '../../domain/inspections/filing.ts';
import {now} from './clock.ts';
import {database, strictly} from './database.ts';
import {recallParcels} from './outbox.ts';

/** Makes a refused inspection a draft again, under a new id: the server has seen the old one. Its photos change owner with it. */
export async function reopen(parcel: Parcel): Promise<Draft> {
	const filing = parcel.body as Filing;
	const opened = filing.checks.map(() => Array.from({length: 50}, (_, i) => i));
	const standing = {check: 0, section: 0, item: null, isClosing: true};
	const draft: Draft = {id: v7(), personId: parcel.personId, revision: 1, updatedAt: now(), standing, opened, filing};
	const transaction = (await database()).transaction(['drafts', 'parcels', 'photos'], 'readwrite', strictly);
	await transaction.objectStore('drafts').put(draft);
	const photos = transaction.objectStore('photos');
	for (const photo of await photos.index('owner').getAll(parcel.id))
		await photos.put({...photo, owners: [...photo.owners.filter(id => id !== parcel.id), draft.id]});
	await transaction.objectStore('parcels').delete(parcel.id);
	await transaction.done;
	await recallParcels();
	return draft;
}
