import type {Day} from '../../domain/days.ts';
import type {HazardGrade} from '../../domain/hazards/hazard.ts';
import type {SiteHazard, SiteVisit} from '../../domain/register/dynamic-risk.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {listOf} from '../update-rows.ts';

type HazardRow = {
	site_id: string;
	number: string;
	grade: HazardGrade;
	found_on: Day;
	state: string;
	inspection_id: string | null;
	community_id: string;
	domain: string;
};
/** The hazards of a site that count, and the inspections of which something was void later. */
export type HazardsOfSite = {counted: SiteHazard[]; mistaken: Set<string>};

/** The hazards of each site: void and merged ones do not count. Without names the index alone is read. */
export async function hazardsOfSites(
	db: Db,
	siteIds: readonly string[],
	{named}: {named: boolean},
): Promise<Map<string, HazardsOfSite>> {
	const found = new Map<string, HazardsOfSite>();
	const names = named ? 'number, community_id' : "'' as number, '' as community_id";
	for (let i = 0; i < siteIds.length; i += 400) {
		const slice = siteIds.slice(i, i + 400);
		const rows = await select<HazardRow>(
			db,
			`select site_id, domain, found_on, state, grade, inspection_id, ${names} from hazards
			where site_id in ${marks(slice)} order by found_on, domain, item_id${named ? ', seq' : ''}`,
			slice,
		);
		for (const row of rows) addHazard(found, row);
	}
	return found;
}

function addHazard(found: Map<string, HazardsOfSite>, row: HazardRow): void {
	const {site_id: site, number, grade, found_on: foundOn, community_id: communityId, domain} = row;
	const known = found.get(site) ?? {counted: [], mistaken: new Set()};
	found.set(site, known);
	if (row.state === 'void' && row.inspection_id) known.mistaken.add(row.inspection_id);
	if (row.state !== 'void' && row.state !== 'merged') known.counted.push({number, grade, foundOn, communityId, domain});
}

type VisitRow = {id: string; site_id: string; inspected_on: Day; failed: number};

/** The days after `from` on which somebody inspected each site. What failed spoils a visit unless all that it found was void later. */
export async function visitsOfSites(
	db: Db,
	sites: ReadonlyArray<{site: string; from: Day; mistaken: ReadonlySet<string>}>,
): Promise<Map<string, SiteVisit[]>> {
	const mistaken = new Set(sites.flatMap(one => [...one.mistaken]));
	const rows: VisitRow[] = [];
	for (let i = 0; i < sites.length; i += 400) {
		const slice = sites.slice(i, i + 400).map(({site, from}) => [site, from]);
		rows.push(
			...(await select<VisitRow>(
				db,
				`select i.id, i.site_id, i.inspected_on,
					(select coalesce(sum(c.failed), 0) from checks c where c.inspection_id = i.id) as failed
				from (${listOf(db, {site: 'text', since: 'text'})}) as wanted
				join inspections i on i.site_id = wanted.site and i.inspected_on > wanted.since
				where i.outcome = 'inspected' order by i.site_id, i.inspected_on`,
				[JSON.stringify(slice)],
			)),
		);
	}
	const doubtful = rows.filter(({id, failed}) => Number(failed) > 0 && mistaken.has(id)).map(({id}) => id);
	const takenBack = await takenBackOf(db, doubtful);
	const found = new Map<string, SiteVisit[]>();
	for (const {id, site_id: site, inspected_on: on, failed} of rows) {
		const visit = {on, clean: Number(failed) <= (takenBack.get(id) ?? 0)};
		found.set(site, [...(found.get(site) ?? []), visit]);
	}
	return found;
}

/** How many failed items of each inspection were mistaken: one may have several defects, and all of them must be void. */
async function takenBackOf(db: Db, inspectionIds: readonly string[]): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	for (let i = 0; i < inspectionIds.length; i += 400) {
		const slice = inspectionIds.slice(i, i + 400);
		const rows = await select<{inspection_id: string}>(
			db,
			`select inspection_id from hazards where inspection_id in ${marks(slice)} group by inspection_id, risk_point_id, item_id
			having min(case when state = 'void' then 1 else 0 end) = 1`,
			slice,
		);
		for (const {inspection_id: id} of rows) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}
