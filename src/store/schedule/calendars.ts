import type {Day, Instant} from '../../domain/days.ts';
import type {KnownEvent} from '../../domain/schedule/calendar-feed.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {select} from '../rows.ts';
import {scopeSql} from '../scope.ts';
import {updateRows} from '../update-rows.ts';
import {type Slot, type SlotRow, slotFromRow} from './slots.ts';

/** `secretHash` is null once the address was given up. */
export type CalendarAddress = {id: string; personId: string; secretHash: string | null; madeAt: Instant; version: number};
type AddressRow = {id: string; person_id: string; secret_hash: string | null; made_at: string; version: number};

export async function addressOfPerson(db: Db, personId: string, {forUpdate = false} = {}): Promise<CalendarAddress | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<AddressRow>(db, `select * from calendar_addresses where person_id = ?${lock}`, [personId]);
	return row && addressFromRow(row);
}

export async function addressBySecret(db: Db, secretHash: string): Promise<CalendarAddress | undefined> {
	const [row] = await select<AddressRow>(db, 'select * from calendar_addresses where secret_hash = ?', [secretHash]);
	return row && addressFromRow(row);
}

export async function saveAddress(db: Db, address: CalendarAddress): Promise<void> {
	const row = {secret_hash: address.secretHash, made_at: address.madeAt, version: address.version};
	if (address.version === 1) await db('calendar_addresses').insert({id: address.id, person_id: address.personId, ...row});
	else await db('calendar_addresses').where({id: address.id}).update(row);
}

const addressFromRow = (row: AddressRow): CalendarAddress => ({
	id: row.id,
	personId: row.person_id,
	secretHash: row.secret_hash,
	madeAt: row.made_at,
	version: row.version,
});

/** What a person was given from a day on; without what became void. */
export async function calendarSlots(db: Db, scope: Scope, personId: string, from: Day): Promise<Slot[]> {
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<SlotRow>(
		db,
		`select * from slots where assigned_on >= ? and people like ? and superseded_on is null and excused_on is null${sql && ` and ${sql}`}
			order by assigned_on, due_on, seq`,
		[from, `%"${personId}"%`, ...bindings],
	);
	return rows.map(slotFromRow);
}

/** The events of a person's calendar as they were last given out. */
export async function knownEvents(db: Db, personId: string, from: Day): Promise<Map<string, KnownEvent>> {
	const rows = await select<{id: string; sequence: number; content: string; changed_at: string}>(
		db,
		'select id, sequence, content, changed_at from calendar_events where person_id = ? and visit_on >= ?',
		[personId, from],
	);
	return new Map(rows.map(({changed_at: changedAt, ...row}) => [row.id, {...row, changedAt}]));
}

/** Remembers how events stand now, and forgets those of days that no calendar shows any more. */
export async function rememberEvents(
	db: Db,
	personId: string,
	events: ReadonlyArray<KnownEvent & {on: Day}>,
	from: Day,
): Promise<void> {
	await db('calendar_events').where({person_id: personId}).where('visit_on', '<', from).delete();
	const rows = events.map(({id, on, sequence, content, changedAt}) => ({
		...{id, sequence, content},
		person_id: personId,
		visit_on: on,
		changed_at: changedAt,
	}));
	const fresh = rows.filter(({sequence}) => sequence === 0);
	if (fresh.length > 0) await db('calendar_events').insert(fresh).onConflict('id').ignore();
	await updateRows(
		db,
		'calendar_events',
		{sequence: 'integer', content: 'text', changed_at: 'text'},
		rows.filter(({sequence}) => sequence > 0),
	);
}
