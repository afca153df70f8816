import type {Day} from '../../domain/days.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';
import {type Slot, type SlotRow, slotFromRow} from './slots.ts';

export type SheetFilter = {day: Day; pairId?: string | undefined; personId?: string | undefined};

/** What is, or was, to be checked on a day, by due day; without what became void. */
export async function slotsOfDay(db: Db, scope: Scope, {day, pairId, personId}: SheetFilter): Promise<Slot[]> {
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<SlotRow>(
		db,
		`select * from slots where assigned_on = ? and superseded_on is null and excused_on is null${pairId ? ' and pair_id = ?' : ''}${
			personId ? ' and people like ?' : ''
		}${sql && ` and ${sql}`} order by due_on, seq`,
		[day, ...(pairId ? [pairId] : []), ...(personId ? [`%"${personId}"%`] : []), ...bindings],
	);
	return rows.map(slotFromRow);
}

export type LastLook = {inspectionId: string; number: string; on: Day; failed: number};

/** The last check of each point, with how many items failed. */
export async function lastLooks(db: Db, pointIds: readonly string[]): Promise<Map<string, LastLook>> {
	if (pointIds.length === 0) return new Map();
	const rows = await select<{risk_point_id: string; id: string; number: string; checked_on: Day; failed: number}>(
		db,
		`select c.risk_point_id, i.id, i.number, c.checked_on, c.failed from checks c join inspections i on i.id = c.inspection_id
		where c.seq in (select max(seq) from checks where risk_point_id in ${marks(pointIds)} and checklist is not null group by risk_point_id)`,
		pointIds,
	);
	return new Map(
		rows.map(({risk_point_id: point, id, number, checked_on: on, failed}) => [
			point,
			{inspectionId: id, number, on, failed: Number(failed)},
		]),
	);
}
