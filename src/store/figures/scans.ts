import {type Day, type Instant, startOf} from '../../domain/days.ts';
import type {Group} from '../../domain/figures/count.ts';
import type {OwedLook} from '../../domain/figures/dates.ts';
import type {Basis, Reading} from '../../domain/figures/figures.ts';
import type {Judge} from '../../domain/figures/seen.ts';
import {bits, hasBit} from '../../domain/figures/signs.ts';
import type {Split} from '../../domain/figures/splits.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {openAt, present} from '../journal/as-of.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';
import {earlierOf, hazardDates} from './hazard-dates.ts';

export type Piece = {sql: string; bindings: unknown[]};
/** A period of days, a cut-off (the present when absent) and what the reader may see and wants to see. */
export type FigureAsk = {
	scope: Scope;
	fromOn: Day;
	toOn: Day;
	/** The period in moments: from, until exclusive. */
	from: Instant;
	until: Instant;
	at?: Instant | undefined;
	/** The day of the cut-off, by which a deadline is told to have passed. */
	today: Day;
	domain?: string | undefined;
	communities?: string[] | undefined;
	siteAreas?: string[] | undefined;
};
/** A group of a scan with what it tells of the split, and the text by which its rows are found again. */
export type Scanned = Group & {told: string; mark: string};

export const joined = (pieces: readonly Piece[]): Piece => ({
	sql: pieces.map(({sql}) => sql).join(' and ') || '1 = 1',
	bindings: pieces.flatMap(({bindings}) => bindings),
});

/** The texts of a JSON list that is bound to it, as a subquery. */
export const listOf = (db: Db): string =>
	isPostgres(db) ? 'select jsonb_array_elements_text(?::jsonb)' : 'select value from json_each(?)';

/** Scope and filters on rows with community, domain and site. */
export function within({scope, domain, communities, siteAreas}: FigureAsk): Piece[] {
	const inScope = scopeSql(scope);
	return [
		...(inScope.sql ? [inScope] : []),
		...(domain === undefined ? [] : [{sql: 'domain = ?', bindings: [domain]}]),
		...(communities === undefined ? [] : [isIn('community_id', communities)]),
		...(siteAreas === undefined ? [] : [inAreas('site_id', siteAreas)]),
	];
}

export const inAreas = (column: string, areas: string[]): Piece => ({
	sql: `${column} in (select id from sites where area_id in ${marks(areas)})`,
	bindings: areas,
});

const isIn = (column: string, values: readonly string[]): Piece =>
	values.length > 0 ? {sql: `${column} in ${marks(values)}`, bindings: [...values]} : {sql: '1 = 0', bindings: []};

/** Rows of hazard_dates as they stood at the cut-off: registered in the period, or all open ones. */
export function rowsAt(ask: FigureAsk, basis: Basis): Piece {
	const where = joined(within(ask));
	if (basis === 'standing' && ask.at !== undefined) return openAt(hazardDates, ask.at, where.sql, where.bindings);
	const half =
		basis === 'standing'
			? {sql: `is_open = 1 and span = ${present}`, bindings: []}
			: joined([{sql: 'registered_at >= ? and registered_at < ?', bindings: [ask.from, ask.until]}, validAt(ask.at)]);
	return {
		sql: `select * from hazard_dates where ${half.sql} and ${where.sql}`,
		bindings: [...half.bindings, ...where.bindings],
	};
}

const validAt = (at: Instant | undefined): Piece =>
	at === undefined ? {sql: `span = ${present}`, bindings: []} : {sql: 'valid_from <= ? and valid_to > ?', bindings: [at, at]};

const told: Record<Split | 'none', string> = {
	none: `''`,
	domain: 'd.domain',
	grade: 'd.grade_rank',
	community: 'd.community_id',
	'site-kind': 'd.site_kind',
	person: 'd.filers',
	week: 'd.registered_on',
	month: 'd.registered_on',
	quarter: 'd.registered_on',
};

/** The facts of a row with what they come to at the cut-off, in one number. Looks are judged by themselves and need the standing only. */
function codeAt({today}: FigureAsk, reads: readonly Reading[]): Piece {
	if (reads.every(each => each === 'looks')) return {sql: `d.signs & ${3 * bits.standing}`, bindings: []};
	return {
		sql: `d.signs + case when d.due_on < ? then ${bits.due} else 0 end + case when d.registered_at < ? then ${bits.dayOver} else 0 end`,
		bindings: [today, startOf(today)],
	};
}

/** Whether a row repeats one of the twelve months before: of the present its own sign says it, of a past moment it is asked for. */
function repeats({at}: FigureAsk): Piece {
	if (at === undefined) return {sql: `d.signs & ${bits.stands} <> 0`, bindings: []};
	// Struck off as void or merged before the cut-off, an earlier one is no repetition; what is struck off never changes again.
	const stands = `(e.standing in ('open', 'closed') or e.valid_from > ?)`;
	return {sql: `d.signs & ${bits.there} <> 0 and exists (${earlierOf('d')} and ${stands})`, bindings: [at]};
}

export type Scan = {basis: Basis; reads: readonly Reading[]; split?: Split | undefined};
type Row = {told: string | number; code: number; days: number | null; domain?: string; looks?: string; n: number};
type Column = Piece & {name: keyof Row};

/** What a scan groups by. */
function grouped(ask: FigureAsk, {reads, split}: Scan): Column[] {
	const plain = (name: keyof Row, sql: string) => ({name, sql, bindings: []});
	return [
		plain('told', told[split ?? 'none']),
		{name: 'code', ...codeAt(ask, reads)},
		...(reads.includes('days') ? [plain('days', 'coalesce(d.days_to_close, -1)')] : []),
		...(reads.includes('looks') ? [plain('domain', 'd.domain'), plain('looks', 'd.looks')] : []),
	];
}

/** One grouped scan: so many hazards that look the same, by what they tell of the split. */
export async function scan(db: Db, ask: FigureAsk, how: Scan, judge: Judge): Promise<Scanned[]> {
	const columns = grouped(ask, how);
	const all = await groupsOf(db, ask, how, columns);
	const isAskedFor = how.reads.includes('repetition') && ask.at !== undefined;
	const groups = isAskedFor ? parted(all, await groupsOf(db, ask, how, columns, repeats(ask)), columns) : all;
	const wasThere = ask.at === undefined ? bits.stands : bits.wasThere;
	return groups.map(row => ({
		told: String(row.told),
		mark: markOf(columns, row),
		count: Number(row.n),
		seen: {
			signs: row.code,
			isDue: hasBit(row.code, bits.due),
			isDayOver: hasBit(row.code, bits.dayOver),
			wasThere: hasBit(row.code, wasThere),
			daysToClose: row.days ?? null,
			looks: row.looks ? judge(row.domain!, looksOf(row.looks), ask.today) : 'none',
		},
	}));
}

const markOf = (columns: readonly Column[], row: Row): string => columns.map(({name}) => row[name]).join('|');

async function groupsOf(db: Db, ask: FigureAsk, {basis}: Scan, columns: readonly Column[], where?: Piece): Promise<Row[]> {
	const rows = rowsAt(ask, basis);
	return select<Row>(
		db,
		`select ${columns.map(({sql, name}) => `${sql} as ${name}`).join(', ')}, count(*) as n
			from (${rows.sql}) d${where ? ` where ${where.sql}` : ''} group by ${columns.map((_, i) => i + 1).join(', ')}`,
		[...columns.flatMap(({bindings}) => bindings), ...rows.bindings, ...(where?.bindings ?? [])],
	);
}

/** The few that repeat an earlier one are asked for apart, then taken out of the groups that they came from. */
function parted(all: readonly Row[], repeated: readonly Row[], columns: readonly Column[]): Row[] {
	const taken = new Map(repeated.map(row => [markOf(columns, row), Number(row.n)]));
	const rest = all.map(row => ({...row, n: Number(row.n) - (taken.get(markOf(columns, row)) ?? 0)}));
	return [...rest.filter(({n}) => n > 0), ...repeated.map(row => ({...row, code: row.code + bits.wasThere}))];
}

const looksOf = (text: string): OwedLook[] =>
	text.split(';').map(look => {
		const [since = '', on = ''] = look.split('>');
		return {since, on: on || null};
	});

/** The hazards of chosen groups in order of arrival, after one of them. */
export async function rowsOfGroups(
	db: Db,
	ask: FigureAsk,
	how: Scan,
	chosen: readonly string[],
	{after, limit}: {after: number; limit: number},
): Promise<Array<{id: string; seq: number}>> {
	const {sql, bindings} = repeats(ask);
	const columns = grouped(ask, how).map(column =>
		column.name === 'code' && how.reads.includes('repetition') && ask.at !== undefined
			? {
					...column,
					sql: `${column.sql} + case when ${sql} then ${bits.wasThere} else 0 end`,
					bindings: [...column.bindings, ...bindings],
				}
			: column,
	);
	const rows = rowsAt(ask, how.basis);
	return select<{id: string; seq: number}>(
		db,
		`select h.id, h.seq from (${rows.sql}) d join hazards h on h.id = d.hazard_id
			where h.seq > ? and concat_ws('|', ${columns.map(column => column.sql).join(', ')}) in (${listOf(db)}) order by h.seq limit ?`,
		[...rows.bindings, after, ...columns.flatMap(column => column.bindings), JSON.stringify(chosen), limit],
	);
}
