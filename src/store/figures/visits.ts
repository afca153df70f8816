import {daysBetween} from '../../domain/days.ts';
import type {Split} from '../../domain/figures/splits.ts';
import {type Db, isPostgres} from '../engine.ts';
import {select} from '../rows.ts';
import {outcomeSql} from '../schedule/slot-lists.ts';
import {type FigureAsk, inAreas, joined, listOf, type Piece, within} from './scans.ts';

/** What was visited, by what it tells of the split: `n` visits, `done` of them as they should be. */
export type Visited = {told: string; target: string; n: number; done: number};

/** Splits that an inspection or a slot can tell of; a grade it has not. */
export type VisitSplit = Exclude<Split, 'grade'>;

/** The Shanghai day of a moment. */
const dayIn = (db: Db, column: string): string =>
	isPostgres(db) ? `to_char((${column}::timestamptz at time zone 'Asia/Shanghai'), 'YYYY-MM-DD')` : `date(${column}, '+8 hours')`;

const inspectionTold = (db: Db): Record<VisitSplit | 'none', string> => ({
	none: `''`,
	domain: 'c.domain',
	community: 'i.community_id',
	'site-kind': 's.kind',
	person: 'i.inspectors',
	week: dayIn(db, 'i.registered_at'),
	month: dayIn(db, 'i.registered_at'),
	quarter: dayIn(db, 'i.registered_at'),
});

// Only a kind of site has to be read from the sites themselves.
const withSites = (from: string, row: string, split?: VisitSplit): string =>
	split === 'site-kind' ? `${from} join sites s on s.id = ${row}.site_id` : from;

/** Inspections that found somebody, by arrival. Seen by the communities and domains of their checks (rules §1.7). */
function inspectionRows(ask: FigureAsk, split?: VisitSplit): {from: Piece; where: Piece} {
	const isByDomain = split === 'domain';
	const {siteAreas, ...rest} = ask;
	const ofChecks = within(rest);
	const checks = joined(ofChecks);
	const from = withSites('inspections i', 'i', split);
	const parts: Piece[] = [
		{sql: `i.registered_at >= ? and i.registered_at < ? and i.outcome = 'inspected'`, bindings: [ask.from, ask.until]},
		...(ask.at === undefined ? [] : [{sql: 'i.registered_at <= ?', bindings: [ask.at]}]),
		...(siteAreas ? [inAreas('i.site_id', siteAreas)] : []),
		...(isByDomain || ofChecks.length === 0
			? []
			: [{...checks, sql: `exists (select 1 from checks where inspection_id = i.id and ${checks.sql})`}]),
	];
	const domains = `${from} join (select inspection_id, domain from checks where ${checks.sql}) c on c.inspection_id = i.id`;
	return {
		from: isByDomain ? {...checks, sql: domains} : {sql: from, bindings: []},
		where: joined(parts),
	};
}

/** Inspections by site; split by domain, one with checks of two counts under both. */
export async function inspectionScan(db: Db, ask: FigureAsk, split?: VisitSplit): Promise<Visited[]> {
	const {from, where} = inspectionRows(ask, split);
	const rows = await select<Visited>(
		db,
		`select ${inspectionTold(db)[split ?? 'none']} as told, i.site_id as target, count(${split === 'domain' ? 'distinct i.id' : '*'}) as n
			from ${from.sql} where ${where.sql} group by 1, 2`,
		[...from.bindings, ...where.bindings],
	);
	return rows.map(({told, target, n}) => ({told, target, n: Number(n), done: Number(n)}));
}

/** How many sites were found open, and how often, in the period: no row of a part is read, so a year of a city is counted from indexes. */
export async function inspectionTotals(db: Db, ask: FigureAsk): Promise<{sites: number; visits: number}> {
	const where = inspectionRows(ask).where;
	const [row] = await select<{sites: number; visits: number}>(
		db,
		`select (select count(*) from sites s where exists (select 1 from inspections i where i.site_id = s.id and ${where.sql})) as sites,
			(select count(*) from inspections i where ${where.sql}) as visits`,
		[...where.bindings, ...where.bindings],
	);
	return {sites: Number(row!.sites), visits: Number(row!.visits)};
}

const slotTold: Record<VisitSplit | 'none', string> = {
	none: `''`,
	domain: 'd.domain',
	community: 'd.community_id',
	'site-kind': 's.kind',
	person: `coalesce(d.people, '')`,
	week: 'd.due_on',
	month: 'd.due_on',
	quarter: 'd.due_on',
};

const longPeriod = 60;
/** Of a long period SQLite would look up every slot by its due day; the index by point holds all that is read of it. */
const slotsOf = (db: Db, ask: FigureAsk): string =>
	!isPostgres(db) && within(ask).length === 0 && ask.at === undefined && daysBetween(ask.fromOn, ask.toOn) > longPeriod
		? 'slots indexed by slots_point'
		: 'slots';

/** Slots that fell due in the period and before the day of the cut-off, with the checks that had arrived by then. */
function slotRows(db: Db, ask: FigureAsk): {rows: Piece; kept: Piece; settled: Piece; inTime: Piece} {
	const where = joined([
		{sql: 'due_on >= ? and due_on <= ? and due_on < ?', bindings: [ask.fromOn, ask.toOn, ask.today]},
		...(ask.at === undefined ? [] : [{sql: 'created_at <= ?', bindings: [ask.at]}]),
		...within(ask),
	]);
	const names =
		'seq, id, plan_id, risk_point_id, site_id, community_id, domain, opens_on, due_on, grace_on, attempts, excused_on, superseded_on, people';
	const arrived: Piece =
		ask.at === undefined
			? {sql: 'checked_on', bindings: []}
			: {
					sql: `case when exists (select 1 from inspections i where i.id = slots.inspection_id and i.registered_at > ?)
						then null else checked_on end as checked_on`,
					bindings: [ask.at],
				};
	const is = (outcome: Parameters<typeof outcomeSql>[1]): Piece => outcomeSql(db, outcome, ask.today);
	const [done, late, excused, superseded] = [is('done'), is('done-late'), is('excused'), is('superseded')];
	return {
		rows: {
			sql: `select ${names}, ${arrived.sql} from ${slotsOf(db, ask)} where ${where.sql}`,
			bindings: [...arrived.bindings, ...where.bindings],
		},
		kept: joined([
			{sql: `not ${excused.sql}`, bindings: excused.bindings},
			{sql: `not ${superseded.sql}`, bindings: superseded.bindings},
		]),
		settled: {sql: `(${done.sql} or ${late.sql})`, bindings: [...done.bindings, ...late.bindings]},
		inTime: done,
	};
}

/** Due slots by risk point: `done` of them in time, or at all when `atAll`. */
export async function slotScan(db: Db, ask: FigureAsk, atAll: boolean, split?: VisitSplit): Promise<Visited[]> {
	const {rows, kept, settled, inTime} = slotRows(db, ask);
	const good = atAll ? settled : inTime;
	const found = await select<Visited>(
		db,
		`select ${slotTold[split ?? 'none']} as told, d.risk_point_id as target, count(*) as n, sum(case when ${good.sql} then 1 else 0 end) as done
			from ${withSites(`(${rows.sql}) d`, 'd', split)} where ${kept.sql} group by 1, 2`,
		[...good.bindings, ...rows.bindings, ...kept.bindings],
	);
	return found.map(({told, target, n, done}) => ({told, target, n: Number(n), done: Number(done)}));
}

/** Due slots and those of them done in time; the risk points that had any, and those that were seen at all. */
export async function slotTotals(db: Db, ask: FigureAsk): Promise<{slots: number; inTime: number; points: number; seen: number}> {
	const {rows, kept, settled, inTime} = slotRows(db, ask);
	const sum = ({sql}: Piece) => `sum(case when ${sql} then 1 else 0 end)`;
	const [row] = await select<Record<'slots' | 'in_time' | 'points' | 'seen', number | null>>(
		db,
		`select count(*) as points, sum(n) as slots, sum(done) as in_time, sum(case when seen > 0 then 1 else 0 end) as seen
			from (select d.risk_point_id, count(*) as n, ${sum(inTime)} as done, ${sum(settled)} as seen
				from (${rows.sql}) d where ${kept.sql} group by d.risk_point_id) p`,
		[...inTime.bindings, ...settled.bindings, ...rows.bindings, ...kept.bindings],
	);
	const {slots, in_time: done, points, seen} = row!;
	return {slots: Number(slots ?? 0), inTime: Number(done ?? 0), points: Number(points), seen: Number(seen ?? 0)};
}

export type VisitRow = {
	id: string;
	seq: number;
	number: string;
	title: string;
	site_id: string;
	site_name: string;
	community_id: string;
	domain: string | null;
	day: string | null;
};
export type VisitKind = 'site' | 'inspection' | 'slot' | 'risk-point';

const shown: Record<VisitKind, string> = {
	site: `x.label as number, x.name as title, x.id as site_id, x.name as site_name, x.community_id, null as domain, null as day from sites x`,
	inspection: `x.number, '' as title, x.site_id, s.name as site_name, x.community_id, null as domain, x.inspected_on as day
		from inspections x join sites s on s.id = x.site_id`,
	slot: `p.label as number, p.name as title, x.site_id, s.name as site_name, x.community_id, x.domain, x.due_on as day
		from slots x join sites s on s.id = x.site_id join risk_points p on p.id = x.risk_point_id`,
	'risk-point': `x.label as number, x.name as title, x.site_id, s.name as site_name, x.community_id, x.domain, null as day
		from risk_points x join sites s on s.id = x.site_id`,
};

export type VisitPart = {
	kind: VisitKind;
	/** Only those that are as they should be: what stands above the line. */
	done: boolean;
	split?: VisitSplit | undefined;
	/** What the wanted part of the split is told by; everything when absent. */
	tolds?: string[] | undefined;
};

/** What a figure counted, in order of arrival. */
export async function visitRows(
	db: Db,
	ask: FigureAsk,
	part: VisitPart,
	{after, limit}: {after: number; limit: number},
): Promise<VisitRow[]> {
	const ids = part.kind === 'site' || part.kind === 'inspection' ? inspectionIds(db, ask, part) : slotIds(db, ask, part);
	return select<VisitRow>(
		db,
		`select x.id, x.seq, ${shown[part.kind]} where x.id in (${ids.sql}) and x.seq > ? order by x.seq limit ?`,
		[...ids.bindings, after, limit],
	);
}

function inspectionIds(db: Db, ask: FigureAsk, {kind, split, tolds}: VisitPart): Piece {
	const {from, where} = inspectionRows(ask, split);
	const wanted = toldIn(db, inspectionTold(db)[split ?? 'none'], tolds);
	return {
		sql: `select ${kind === 'site' ? 'i.site_id' : 'i.id'} from ${from.sql} where ${where.sql} and ${wanted.sql}`,
		bindings: [...from.bindings, ...where.bindings, ...wanted.bindings],
	};
}

function slotIds(db: Db, ask: FigureAsk, {kind, done, split, tolds}: VisitPart): Piece {
	const {rows, kept, settled, inTime} = slotRows(db, ask);
	const wanted = toldIn(db, slotTold[split ?? 'none'], tolds);
	const good = kind === 'slot' ? inTime : settled;
	return {
		sql: `select ${kind === 'slot' ? 'd.id' : 'd.risk_point_id'} from ${withSites(`(${rows.sql}) d`, 'd', split)}
			where ${kept.sql} and ${wanted.sql}${done ? ` and ${good.sql}` : ''}`,
		bindings: [...rows.bindings, ...kept.bindings, ...wanted.bindings, ...(done ? good.bindings : [])],
	};
}

const toldIn = (db: Db, told: string, values: string[] | undefined): Piece =>
	values === undefined ? {sql: '1 = 1', bindings: []} : {sql: `${told} in (${listOf(db)})`, bindings: [JSON.stringify(values)]};
