import type {Day} from '../../domain/days.ts';
import type {Redated} from '../../domain/schedule/redate.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {updateRows} from '../update-rows.ts';
import {stillOpen} from './planning.ts';
import {lockInWrite, type Slot, type SlotRow, slotFromRow, unended} from './slots.ts';

/** A page of a plan's open slots that are due or to be visited between two days. */
export async function openSlotsBetween(
	db: Db,
	planId: string,
	{today, from, to}: {today: Day; from: Day; to: Day},
	{after, limit}: {after: number; limit: number},
): Promise<{slots: Slot[]; next: number | null}> {
	const rows = await select<SlotRow>(
		db,
		`select * from slots where plan_id = ? and ${unended} and grace_on >= ? and seq > ?
			and ((due_on >= ? and due_on <= ?) or (rule_due_on >= ? and rule_due_on <= ?) or (assigned_on >= ? and assigned_on <= ?))
			order by seq limit ?${lockInWrite(db)}`,
		[planId, today, after, from, to, from, to, from, to, limit],
	);
	return {slots: rows.map(slotFromRow), next: rows.length === limit ? rows.at(-1)!.seq : null};
}

export async function redateSlots(db: Db, slots: ReadonlyArray<Redated & {id: string}>): Promise<void> {
	const rows = slots.map(({id, dueOn, graceOn, ruleDueOn}) => ({id, due_on: dueOn, grace_on: graceOn, rule_due_on: ruleDueOn}));
	await updateRows(db, 'slots', {due_on: 'text', grace_on: 'text', rule_due_on: 'text'}, rows, stillOpen);
}
