import type {Day, Instant} from '../../domain/days.ts';
import type {SlotFacts as DatedFacts} from '../../domain/schedule/outcome.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';
import {updateRows} from '../update-rows.ts';

export type Attempt = {on: Day; reason: string; inspectionId: string};
/** Who excused a slot and why; `by` is null and the reason 'pause' when its site was shut (rules §1.5). */
export type Excuse = {by: string | null; reason: string};
export type Assigned = {on: Day; pairId: string; people: string[]};

/** A due window with its dated facts; a fact that is not there is left out, so it goes into domain/schedule as it is. */
export type Slot = Omit<DatedFacts, 'attempts'> & {
	id: string;
	planId: string;
	riskPointId: string;
	siteId: string;
	communityId: string;
	domain: string;
	level: string;
	checklist: string;
	ordinal: number;
	priority: number;
	createdAt: Instant;
	/** The terms of the plan under which it was made. */
	rhythm: string;
	/** The due day before a holiday moved it. */
	ruleDueOn?: Day;
	attempts: Attempt[];
	checkedAt?: Instant;
	inspectionId?: string;
	excuse?: Excuse;
	supersededBy?: string;
	assigned?: Assigned;
	/** The day it last lost to the patrol of a red warning, and the plan of that patrol. */
	putOff?: {on: Day; planId: string};
};
export type {Slot as SlotFacts};

export type SlotRow = {
	seq: number;
	id: string;
	plan_id: string;
	risk_point_id: string;
	site_id: string;
	community_id: string;
	domain: string;
	level: string;
	checklist: string;
	ordinal: number;
	opens_on: string;
	due_on: string;
	grace_on: string;
	priority: number;
	created_at: string;
	checked_on: string | null;
	checked_at: string | null;
	inspection_id: string | null;
	attempts: string;
	excused_on: string | null;
	excuse: string | null;
	superseded_on: string | null;
	superseded_by: string | null;
	assigned_on: string | null;
	pair_id: string | null;
	people: string | null;
	rule_due_on: string | null;
	rhythm: string;
	put_off: string | null;
};

/** Text of the partial index slots_plan_open: written the same everywhere (rules §2.2). */
export const unended = 'checked_on is null and excused_on is null and superseded_on is null';

/** What a check at these points may settle: everything without an ending, long past windows included, for filings that arrive late. */
export async function slotsForFiling(db: Db, pointIds: readonly string[]): Promise<Slot[]> {
	return inSlices(pointIds, async slice =>
		select<SlotRow>(
			db,
			`select * from slots where risk_point_id in ${marks(slice)} and ${unended} order by id${lock(db)}`,
			slice,
		),
	);
}

/** Slots by id, whatever became of them; unknown ids are simply not there. */
export async function slotsById(db: Db, ids: readonly string[]): Promise<Slot[]> {
	return inSlices(ids, async slice =>
		select<SlotRow>(db, `select * from slots where id in ${marks(slice)} order by id${lock(db)}`, slice),
	);
}

/** A slot that lies in scope, whatever became of it (rules §1.7). */
export async function findSlot(db: Db, scope: Scope, id: string, {forUpdate = false} = {}): Promise<Slot | undefined> {
	const {sql, bindings} = scopeSql(scope);
	const query = `select * from slots where id = ?${sql && ` and ${sql}`}${forUpdate ? lock(db) : ''}`;
	const [row] = await select<SlotRow>(db, query, [id, ...bindings]);
	return row && slotFromRow(row);
}

export type Settlement = {id: string; checkedOn: Day; checkedAt: Instant; inspectionId: string};

/** Records the check that settled each slot; the first one stays. */
export async function settleSlots(db: Db, settlements: readonly Settlement[]): Promise<void> {
	await updateRows(
		db,
		'slots',
		{checked_on: 'text', checked_at: 'text', inspection_id: 'text'},
		settlements.map(one => ({
			id: one.id,
			checked_on: one.checkedOn,
			checked_at: one.checkedAt,
			inspection_id: one.inspectionId,
		})),
		'slots.checked_on is null',
	);
}

/** Adds visits that found nobody; one inspection is one attempt. */
export async function addAttempts(db: Db, attempts: ReadonlyArray<Attempt & {id: string}>): Promise<void> {
	const slots = await slotsById(db, [...new Set(attempts.map(({id}) => id))]);
	const rows = slots.flatMap(slot => {
		const known = new Set(slot.attempts.map(({inspectionId}) => inspectionId));
		const fresh = attempts.filter(({id, inspectionId}) => id === slot.id && !known.has(inspectionId));
		const all = [...slot.attempts, ...fresh.map(({on, reason, inspectionId}) => ({on, reason, inspectionId}))];
		return fresh.length > 0 ? [{id: slot.id, attempts: JSON.stringify(all)}] : [];
	});
	await updateRows(db, 'slots', {attempts: 'text'}, rows);
}

export async function markExcused(db: Db, id: string, on: Day, excuse: Excuse): Promise<void> {
	await db('slots')
		.where({id})
		.update({excused_on: on, excuse: JSON.stringify(excuse)});
}

export const slotFromRow = (row: SlotRow): Slot => ({
	id: row.id,
	planId: row.plan_id,
	riskPointId: row.risk_point_id,
	siteId: row.site_id,
	communityId: row.community_id,
	domain: row.domain,
	level: row.level,
	checklist: row.checklist,
	ordinal: row.ordinal,
	opensOn: row.opens_on,
	dueOn: row.due_on,
	graceOn: row.grace_on,
	priority: row.priority,
	createdAt: row.created_at,
	rhythm: row.rhythm,
	attempts: JSON.parse(row.attempts) as Attempt[],
	...(row.rule_due_on !== null && {ruleDueOn: row.rule_due_on}),
	...(row.checked_on !== null && {checkedOn: row.checked_on}),
	...(row.checked_at !== null && {checkedAt: row.checked_at}),
	...(row.inspection_id !== null && {inspectionId: row.inspection_id}),
	...(row.excused_on !== null && {excusedOn: row.excused_on}),
	...(row.excuse !== null && {excuse: JSON.parse(row.excuse) as Excuse}),
	...(row.superseded_on !== null && {supersededOn: row.superseded_on}),
	...(row.superseded_by !== null && {supersededBy: row.superseded_by}),
	...(row.assigned_on !== null && {
		assigned: {on: row.assigned_on, pairId: row.pair_id!, people: JSON.parse(row.people!) as string[]},
	}),
	...(row.put_off !== null && {putOff: JSON.parse(row.put_off) as {on: Day; planId: string}}),
});

/** In a write on PostgreSQL the rows are held until the commit: filing and planning change the same slots. */
const lock = (db: Db): string => (isPostgres(db) && db.isTransaction ? ' for update' : '');

export {lock as lockInWrite};

async function inSlices(ids: readonly string[], load: (slice: string[]) => Promise<SlotRow[]>): Promise<Slot[]> {
	const rows: SlotRow[] = [];
	for (let i = 0; i < ids.length; i += 400) rows.push(...(await load(ids.slice(i, i + 400))));
	return rows.map(slotFromRow);
}
