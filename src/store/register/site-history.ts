import type {Day} from '../../domain/days.ts';
import type {HazardGrade} from '../../domain/hazards/hazard.ts';
import type {SiteHazard, SiteVisit} from '../../domain/register/dynamic-risk.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';

type HazardRow = {
	id: string;
	site_id: string;
	number: string;
	grade: HazardGrade;
	found_on: Day;
	community_id: string;
	domain: string;
};

/** The hazards of each site that count: neither void nor merged, in order of finding. */
export async function hazardsOfSites(db: Db, siteIds: readonly string[]): Promise<Map<string, SiteHazard[]>> {
	const found = new Map<string, SiteHazard[]>();
	for (let i = 0; i < siteIds.length; i += 400) {
		const slice = siteIds.slice(i, i + 400);
		const rows = await select<HazardRow>(
			db,
			`select site_id, number, grade, found_on, community_id, domain from hazards
			where site_id in ${marks(slice)} and state not in ('void', 'merged') order by found_on, seq`,
			slice,
		);
		for (const {site_id: site, number, grade, found_on: foundOn, community_id: communityId, domain} of rows)
			add(found, site, {number, grade, foundOn, communityId, domain});
	}
	return found;
}

/** The days after `from` on which somebody inspected each site. What failed spoils a visit unless all that it found was void later. */
export async function visitsOfSites(db: Db, siteIds: readonly string[], from: Day): Promise<Map<string, SiteVisit[]>> {
	const found = new Map<string, SiteVisit[]>();
	for (let i = 0; i < siteIds.length; i += 400) {
		const slice = siteIds.slice(i, i + 400);
		const rows = await select<{site_id: string; inspected_on: Day; failed: number}>(
			db,
			`select i.site_id, i.inspected_on, sum(${failedItems} - ${voidItems}) as failed from inspections i
			where i.site_id in ${marks(slice)} and i.inspected_on > ? and i.outcome = 'inspected' group by i.site_id, i.inspected_on
			order by i.site_id, i.inspected_on`,
			[...slice, from],
		);
		for (const {site_id: site, inspected_on: on, failed} of rows) add(found, site, {on, clean: Number(failed) <= 0});
	}
	return found;
}

const failedItems = '(select coalesce(sum(c.failed), 0) from checks c where c.inspection_id = i.id)';
// One item may have several defects; it is taken back when all of them are.
const voidItems = `(select count(*) from (select h.risk_point_id, h.item_id from hazards h where h.inspection_id = i.id
	group by h.risk_point_id, h.item_id having min(case when h.state = 'void' then 1 else 0 end) = 1) as taken_back)`;

const add = <V>(map: Map<string, V[]>, key: string, value: V): void => {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
};
