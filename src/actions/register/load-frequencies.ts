import type {Day} from '../../domain/days.ts';
import {type Frequency, frequencyOf, frequencySentence, lastStart, usual} from '../../domain/register/dynamic-risk.ts';
import {isInScope} from '../../domain/scope.ts';
import type {DynamicRisk} from '../../domain/tables.ts';
import type {Db} from '../../store/engine.ts';
import {hazardsOfSites, visitsOfSites} from '../../store/register/site-history.ts';
import type {Context} from '../context.ts';
import {tableInForce} from './tables.ts';

/** How often each site is inspected as of a day, by two queries over all of them; a site that is missing as often as everywhere. Planning names no hazards. */
export async function loadFrequencies(
	db: Db,
	siteIds: readonly string[],
	today: Day,
	terms: DynamicRisk,
	{named = true}: {named?: boolean} = {},
): Promise<Map<string, Frequency>> {
	if (terms.intervalDivisor === 1) return new Map();
	const hazards = await hazardsOfSites(db, [...new Set(siteIds)], {named});
	const starts = [...hazards].flatMap(([site, {counted, mistaken}]) => {
		const start = lastStart(counted, today, terms);
		return start ? [{site, from: start.on, mistaken}] : [];
	});
	const visits = await visitsOfSites(db, starts);
	return new Map(
		starts.map(({site}) => {
			const history = {hazards: hazards.get(site)!.counted, visits: visits.get(site) ?? []};
			return [site, frequencyOf(history, today, terms)];
		}),
	);
}

export type ShownFrequency = Pick<Frequency, 'divisor' | 'since' | 'until' | 'cleanVisits'> & {reason: string | null};

/** As its readers see it: a site's hazards of another field of work are not named to who may not see them. */
export const showFrequency = ({caller}: Pick<Context, 'caller'>, frequency: Frequency, terms: DynamicRisk): ShownFrequency => ({
	divisor: frequency.divisor,
	since: frequency.since,
	until: frequency.until,
	cleanVisits: frequency.cleanVisits,
	reason: frequencySentence(frequency, terms, ({communityId, domain}) => isInScope(caller.scope, communityId, domain)),
});

export async function frequencyOfSite(db: Db, context: Context, siteId: string): Promise<ShownFrequency> {
	const terms = await tableInForce(db, context, 'dynamic-risk');
	const frequencies = await loadFrequencies(db, [siteId], context.today, terms);
	return showFrequency(context, frequencies.get(siteId) ?? usual, terms);
}
