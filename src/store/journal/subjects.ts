import {isInScope, type Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {entriesLike, type JournalFilter} from './journal.ts';

/** The live table behind each kind of subject: its row carries the version of its last entry, facts have only one. */
export const liveTables: Record<string, string> = {
	area: 'areas',
	person: 'people',
	grant: 'grants',
	site: 'sites',
	'risk-point': 'risk_points',
	hazard: 'hazards',
	measure: 'measures',
	paper: 'papers',
	plan: 'plans',
	team: 'teams',
	leave: 'leave',
	setting: 'settings',
	'list-issue': 'list_issues',
	report: 'reports',
	inspection: 'inspections',
	photo: 'photos',
	'weather-warning': 'weather_warnings',
	lead: 'leads',
	boundary: 'area_boundaries',
	'floor-plan': 'floor_plans',
};

export type LiveRow = Record<string, unknown> & {seq: number; id: string; version: number};

export async function liveRows(db: Db, kind: string, after: number, limit: number): Promise<LiveRow[]> {
	const rows = await select<LiveRow>(db, `select * from ${liveTables[kind]} where seq > ? order by seq limit ?`, [after, limit]);
	return rows.map(row => ({...row, version: row.version ?? 1}));
}

type Place = {community_id: string | null; domain: string | null};

/** Where a subject of a scoped kind lies: visible when any of these places is in the scope. */
const placesOf: Record<string, string> = {
	site: 'select community_id, null as domain from sites where id = ?',
	occupancy: 'select s.community_id, null as domain from occupancies o join sites s on s.id = o.site_id where o.id = ?',
	'floor-plan': 'select s.community_id, null as domain from floor_plans f join sites s on s.id = f.site_id where f.id = ?',
	'risk-point': 'select community_id, domain from risk_points where id = ?',
	assessment: 'select p.community_id, p.domain from assessments a join risk_points p on p.id = a.risk_point_id where a.id = ?',
	hazard: 'select community_id, domain from hazards where id = ?',
	lead: 'select community_id, null as domain from leads where id = ?',
	slot: 'select community_id, domain from slots where id = ?',
	inspection: `select i.community_id, c.domain from inspections i left join checks c on c.inspection_id = i.id where i.id = ?`,
	paper: `select h.community_id, h.domain from papers p join paper_hazards ph on ph.paper_id = p.id join hazards h on h.id = ph.hazard_id where p.id = ?
		union select c.community_id, c.domain from papers p join checks c on c.inspection_id = p.inspection_id where p.id = ?
		union select community_id, domain from papers where id = ? and inspection_id is null
			and not exists (select 1 from paper_hazards x where x.paper_id = papers.id)`,
};

/** Who made a thing sees it wherever it lies. */
const makers: Record<string, string> = {
	inspection: 'select 1 as one from inspections where id = ? and filed_by = ?',
	lead: 'select 1 as one from leads where id = ? and reporter = ?',
};

/** What all staff may see (rules §1.7); a person with his name and roles. */
const open = new Set([
	'area',
	'boundary',
	'person',
	'plan',
	'measure',
	'team',
	'leave',
	'checklist',
	'method',
	'calendar',
	'weather-warning',
]);

/** Whether a subject lies in a scope. Kinds that are not named here are for readers of the whole journal. */
export async function isVisible(db: Db, subject: string, scope: Scope, personId: string): Promise<boolean> {
	const [, kind = '', id = ''] = /^([^:]*):(.*)$/.exec(subject) ?? [];
	if (open.has(kind) || /^setting:(calendar|table)\//.test(subject)) return true;
	const sql = Object.hasOwn(placesOf, kind) ? placesOf[kind]! : undefined;
	if (sql === undefined) return false;
	const places = await select<Place>(db, sql, Array(sql.split('?').length - 1).fill(id));
	// A lead that nobody has placed yet is for all staff to see.
	const isSeen = ({community_id: community, domain}: Place) =>
		community === null ? kind === 'lead' : isInScope(scope, community, domain);
	if (places.some(isSeen)) return true;
	const made = Object.hasOwn(makers, kind) ? await select(db, makers[kind]!, [id, personId]) : [];
	return made.length > 0;
}

export async function countEntries(db: Db, filter: JournalFilter): Promise<number> {
	const row = (await db('journal').modify(entriesLike(filter)).count({count: '*'}).first()) as {count: number} | undefined;
	return Number(row?.count ?? 0);
}
