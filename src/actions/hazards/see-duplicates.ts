import {plusDays, plusMilliseconds} from '../../domain/days.ts';
import {duplicateDays, duplicatesOf, type Likely, likelyDuplicates, type Spot} from '../../domain/hazards/duplicates.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Db} from '../../store/engine.ts';
import {hazardsOfItem} from '../../store/hazards/earlier-hazards.ts';
import type {Context} from '../context.ts';
import {siteInScope} from '../register/see-sites.ts';
import {hazardInScope} from './see-hazards.ts';
import {viewsOf} from './view-hazard.ts';

/** Other hazards that may be this one, in the reader's scope. */
export async function seeDuplicates(db: Db, context: Context, id: string) {
	const hazard = await hazardInScope(db, context, id);
	return shown(db, context, duplicatesOf(hazard, await candidates(db, context, hazard), context.now));
}

export type SpotQuery = {site: string; item: string; riskPoint?: string; place?: string};

/** Hazards that what is about to be filed may be; what is one of them is filed as `sameAs`. */
export async function seeDuplicatesBefore(db: Db, context: Context, {site, item, riskPoint, place}: SpotQuery) {
	await siteInScope(db, context, site);
	const spot = {siteId: site, itemId: item, riskPointId: riskPoint ?? null, place: place ?? null, foundOn: context.today};
	return shown(db, context, likelyDuplicates(spot, await candidates(db, context, spot), context.now));
}

const candidates = async (db: Db, {caller, now}: Context, {siteId, itemId, foundOn}: Spot): Promise<Hazard[]> =>
	hazardsOfItem(db, caller.scope, {
		siteId,
		itemId,
		from: plusDays(foundOn, -duplicateDays),
		to: plusDays(foundOn, duplicateDays),
		closedSince: plusMilliseconds(now, -duplicateDays * 86_400_000),
	});

async function shown(db: Db, context: Context, likely: Likely[]) {
	const views = await viewsOf(
		db,
		context,
		likely.map(({hazard}) => hazard),
	);
	return {items: views.map((view, i) => ({...view, why: likely[i]!.why}))};
}
