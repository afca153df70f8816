import type {Knex} from 'knex';
import type {Day} from '../../domain/days.ts';
import type {Outcome} from '../../domain/schedule/outcome.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {select} from '../rows.ts';
import {scoped, scopeSql} from '../scope.ts';
import {lockInWrite, type Slot, type SlotRow, slotFromRow, unended} from './slots.ts';

export type SlotFilter = {
	from?: Day;
	to?: Day;
	person?: string;
	site?: string;
	plan?: string;
	/** One, or several of which any. */
	outcome?: Outcome | readonly Outcome[];
	/** The area and everything below it. */
	areas?: readonly string[];
	domain?: string;
	pair?: string;
	/** Given to a pair on a day between these. */
	assignedFrom?: Day;
	assignedTo?: Day;
	/** Whether a pair has it. */
	assigned?: boolean;
	/** Past its due day and open, or not. */
	overdue?: boolean;
};

/** Slots in scope by due day. */
export async function listSlots(
	db: Db,
	scope: Scope,
	filter: SlotFilter,
	{today, after, limit}: {today: Day; after?: [Day, number]; limit: number},
): Promise<Array<{seq: number; slot: Slot}>> {
	const rows = (await db('slots')
		.modify(scoped(scope))
		.modify(filtered(db, filter, today))
		.modify(query => {
			if (after) query.whereRaw('(due_on, seq) > (?, ?)', after);
		})
		.orderBy([{column: 'due_on'}, {column: 'seq'}])
		.limit(limit)) as SlotRow[];
	return rows.map(row => ({seq: row.seq, slot: slotFromRow(row)}));
}

export async function countSlots(db: Db, scope: Scope, filter: SlotFilter, today: Day): Promise<number> {
	const [row] = (await db('slots')
		.modify(scoped(scope))
		.modify(filtered(db, filter, today))
		.count({n: '*'})) as Array<{n: number}>;
	return Number(row!.n);
}

const filtered =
	(db: Db, filter: SlotFilter, today: Day) =>
	(query: Knex.QueryBuilder): void => {
		const {from, to, person, site, plan, outcome, overdue} = filter;
		placed(filter)(query);
		if (overdue !== undefined) {
			const {sql, bindings} = outcomeSql(db, 'open', today);
			query.whereRaw(`${overdue ? '' : 'not '}(${sql} and due_on < ?)`, [...bindings, today]);
		}
		if (from) query.where('due_on', '>=', from);
		if (to) query.where('due_on', '<=', to);
		if (person) query.where('people', 'like', `%"${person}"%`);
		if (site) query.where({site_id: site});
		if (plan) query.where({plan_id: plan});
		if (!outcome) return;
		const pieces = [outcome].flat().map(one => outcomeSql(db, one, today));
		query.whereRaw(
			`(${pieces.map(({sql}) => sql).join(' or ')})`,
			pieces.flatMap(({bindings}) => bindings),
		);
	};

/** Where it lies, and who is to go there when. */
const placed =
	({areas, domain, pair, assignedFrom, assignedTo, assigned}: SlotFilter) =>
	(query: Knex.QueryBuilder): void => {
		if (areas) query.whereIn('site_id', sites => sites.select('id').from('sites').whereIn('area_id', areas));
		if (domain) query.where({domain});
		if (pair) query.where({pair_id: pair});
		if (assignedFrom) query.where('assigned_on', '>=', assignedFrom);
		if (assignedTo) query.where('assigned_on', '<=', assignedTo);
		if (assigned !== undefined) query[assigned ? 'whereNotNull' : 'whereNull']('assigned_on');
	};

/** `outcomeOf` of domain/schedule/outcome.ts as a condition on a row of slots; a test compares the two. */
export function outcomeSql(db: Db, outcome: Outcome, today: Day): {sql: string; bindings: Day[]} {
	const sql = conditions(db)[outcome];
	return {sql: `(${sql})`, bindings: Array.from(sql.matchAll(/\?/g), () => today)};
}

// A fact counts once its day has come and if it lies within the grace; the first one ends the slot, on one day a check goes first.
const counts = (fact: string) => `(${fact}_on is not null and ${fact}_on <= ? and ${fact}_on <= grace_on)`;
const before = (fact: string, other: string, or = '') => `not (${counts(fact)} and ${fact}_on <${or} ${other}_on)`;
const byCheck = `${counts('checked')} and ${before('excused', 'checked')} and ${before('superseded', 'checked')}`;
const byExcuse = `${counts('excused')} and ${before('checked', 'excused', '=')} and ${before('superseded', 'excused')}`;
const bySupersession = `${counts('superseded')} and ${before('checked', 'superseded', '=')} and ${before('excused', 'superseded', '=')}`;
const unvisited = `not ${counts('checked')} and not ${counts('excused')} and not ${counts('superseded')}`;

const conditions = (db: Db): Record<Outcome, string> => ({
	open: `${unvisited} and grace_on >= ?`,
	done: `${byCheck} and checked_on <= due_on`,
	'done-late': `${byCheck} and checked_on > due_on`,
	missed: `${unvisited} and grace_on < ? and not ${attempted(db)}`,
	'not-inspectable': `${unvisited} and grace_on < ? and ${attempted(db)}`,
	excused: byExcuse,
	superseded: bySupersession,
});

const attempted = (db: Db): string =>
	isPostgres(db)
		? `exists (select 1 from jsonb_array_elements(slots.attempts::jsonb) as tried(attempt) where tried.attempt->>'on' between opens_on and grace_on)`
		: `exists (select 1 from json_each(slots.attempts) as tried where json_extract(tried.value, '$.on') between opens_on and grace_on)`;

/** What pairs are, or were, to check between two days, without what became void, by day and due day. */
export async function slotsOnBoard(
	db: Db,
	scope: Scope,
	filter: SlotFilter & {assignedFrom: Day; assignedTo: Day},
	{today, limit}: {today: Day; limit: number},
): Promise<Slot[]> {
	const rows = (await db('slots')
		.modify(scoped(scope))
		.modify(filtered(db, filter, today))
		.whereNull('superseded_on')
		.orderBy(['assigned_on', 'due_on', 'seq'])
		.limit(limit)) as SlotRow[];
	return rows.map(slotFromRow);
}

/** What a person is still to check from a day on, by day: his share is what he leaves when he goes. */
export async function slotsHeldBy(
	db: Db,
	scope: Scope,
	{personId, from, today, limit}: {personId: string; from: Day; today: Day; limit: number},
): Promise<Slot[]> {
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<SlotRow>(
		db,
		`select * from slots where assigned_on >= ? and people like ? and ${unended} and grace_on >= ?${sql && ` and ${sql}`}
			order by assigned_on, due_on, seq limit ?${lockInWrite(db)}`,
		[from, `%"${personId}"%`, today, ...bindings, limit],
	);
	return rows.map(slotFromRow);
}

/** The slots of a plan that are still open on a day, those that open later included. */
export async function openSlotsOfPlan(db: Db, planId: string, today: Day): Promise<Slot[]> {
	const rows = await select<SlotRow>(
		db,
		`select * from slots where plan_id = ? and ${unended} and grace_on >= ? order by id${lockInWrite(db)}`,
		[planId, today],
	);
	return rows.map(slotFromRow);
}
