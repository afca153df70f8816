import type {Day, Instant} from '../../domain/days.ts';
import type {GapCode} from '../../domain/register/gaps.ts';
import type {Occupancy, Occupant} from '../../domain/register/occupancy.ts';
import type {Site, SitePause} from '../../domain/register/site.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {addVersions, siteVersions} from '../journal/as-of.ts';
import {marks, select} from '../rows.ts';
import {scoped, scopeSql} from '../scope.ts';
import {gapSql} from './gaps.ts';

type Row = {
	seq: number;
	id: string;
	label: string;
	name: string;
	kind: string;
	area_id: string;
	community_id: string;
	address: string;
	building: string | null;
	lat: number | null;
	lng: number | null;
	tags: string;
	starts_on: string;
	closed_on: string | null;
	pauses: string;
	occupant: string | null;
	version: number;
	safety_manager: string | null;
	responsibility_letter: string | null;
};

export async function findSite(db: Db, id: string, {forUpdate = false} = {}): Promise<Site | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select * from sites where id = ?${lock}`, [id]);
	return row && siteFromRow(row);
}

export async function findSiteByLabel(db: Db, label: string): Promise<Site | undefined> {
	const [row] = await select<Row>(db, 'select * from sites where label = ?', [label]);
	return row && siteFromRow(row);
}

export async function findSites(db: Db, ids: readonly string[]): Promise<Map<string, Site>> {
	const found = new Map<string, Site>();
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		for (const row of await select<Row>(db, `select * from sites where id in ${marks(slice)}`, slice))
			found.set(row.id, siteFromRow(row));
	}
	return found;
}

export async function saveSite(db: Db, site: Site): Promise<void> {
	const row = {
		label: site.label,
		name: site.name,
		kind: site.kind,
		area_id: site.areaId,
		community_id: site.communityId,
		address: site.address,
		building: site.building,
		lat: site.position?.lat ?? null,
		lng: site.position?.lng ?? null,
		tags: JSON.stringify(site.tags),
		starts_on: site.startsOn,
		closed_on: site.closedOn,
		pauses: JSON.stringify(site.pauses),
		occupant: site.occupant && JSON.stringify(site.occupant),
		version: site.version,
		safety_manager: site.safetyManager && JSON.stringify(site.safetyManager),
		responsibility_letter: site.responsibilityLetter && JSON.stringify(site.responsibilityLetter),
		letter_valid_to: site.responsibilityLetter?.validTo ?? null,
	};
	if (site.version === 1) await db('sites').insert({id: site.id, ...row});
	else await db('sites').where({id: site.id}).update(row);
}

/** What the site's entry at `at` says of names and communities, for lists as of a moment. */
export async function addSiteVersion(db: Db, site: Site, at: Instant): Promise<void> {
	const values = {name: site.name, community_id: site.communityId};
	await addVersions(db, siteVersions, [{id: site.id, version: site.version, at, isOpen: site.closedOn === null, values}]);
}

export type SiteFilter = {areas?: string[]; kind?: string; q?: string; openHazards?: boolean; gaps?: GapCode[]; today?: Day};
export type Page = {after?: number; limit: number; count: boolean};

/** Sites in scope by name; `next` is the arrival number of the last row when there are more. */
export async function listSites(
	db: Db,
	scope: Scope,
	filter: SiteFilter,
	{after, limit, count}: Page,
): Promise<{items: Site[]; next: number | null; total?: number}> {
	const matching = () =>
		db('sites')
			.modify(scoped(scope, {domain: null}))
			.modify(filtered(scope, filter));
	const rows = (await matching()
		.modify(query => {
			if (after !== undefined) query.whereRaw('(name, seq) > (select name, seq from sites where seq = ?)', [after]);
		})
		.orderBy([{column: 'name'}, {column: 'seq'}])
		.limit(limit + 1)) as Row[];
	const items = rows.slice(0, limit);
	const next = rows.length > limit ? items.at(-1)!.seq : null;
	const total = count ? await countOf(matching()) : undefined;
	return {items: items.map(siteFromRow), next, ...(total !== undefined && {total})};
}

export async function countOf(query: ReturnType<Db>): Promise<number> {
	const [row] = (await query.count({n: '*'})) as Array<{n: number}>;
	return Number(row!.n);
}

const filtered =
	(scope: Scope, {areas, kind, q, openHazards, gaps, today}: SiteFilter) =>
	(query: ReturnType<Db>): void => {
		if (areas) query.whereIn('area_id', areas);
		if (kind) query.where({kind});
		if (q) query.whereRaw(`(${contains('name')} or ${contains('address')} or ${contains('label')})`, patterns(q));
		if (gaps && today) {
			const open = gapSql(gaps, today);
			query.whereRaw(open.sql, open.bindings);
		}
		if (openHazards === undefined) return;
		const {sql, bindings} = scopeSql(scope);
		const any = `exists (select 1 from hazards where site_id = sites.id and ended_at is null${sql && ` and ${sql}`})`;
		query.whereRaw(openHazards ? any : `not ${any}`, bindings);
	};

/** Latin letters match in either case on both engines. */
export const contains = (column: string): string => `lower(${column}) like ? escape '!'`;
/** For `like … escape '!'`. */
export const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');
/** For two columns that contain the text and a label that begins with it. */
export const patterns = (q: string): [string, string, string] => {
	const text = escaped(q.toLowerCase());
	return [`%${text}%`, `%${text}%`, `${text}%`];
};

/** Open hazards of sites, as many as the caller may see. */
export async function countOpenHazards(db: Db, scope: Scope, siteIds: readonly string[]): Promise<Map<string, number>> {
	if (siteIds.length === 0) return new Map();
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<{site_id: string; n: number}>(
		db,
		`select site_id, count(*) as n from hazards where site_id in ${marks(siteIds)} and ended_at is null${sql && ` and ${sql}`} group by site_id`,
		[...siteIds, ...bindings],
	);
	return new Map(rows.map(({site_id, n}) => [site_id, Number(n)]));
}

const siteFromRow = (row: Row): Site => ({
	id: row.id,
	label: row.label,
	name: row.name,
	kind: row.kind,
	areaId: row.area_id,
	communityId: row.community_id,
	address: row.address,
	building: row.building,
	position: row.lat === null || row.lng === null ? null : {lat: row.lat, lng: row.lng},
	tags: JSON.parse(row.tags) as string[],
	startsOn: row.starts_on,
	closedOn: row.closed_on,
	pauses: JSON.parse(row.pauses) as SitePause[],
	occupant: row.occupant === null ? null : (JSON.parse(row.occupant) as Occupant),
	version: row.version,
	safetyManager: row.safety_manager === null ? null : (JSON.parse(row.safety_manager) as Site['safetyManager']),
	responsibilityLetter:
		row.responsibility_letter === null ? null : (JSON.parse(row.responsibility_letter) as Site['responsibilityLetter']),
});

type OccupancyRow = {
	id: string;
	site_id: string;
	name: string;
	uscc: string | null;
	responsible: string;
	phone: string;
	from_on: string;
	to_on: string | null;
};

/** All occupants of a site, the latest first. */
export async function occupanciesOf(db: Db, siteId: string): Promise<Occupancy[]> {
	const rows = await select<OccupancyRow>(db, 'select * from occupancies where site_id = ? order by from_on desc, seq desc', [
		siteId,
	]);
	return rows.map(occupancyFromRow);
}

export async function hasOccupancy(db: Db, id: string): Promise<boolean> {
	return (await select(db, 'select 1 from occupancies where id = ?', [id])).length > 0;
}

export async function saveOccupancies(db: Db, occupancies: readonly Occupancy[]): Promise<void> {
	for (const {id, siteId, name, uscc, responsible, phone, fromOn, toOn} of occupancies) {
		await db('occupancies')
			.insert({id, site_id: siteId, name, uscc, responsible, phone, from_on: fromOn, to_on: toOn})
			.onConflict('id')
			.merge();
	}
}

const occupancyFromRow = (row: OccupancyRow): Occupancy => ({
	id: row.id,
	siteId: row.site_id,
	name: row.name,
	uscc: row.uscc,
	responsible: row.responsible,
	phone: row.phone,
	fromOn: row.from_on,
	toOn: row.to_on,
});
