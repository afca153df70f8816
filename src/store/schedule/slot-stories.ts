import type {Day} from '../../domain/days.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {type Slot, type SlotRow, slotFromRow} from './slots.ts';

/** The slot before each of these under the same plan at the same point, by the id of the later one. */
export async function slotsBeforeSlots(db: Db, ids: readonly string[]): Promise<Map<string, Slot>> {
	if (ids.length === 0) return new Map();
	const rows = await select<SlotRow & {later_id: string}>(
		db,
		`select earlier.*, later.id as later_id from slots later join slots earlier
			on earlier.plan_id = later.plan_id and earlier.risk_point_id = later.risk_point_id
			and earlier.ordinal = (select max(ordinal) from slots any_before where any_before.plan_id = later.plan_id
				and any_before.risk_point_id = later.risk_point_id and any_before.ordinal < later.ordinal)
		where later.id in ${marks(ids)}`,
		ids,
	);
	return new Map(rows.map(row => [row.later_id, slotFromRow(row)]));
}

/** The day of the last check, with any version of its checklist, before each of these was settled; of an open one, up to `today`. */
export async function checksBeforeSlots(db: Db, ids: readonly string[], today: Day): Promise<Map<string, Day>> {
	if (ids.length === 0) return new Map();
	const rows = await select<{id: string; checked_on: Day}>(
		db,
		`select slots.id, max(c.checked_on) as checked_on from slots join checks c on c.risk_point_id = slots.risk_point_id
			and c.checklist like rtrim(slots.checklist, '0123456789') || '%'
			and c.checked_on <= ? and (slots.checked_on is null or c.checked_on < slots.checked_on)
		where slots.id in ${marks(ids)} group by slots.id`,
		[today, ...ids],
	);
	return new Map(rows.map(row => [row.id, row.checked_on]));
}
