import type {Db} from '../engine.ts';

/** Slots go with their site; they are derived and have no entries (rules §1.12). */
export async function moveSlots(db: Db, siteId: string, communityId: string): Promise<void> {
	await db('slots').where({site_id: siteId}).update({community_id: communityId});
}

/** The photos of a subject are read by those who see the subject (rules §1.11). */
export async function movePhotos(db: Db, subject: string, communityId: string): Promise<void> {
	await db('photo_links').where({subject}).update({community_id: communityId});
}
