import type {Day, Instant} from '../../domain/days.ts';
import {
	endedStates,
	gradeRank,
	type Hazard,
	type HazardGrade,
	type HazardState,
	openStates,
} from '../../domain/hazards/hazard.ts';
import type {FlagCode} from '../../domain/hazards/hazard-flags.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {hazardVersions, openAt, picturesOf} from '../journal/as-of.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';
import {type Piece, searchSql} from './hazard-search.ts';

export type HazardFilter = {
	scope: Scope;
	states: readonly HazardState[];
	/** The day by which overdue is told. */
	today: Day;
	/** As things stood then; the present when absent. */
	at?: Instant | undefined;
	/** As of a moment: of the ended ones only those that ended later than this. */
	endedAfter?: Instant | undefined;
	grade?: HazardGrade | undefined;
	domain?: string | undefined;
	/** Communities of a filter by area, or the areas below a grid. */
	communities?: string[] | undefined;
	siteAreas?: string[] | undefined;
	site?: string | undefined;
	riskPoint?: string | undefined;
	overdue?: boolean | undefined;
	dueBefore?: Day | undefined;
	q?: string | undefined;
	/** Of the present only: columns of the past do not say it. */
	flagged?: boolean | undefined;
	flag?: FlagCode | undefined;
};

/** Where a page ends: grade rank, red flag, due day, arrival. */
export type HazardKey = [number, number, string, number];
export type Listed = {hazard: Hazard; key: HazardKey};

type Row = {id: string; version: number; body: string; grade_rank: number; red_flag: number; due_on: string; seq: number};

/** A page in list order (rules §1.10): major first, red flag, due day, arrival. */
export async function hazardPage(
	db: Db,
	filter: HazardFilter,
	{after, limit}: {after?: HazardKey | undefined; limit: number},
): Promise<Listed[]> {
	const {from, where} = await queryOf(db, filter);
	const keyset = after ? ' and (h.grade_rank, h.red_flag, h.due_on, h.seq) > (?, ?, ?, ?)' : '';
	const rows = await select<Row>(
		db,
		`select h.id, h.version, h.body, h.grade_rank, h.red_flag, h.due_on, h.seq from ${from.sql} where ${where.sql}${keyset}
			order by h.grade_rank, h.red_flag, h.due_on, h.seq limit ?`,
		[...from.bindings, ...where.bindings, ...(after ?? []), limit],
	);
	const hazards = filter.at ? await picturesAsOf(db, rows, filter.at) : new Map(rows.map(row => [row.id, JSON.parse(row.body)]));
	return rows.map(({id, grade_rank, red_flag, due_on, seq}) => ({
		hazard: hazards.get(id) as Hazard,
		key: [grade_rank, red_flag, due_on, seq],
	}));
}

export async function countHazards(db: Db, filter: HazardFilter): Promise<number> {
	const {from, where} = await queryOf(db, filter);
	const [row] = await select<{n: number}>(db, `select count(*) as n from ${from.sql} where ${where.sql}`, [
		...from.bindings,
		...where.bindings,
	]);
	return row!.n;
}

async function queryOf(db: Db, filter: HazardFilter): Promise<{from: Piece; where: Piece}> {
	const from = filter.at ? standingAt(filter, filter.at) : {sql: 'hazards h', bindings: []};
	const pieces = conditions(filter);
	if (filter.q) pieces.push(await searchSql(db, filter.q, narrowed(filter)));
	return {
		from,
		where: {sql: pieces.map(piece => piece.sql).join(' and '), bindings: pieces.flatMap(piece => piece.bindings)},
	};
}

/** The scope for the tokens of the index: that of the caller, or for someone who sees everything that of his filter. */
const narrowed = ({scope, domain, communities}: HazardFilter): Scope =>
	scope === 'all' && (domain || communities) ? [{communities: communities ?? [], domains: domain ? [domain] : 'all'}] : scope;

function conditions(filter: HazardFilter): Piece[] {
	const {scope, states, at, today, grade, domain, communities, siteAreas, site, riskPoint, overdue, dueBefore, flagged, flag} =
		filter;
	const pieces: Piece[] = [stateSql(states, at !== undefined)];
	const add = (sql: string, ...bindings: Array<string | number>) => pieces.push({sql, bindings});
	const inScope = scopeSql(scope);
	if (inScope.sql) pieces.push(inScope);
	if (grade) add('h.grade_rank = ?', 2 - gradeRank[grade]);
	if (domain) add('h.domain = ?', domain);
	if (communities) add(communities.length > 0 ? `h.community_id in ${marks(communities)}` : '1 = 0', ...communities);
	if (siteAreas) add(`h.site_id in (select s.id from sites s where s.area_id in ${marks(siteAreas)})`, ...siteAreas);
	if (site) add('h.site_id = ?', site);
	if (riskPoint) add('h.risk_point_id = ?', riskPoint);
	const late = `(h.due_on < ? and h.state in ${marks(openStates)})`;
	if (overdue !== undefined) add(overdue ? late : `not ${late}`, today, ...openStates);
	if (dueBefore) add('h.due_on < ?', dueBefore);
	if (flagged !== undefined) add(flagged ? `h.flags <> ''` : `h.flags = ''`);
	if (flag) add('h.flags like ?', `% ${flag} %`);
	return pieces;
}

function stateSql(states: readonly HazardState[], isAsOf: boolean): Piece {
	const wanted = new Set(states);
	const open = openStates.filter(state => wanted.has(state));
	const ended = endedStates.filter(state => wanted.has(state));
	// The predicate of the partial indexes, letter for letter (rules §2.2).
	const half = isAsOf || (open.length > 0 && ended.length > 0) ? '1 = 1' : `h.ended_at is ${ended.length > 0 ? 'not ' : ''}null`;
	const isWhole = [openStates.length, 0].includes(open.length) && [endedStates.length, 0].includes(ended.length);
	if (isWhole) return {sql: half, bindings: []};
	const list = [...open, ...ended];
	return {sql: `${half} and h.state in ${marks(list)}`, bindings: list};
}

/** Rows like those of hazards, as they stood: open ones by the span index, ended ones from the hazards that had ended by then. */
function standingAt({states, scope, endedAfter}: HazardFilter, at: Instant): Piece {
	const columns = 'version, state, grade_rank, red_flag, due_on, community_id, domain';
	const picked = columns
		.split(', ')
		.map(name => `v.${name}`)
		.join(', ');
	const parts: Piece[] = [];
	if (openStates.some(state => states.includes(state))) {
		const inScope = scopeSql(scope);
		const open = openAt(hazardVersions, at, inScope.sql, inScope.bindings);
		parts.push({
			sql: `select v.hazard_id as id, ${picked}, g.seq, g.number, g.site_id, g.risk_point_id, g.search_text, '' as body from (${open.sql}) v
				join hazards g on g.id = v.hazard_id`,
			bindings: open.bindings as Array<string | number>,
		});
	}
	// An ended hazard never opens again, and its columns no longer change: only its version is looked up later.
	if (endedStates.some(state => states.includes(state)))
		parts.push({
			sql: `select v.id, ${picked}, v.seq, v.number, v.site_id, v.risk_point_id, v.search_text, '' as body from hazards v
				where v.ended_at is not null and v.ended_at > ? and v.ended_at <= ? and v.registered_at <= ?`,
			bindings: [endedAfter ?? '', at, at],
		});
	return {sql: `(${parts.map(({sql}) => sql).join(' union all ')}) h`, bindings: parts.flatMap(({bindings}) => bindings)};
}

/** Hazards by id as they stood at a moment; those not registered by then are missing. */
export async function picturesAsOf(db: Db, rows: ReadonlyArray<{id: string}>, at: Instant): Promise<Map<string, Hazard>> {
	const ids = rows.map(({id}) => id);
	const versions: Array<{hazard_id: string; version: number}> = [];
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		versions.push(
			...(await select<{hazard_id: string; version: number}>(
				db,
				`select hazard_id, max(version) as version from hazard_versions where hazard_id in ${marks(slice)} and valid_from <= ? group by hazard_id`,
				[...slice, at],
			)),
		);
	}
	const pictures = await picturesOf<Hazard>(
		db,
		versions.map(({hazard_id, version}) => ({subject: `hazard:${hazard_id}`, version})),
	);
	return new Map([...pictures].map(([subject, hazard]) => [subject.slice('hazard:'.length), hazard]));
}
