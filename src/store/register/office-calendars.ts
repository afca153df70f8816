import type {CalendarYear} from '../../domain/content.ts';
import type {Instant} from '../../domain/days.ts';
import {type Db, isPostgres} from '../engine.ts';
import {select} from '../rows.ts';

/** A year's notice as an administrator entered it: it goes before the one of forms/calendar. */
export type OfficeCalendar = Required<CalendarYear> & {loadedBy: string; loadedAt: Instant; version: number};

type Row = {id: string; value: string; version: number};

export const calendarKey = (year: number): string => `calendar/${year}`;

export async function findOfficeCalendar(db: Db, year: number, {forUpdate = false} = {}): Promise<OfficeCalendar | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select id, value, version from settings where id = ?${lock}`, [calendarKey(year)]);
	return row && fromRow(row);
}

/** By year; an office enters one a year. */
export async function listOfficeCalendars(db: Db): Promise<OfficeCalendar[]> {
	const rows = await select<Row>(db, `select id, value, version from settings where id >= 'calendar/' and id < 'calendar0'`);
	return rows.map(fromRow).sort((a, b) => a.year - b.year);
}

export async function saveOfficeCalendar(db: Db, {version, ...value}: OfficeCalendar): Promise<void> {
	const id = calendarKey(value.year);
	const row = {value: JSON.stringify(value), version};
	if (version === 1) await db('settings').insert({id, ...row});
	else await db('settings').where({id}).update(row);
}

const fromRow = ({value, version}: Row): OfficeCalendar => ({
	...(JSON.parse(value) as Omit<OfficeCalendar, 'version'>),
	version,
});
