import {type DBSchema, type IDBPDatabase, openDB} from 'idb';
import type {Instant} from '../../domain/days.ts';
import type {Draft} from '../../domain/field/draft.ts';
import type {Parcel} from '../../domain/field/parcel.ts';
import type {Pack} from './pack-type.ts';

/** `owners`: the drafts and parcels that name it. It goes when the last of them is accepted or given up. */
export type KeptPhoto = {sha256: string; blob: Blob; size: number; owners: string[]; sentAt: Instant | null};
export type KeptPack = {personId: string; pack: Pack; etag: string | null; bytes: number; loadedAt: Instant};
/** A site that was fetched beside the day's pack. */
export type KeptSitePack = {key: string; personId: string; siteId: string; pack: Pack; loadedAt: Instant};

interface Phone extends DBSchema {
	settings: {key: string; value: unknown};
	packs: {key: string; value: KeptPack};
	sitePacks: {key: string; value: KeptSitePack; indexes: {person: string}};
	drafts: {key: string; value: Draft; indexes: {person: string}};
	parcels: {key: string; value: Parcel; indexes: {person: string; state: string}};
	photos: {key: string; value: KeptPhoto; indexes: {owner: string}};
	/** Small pictures of known hazards, by SHA-256. */
	pictures: {key: string; value: {sha256: string; blob: Blob}};
}
export type PhoneDatabase = IDBPDatabase<Phone>;

let opened: Promise<PhoneDatabase> | undefined;

/** The phone's database; facts are in it before the screen says so. */
export const database = (): Promise<PhoneDatabase> => {
	opened ??= openDB<Phone>('dual-prevention-phone', 1, {
		upgrade(db) {
			db.createObjectStore('settings');
			db.createObjectStore('packs', {keyPath: 'personId'});
			db.createObjectStore('sitePacks', {keyPath: 'key'}).createIndex('person', 'personId');
			db.createObjectStore('drafts', {keyPath: 'id'}).createIndex('person', 'personId');
			const parcels = db.createObjectStore('parcels', {keyPath: 'id'});
			parcels.createIndex('person', 'personId');
			parcels.createIndex('state', 'state');
			db.createObjectStore('photos', {keyPath: 'sha256'}).createIndex('owner', 'owners', {multiEntry: true});
			db.createObjectStore('pictures', {keyPath: 'sha256'});
		},
		blocking: (_, __, event) => (event.target as IDBDatabase).close(),
		terminated: () => {
			opened = undefined;
		},
	});
	return opened;
};

/** On disk before it is told: a phone that dies a moment later still has it. */
export const strictly = {durability: 'strict'} as const;

/** Whether a failure means that the phone has no room left. */
export const isFull = (error: unknown): boolean =>
	error instanceof DOMException && (error.name === 'QuotaExceededError' || /quota|disk|full/i.test(error.message));
