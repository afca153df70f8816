import type {Db} from '../engine.ts';

/** Slots go with their site; they are derived and have no entries (rules §1.12). */
export async function moveSlots(db: Db, siteId: string, communityId: string): Promise<void> {
	await db('slots').where({site_id: siteId}).update({community_id: communityId});
}

/** The photos of a hazard are read by those who see the hazard (rules §1.11). */
export async function moveHazardPhotos(db: Db, hazardId: string, communityId: string): Promise<void> {
	await db('photo_links')
		.where({subject: `hazard:${hazardId}`})
		.update({community_id: communityId});
}
