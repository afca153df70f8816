import type {Day} from '../../domain/days.ts';
import {type Db, isPostgres} from '../engine.ts';
import {type Columns, marks, select} from '../rows.ts';
import {updateRows} from '../update-rows.ts';
import {stillOpen, type Whereabouts} from './planning.ts';
import {type Assigned, type Slot, type SlotRow, slotFromRow, unended} from './slots.ts';

type Place = {area_id: string; lat: number | null; lng: number | null};
const placeOf = ({area_id, lat, lng}: Place): Whereabouts => ({areaId: area_id, lat, lng});
/** Visits that stand already, those under some plans left out: which slots a pair is to do on which day. */
export async function standingVisits(
	db: Db,
	pairIds: readonly string[],
	from: Day,
	without: readonly string[] = [],
): Promise<Array<Slot & Whereabouts>> {
	if (pairIds.length === 0) return [];
	const rows = await select<SlotRow & Place>(
		db,
		`select slots.*, s.area_id, s.lat, s.lng from slots join sites s on s.id = slots.site_id
		where assigned_on >= ? and pair_id in ${marks(pairIds)} and ${unended}
			${without.length > 0 ? `and plan_id not in ${marks(without)}` : ''} order by slots.id`,
		[from, ...pairIds, ...without],
	);
	return rows.map(row => ({...slotFromRow(row), ...placeOf(row)}));
}

/** `before`: what was read; a slot that has something else by now is left alone. */
export type Reassigned = {id: string; assigned: Assigned | null; before?: Assigned | null};

const isAsRead = (db: Db) => {
	const same = isPostgres(db) ? 'is not distinct from' : 'is';
	return `(changed.seen = 0 or (slots.assigned_on ${same} changed.seen_on and slots.pair_id ${same} changed.seen_pair))`;
};

export async function assignSlots(db: Db, slots: readonly Reassigned[]): Promise<void> {
	const rows = slots.map(({id, assigned, before}) => ({
		id,
		assigned_on: assigned?.on ?? null,
		pair_id: assigned?.pairId ?? null,
		people: assigned ? JSON.stringify(assigned.people) : null,
		seen: before === undefined ? 0 : 1,
		seen_on: before?.on ?? null,
		seen_pair: before?.pairId ?? null,
	}));
	const seen: Columns = {seen: 'integer', seen_on: 'text', seen_pair: 'text'};
	await updateRows(
		db,
		'slots',
		{assigned_on: 'text', pair_id: 'text', people: 'text'},
		rows,
		`${stillOpen} and ${isAsRead(db)}`,
		seen,
	);
}

/** A page of a plan's slots that have not ended, where they lie, in order of arrival. */
export async function openSlotsOf(
	db: Db,
	planId: string,
	{after, limit}: {after: number; limit: number},
): Promise<Array<Slot & Whereabouts & {seq: number}>> {
	const rows = await select<SlotRow & Place>(
		db,
		`select slots.*, s.area_id, s.lat, s.lng from slots join sites s on s.id = slots.site_id
		where plan_id = ? and ${unended} and slots.seq > ? order by slots.seq limit ?`,
		[planId, after, limit],
	);
	return rows.map(row => ({...slotFromRow(row), seq: row.seq, ...placeOf(row)}));
}
