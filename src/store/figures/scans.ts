import type {Day, Instant} from '../../domain/days.ts';
import type {Group} from '../../domain/figures/count.ts';
import type {OwedLook, Standing} from '../../domain/figures/dates.ts';
import type {Basis, Reading} from '../../domain/figures/figures.ts';
import {gradeOfRank, type Judge, type Seen, unseen} from '../../domain/figures/seen.ts';
import type {Split} from '../../domain/figures/splits.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {endless, openAt, present} from '../journal/as-of.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';
import {hazardDates} from './hazard-dates.ts';

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
			: joined([{sql: 'registered_at >= ? and registered_at < ?', bindings: [ask.from, ask.until]}, validAt('', ask.at)]);
	return {
		sql: `select * from hazard_dates where ${half.sql} and ${where.sql}`,
		bindings: [...half.bindings, ...where.bindings],
	};
}

const validAt = (prefix: string, at: Instant | undefined): Piece =>
	at === undefined
		? {sql: `${prefix}valid_to = '${endless}'`, bindings: []}
		: {sql: `${prefix}valid_from <= ? and ${prefix}valid_to > ?`, bindings: [at, at]};

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

// Registered here for the same item within twelve months, and not struck off as void or merged.
const wasThere = (at: Instant | undefined): Piece => {
	const valid = validAt('e.', at);
	return {
		sql: `exists (select 1 from hazard_dates e where e.site_id = d.site_id and e.domain = d.domain and e.item_id = d.item_id
			and e.registered_at < d.registered_at
			and e.registered_at >= (cast(substr(d.registered_at, 1, 4) as integer) - 1) || substr(d.registered_at, 5)
			and e.standing in ('open', 'closed') and ${valid.sql})`,
		bindings: valid.bindings,
	};
};

const yes = ({sql, bindings}: Piece): Piece => ({sql: `case when ${sql} then 1 else 0 end`, bindings});
const plain = (...names: string[]): Piece[] => names.map(name => ({sql: `d.${name}`, bindings: []}));
const before = (name: string, day: Day): Piece => yes({sql: `d.${name} < ?`, bindings: [day]});

type Told = Array<string | number>;
type ReadingSql = {
	columns: (ask: FigureAsk) => Piece[];
	where: string;
	seen: (values: Told, ask: FigureAsk, judge: Judge) => Partial<Seen>;
};
const readings: Record<Reading, ReadingSql> = {
	facts: {
		columns: ({today}) => [
			...plain('standing', 'grade_rank', 'signs'),
			before('due_on', today),
			before('missed_on', today),
			before('registered_on', today),
		],
		where: '1 = 1',
		seen: ([standing, rank, signs, isDue, wasMissed, isDayOver]) => ({
			standing: standing as Standing,
			grade: gradeOfRank(rank as number),
			signs: signs as number,
			isDue: isDue === 1,
			wasMissed: wasMissed === 1,
			isDayOver: isDayOver === 1,
		}),
	},
	days: {
		columns: () => plain('standing', 'days_to_close'),
		where: `d.standing = 'closed'`,
		seen: ([standing, days]) => ({standing: standing as Standing, daysToClose: days as number}),
	},
	looks: {
		columns: () => plain('standing', 'domain', 'looks'),
		where: `d.looks <> ''`,
		seen: ([standing, domain, looks], {today}, judge) => ({
			standing: standing as Standing,
			looks: judge(domain as string, looksOf(looks as string), today),
		}),
	},
	repetition: {
		columns: ({at}) => [...plain('standing', 'signs'), yes(wasThere(at))],
		where: `d.standing in ('open', 'closed')`,
		seen: ([standing, signs, there]) => ({standing: standing as Standing, signs: signs as number, wasThere: there === 1}),
	},
};

const looksOf = (text: string): OwedLook[] =>
	text.split(';').map(look => {
		const [since = '', on = ''] = look.split('>');
		return {since, on: on || null};
	});

export type Scan = {basis: Basis; reads: Reading; split?: Split | undefined};

/** One grouped scan: so many hazards that look the same, by what they tell of the split. */
export async function scan(db: Db, ask: FigureAsk, {basis, reads, split}: Scan, judge: Judge): Promise<Scanned[]> {
	const {columns, where, seen} = readings[reads];
	const picked = columns(ask);
	const rows = rowsAt(ask, basis);
	const names = picked.map((_, i) => `c${i}`);
	const found = await select<Record<string, string | number> & {told: string | number; n: number}>(
		db,
		`select ${told[split ?? 'none']} as told, ${picked.map(({sql}, i) => `${sql} as c${i}`).join(', ')}, count(*) as n
			from (${rows.sql}) d where ${where} group by ${[...names, 'told'].map((_, i) => i + 1).join(', ')}`,
		[...picked.flatMap(({bindings}) => bindings), ...rows.bindings],
	);
	return found.map(row => {
		const values = names.map(name => row[name]!);
		const told = String(row.told);
		return {told, mark: [told, ...values].join('|'), count: Number(row.n), seen: {...unseen, ...seen(values, ask, judge)}};
	});
}

/** The hazards of chosen groups in order of arrival, after one of them. */
export async function rowsOfGroups(
	db: Db,
	ask: FigureAsk,
	{basis, reads, split}: Scan,
	marked: readonly string[],
	{after, limit}: {after: number; limit: number},
): Promise<Array<{id: string; seq: number}>> {
	const {columns, where} = readings[reads];
	const picked = columns(ask);
	const rows = rowsAt(ask, basis);
	const mark = `concat_ws('|', ${[told[split ?? 'none'], ...picked.map(({sql}) => sql)].join(', ')})`;
	return select<{id: string; seq: number}>(
		db,
		`select h.id, h.seq from (${rows.sql}) d join hazards h on h.id = d.hazard_id
			where ${where} and h.seq > ? and ${mark} in (${listOf(db)}) order by h.seq limit ?`,
		[...rows.bindings, after, ...picked.flatMap(({bindings}) => bindings), JSON.stringify(marked), limit],
	);
}
