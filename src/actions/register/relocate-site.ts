import type {Db} from '../../store/engine.ts';
import {openHazardsOfSite, saveHazard} from '../../store/hazards/hazards.ts';
import {receivedLeadsOfSite, saveLead} from '../../store/hazards/leads.ts';
import {recordAll} from '../../store/journal/journal.ts';
import {movePhotos, moveSlots} from '../../store/register/relocation.ts';
import {pointsOfSite, savePoint} from '../../store/register/risk-points.ts';
import type {Context} from '../context.ts';

/** A site changed community: its points, slots, open hazards and leads not dealt with go with it (rules §1.1 relocation). What is over stays where it happened. */
export async function relocateSite(db: Db, context: Context, siteId: string, from: string, to: string): Promise<void> {
	const points = (await pointsOfSite(db, siteId, {forUpdate: true})).map(point => ({
		...point,
		communityId: to,
		version: point.version + 1,
	}));
	for (const point of points) await savePoint(db, point);
	await recordAll(
		db,
		points.map(point => ({
			act: context,
			entry: {subject: `risk-point:${point.id}`, version: point.version, action: 'relocation', after: point},
		})),
	);
	await moveSlots(db, siteId, to);
	await movePhotos(db, `site:${siteId}`, to);
	for (const hazard of await openHazardsOfSite(db, siteId)) {
		const moved = {...hazard, communityId: to, version: hazard.version + 1};
		await saveHazard(db, context, moved, {action: 'relocation', reason: '场所调整居民区', body: {from, to}});
		await movePhotos(db, `hazard:${hazard.id}`, to);
	}
	for (const {lead, words} of await receivedLeadsOfSite(db, siteId)) {
		const moved = {...lead, communityId: to, version: lead.version + 1};
		await saveLead(db, context, moved, {action: 'relocation', reason: '场所调整居民区', words: [words]});
		await movePhotos(db, `lead:${lead.id}`, to);
	}
}
