import type {RiskLevel} from '../../domain/content.ts';
import type {Day} from '../../domain/days.ts';
import {stepsOf} from '../../domain/register/risk-point.ts';
import type {Scope} from '../../domain/scope.ts';
import type {DynamicRisk} from '../../domain/tables.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

/** A site as the map shows it; `level` is the worst in force among its points, null while none was assessed. */
export type MapSite = {
	id: string;
	name: string;
	kind: string;
	areaId: string;
	communityId: string;
	lat: number;
	lng: number;
	level: RiskLevel | null;
	openHazards: number;
	overdue: number;
};
export type MapFilter = {areas?: string[] | undefined; domain?: string | undefined; raise: DynamicRisk['raise']; today: Day};

type Row = {
	id: string;
	name: string;
	kind: string;
	area_id: string;
	community_id: string;
	lat: number;
	lng: number;
	level: number | null;
	open: number | null;
	late: number | null;
};
type Piece = {sql: string; bindings: unknown[]};

const levels: readonly RiskLevel[] = ['low', 'moderate', 'significant', 'major'];
const assessed = `case p.assessed_level when 'major' then 3 when 'significant' then 2 when 'moderate' then 1 when 'low' then 0 end`;

/** Points in scope by site with the rule of domain/register/risk-point.ts levelInForce; 0 low … 3 major. */
function pointsBySite(scope: Scope, {domain, raise, today}: MapFilter): Piece {
	const inScope = named(scopeSql(scope), 'p');
	const up = 'coalesce(r.up, 0)';
	const raised = `coalesce(${assessed}, 1) + ${up}`;
	return {
		sql: `select p.site_id, max(case when ${up} = 0 then ${assessed} when ${raised} > 3 then 3 else ${raised} end) as level
			from risk_points p left join (
				select risk_point_id, max(case grade when 'major' then cast(? as integer) else cast(? as integer) end) as up from hazards
				where ended_at is null and grade <> 'general' group by risk_point_id
			) r on r.risk_point_id = p.id
			where (p.closed_on is null or p.closed_on > ?)${domain === undefined ? '' : ' and p.domain = ?'}${inScope.sql && ` and ${inScope.sql}`}
			group by p.site_id`,
		bindings: [
			...[stepsOf('major', raise), stepsOf('suspected-major', raise), today],
			...(domain === undefined ? [] : [domain]),
			...inScope.bindings,
		],
	};
}

function hazardsBySite(scope: Scope, {domain, today}: MapFilter): Piece {
	const inScope = scopeSql(scope);
	return {
		sql: `select site_id, count(*) as open, sum(case when due_on < ? then 1 else 0 end) as late from hazards
			where ended_at is null${domain === undefined ? '' : ' and domain = ?'}${inScope.sql && ` and ${inScope.sql}`} group by site_id`,
		bindings: [today, ...(domain === undefined ? [] : [domain]), ...inScope.bindings],
	};
}

const named = ({sql, bindings}: {sql: string; bindings: unknown[]}, table: string): Piece => ({
	sql: sql.replaceAll(/\b(?:community_id|domain)\b/g, name => `${table}.${name}`),
	bindings,
});

/** Sites in scope and in use: the condition on `s`. With a domain only those that have a point of it. */
function sitesIn(scope: Scope, {areas, today}: MapFilter): Piece {
	const inScope = named(scopeSql(scope, false), 's');
	const parts = [
		'(s.closed_on is null or s.closed_on > ?)',
		...(areas ? [areas.length > 0 ? `s.area_id in ${marks(areas)}` : '1 = 0'] : []),
		...(inScope.sql ? [inScope.sql] : []),
	];
	return {sql: parts.join(' and '), bindings: [today, ...(areas ?? []), ...inScope.bindings]};
}

/** Every site of the scope that has a place, by name, at most so many. */
export async function mapSites(db: Db, scope: Scope, filter: MapFilter, limit: number): Promise<MapSite[]> {
	const points = pointsBySite(scope, filter);
	const hazards = hazardsBySite(scope, filter);
	const sites = sitesIn(scope, filter);
	const rows = await select<Row>(
		db,
		`select s.id, s.name, s.kind, s.area_id, s.community_id, s.lat, s.lng, x.level, h.open, h.late from sites s
			${filter.domain === undefined ? 'left ' : ''}join (${points.sql}) x on x.site_id = s.id
			left join (${hazards.sql}) h on h.site_id = s.id
			where s.lat is not null and s.lng is not null and ${sites.sql} order by s.name, s.seq limit ?`,
		[...points.bindings, ...hazards.bindings, ...sites.bindings, limit],
	);
	return rows.map(row => ({
		id: row.id,
		name: row.name,
		kind: row.kind,
		areaId: row.area_id,
		communityId: row.community_id,
		lat: row.lat,
		lng: row.lng,
		level: row.level === null ? null : levels[Number(row.level)]!,
		openHazards: Number(row.open ?? 0),
		overdue: Number(row.late ?? 0),
	}));
}

/** How many sites there are, and how many of them have no place yet. */
export async function countMapSites(db: Db, scope: Scope, filter: MapFilter): Promise<{total: number; unplaced: number}> {
	const sites = sitesIn(scope, filter);
	const inScope = named(scopeSql(scope), 'p');
	const hasPoint = `exists (select 1 from risk_points p where p.site_id = s.id and p.domain = ?
		and (p.closed_on is null or p.closed_on > ?)${inScope.sql && ` and ${inScope.sql}`})`;
	const ofDomain = filter.domain === undefined ? [] : [filter.domain, filter.today, ...inScope.bindings];
	const [row] = await select<{total: number; unplaced: number | null}>(
		db,
		`select count(*) as total, sum(case when s.lat is null or s.lng is null then 1 else 0 end) as unplaced
			from sites s where ${sites.sql}${filter.domain === undefined ? '' : ` and ${hasPoint}`}`,
		[...sites.bindings, ...ofDomain],
	);
	return {total: Number(row!.total), unplaced: Number(row!.unplaced ?? 0)};
}
