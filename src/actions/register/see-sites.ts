import {Problem} from '../../domain/problem.ts';
import {type Gap, type GapCode, gapCodes, gapsOf} from '../../domain/register/gaps.ts';
import {shownPhone} from '../../domain/register/occupancy.ts';
import type {Site} from '../../domain/register/site.ts';
import {areasBelow, isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {listAreas} from '../../store/register/areas.ts';
import {countOpenHazards, findSite, listSites, type SiteFilter} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor, readSearch} from '../cursor.ts';

type Paging = {after?: string; limit?: number; count?: boolean};
export type SiteQuery = Omit<SiteFilter, 'areas' | 'gaps' | 'today'> & Paging & {area?: string; gap?: GapCode | 'any'};

/** A site as its readers see it. */
export type ShownSite = Omit<Site, 'occupant' | 'safetyManager'> & {
	occupant: {name: string; uscc: string | null; responsible: string; phone: string | null} | null;
	safetyManager: {name: string; phone: string | null} | null;
	gaps: Gap[];
	openHazards: number;
};

/** The site, when it exists and its community is in scope; otherwise the same 404 (rules §1.7). */
export async function siteInScope(db: Db, {caller}: Pick<Context, 'caller'>, id: string, options = {}): Promise<Site> {
	const site = await findSite(db, id, options);
	if (!site || !isInScope(caller.scope, site.communityId)) throw siteNotFound();
	return site;
}

export const siteNotFound = (): Problem => new Problem(404, 'not-found', '没有这个场所，或者不在您的范围内。');

export async function seeSite(db: Db, context: Context, id: string): Promise<ShownSite> {
	return showSite(db, context, await siteInScope(db, context, id));
}

/** `area` means that area and everything below it. */
export async function seeSites(
	db: Db,
	context: Context,
	{area, q, gap, after, limit = 50, count = false, ...rest}: SiteQuery,
): Promise<{items: ShownSite[]; next: string | null; total?: number}> {
	const search = readSearch(q);
	const filter = {
		...rest,
		...(area !== undefined && {areas: areasBelow(await listAreas(db), area)}),
		...(search !== undefined && {q: search}),
		...(gap !== undefined && {gaps: gap === 'any' ? [...gapCodes] : [gap], today: context.today}),
	};
	const seq = readCursor(after);
	const page = await listSites(db, context.caller.scope, filter, {...(seq !== undefined && {after: seq}), limit, count});
	return {...page, items: await showSites(db, context, page.items), next: cursorOf(page.next)};
}

export async function showSite(db: Db, context: Context, site: Site): Promise<ShownSite> {
	const [shown] = await showSites(db, context, [site]);
	return shown!;
}

/** Sites as their readers see them: phones by role, open hazards as many as are in scope. */
export async function showSites(db: Db, {caller, today}: Context, sites: Site[]): Promise<ShownSite[]> {
	const open = await countOpenHazards(
		db,
		caller.scope,
		sites.map(({id}) => id),
	);
	return sites.map(site => ({
		...site,
		occupant: site.occupant && {...site.occupant, phone: shownPhone(caller.person.roles, site.occupant.phone)},
		safetyManager: site.safetyManager && {
			...site.safetyManager,
			phone: shownPhone(caller.person.roles, site.safetyManager.phone),
		},
		gaps: gapsOf(site, today),
		openHazards: open.get(site.id) ?? 0,
	}));
}
