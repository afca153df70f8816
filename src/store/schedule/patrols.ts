import type {Day} from '../../domain/days.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {updateRows} from '../update-rows.ts';
import {stillOpen} from './planning.ts';
import {type Slot, type SlotRow, slotFromRow, unended} from './slots.ts';

/** A pair that an urgent plan sends out on a day. */
export type Sent = {pairId: string; on: Day; planId: string};

/** Who is sent out by urgent plans from a day on; what is done already still took its day. */
export async function sentPairs(db: Db, from: Day): Promise<Sent[]> {
	const rows = await select<{pair_id: string; assigned_on: Day; plan_id: string}>(
		db,
		`select pair_id, assigned_on, min(plan_id) as plan_id from slots
		where plan_id in (select id from plans where urgent = 1) and assigned_on >= ? and superseded_on is null and excused_on is null
		group by pair_id, assigned_on order by assigned_on, pair_id`,
		[from],
	);
	return rows.map(row => ({pairId: row.pair_id, on: row.assigned_on, planId: row.plan_id}));
}

/** What a pair is to do on a day for plans that can wait. */
export async function canWait(db: Db, {pairId, on}: Sent): Promise<Slot[]> {
	const rows = await select<SlotRow>(
		db,
		`select * from slots where assigned_on = ? and pair_id = ? and ${unended}
			and plan_id not in (select id from plans where urgent = 1) order by id`,
		[on, pairId],
	);
	return rows.map(slotFromRow);
}

/** Takes the pair and the day off these slots, and keeps for which patrol. */
export async function putOff(db: Db, slots: ReadonlyArray<{id: string; by: Sent}>): Promise<void> {
	const rows = slots.map(({id, by: {on, planId}}) => ({
		id,
		assigned_on: null,
		pair_id: null,
		people: null,
		put_off: JSON.stringify({on, planId}),
	}));
	await updateRows(db, 'slots', {assigned_on: 'text', pair_id: 'text', people: 'text', put_off: 'text'}, rows, stillOpen);
}
