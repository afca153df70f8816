import {calendarFaults} from '../../domain/calendar.ts';
import type {CalendarYear, Forms} from '../../domain/content.ts';
import {yearOf} from '../../domain/days.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {
	calendarKey,
	findOfficeCalendar,
	listOfficeCalendars,
	type OfficeCalendar,
	saveOfficeCalendar,
} from '../../store/register/office-calendars.ts';
import type {Context} from '../context.ts';

/** The forms with the notices that the office entered itself: the same object when there is nothing new. */
export async function withOfficeCalendars(db: Db, forms: Forms): Promise<Forms> {
	const own = await listOfficeCalendars(db);
	const isKnown = own.every(
		calendar => (forms.calendars.get(calendar.year) as OfficeCalendar | undefined)?.version === calendar.version,
	);
	return isKnown ? forms : withCalendars(forms, own);
}

export const withCalendars = (forms: Forms, own: readonly CalendarYear[]): Forms => ({
	...forms,
	calendars: new Map([...forms.calendars, ...own.map(calendar => [calendar.year, calendar] as const)]),
});

export type CalendarBody = Partial<Pick<OfficeCalendar, 'source' | 'documentNumber' | 'holidays' | 'workdays' | 'version'>>;

/** What a body makes of a year's notice: version, then all faults at once. */
export async function decideCalendar(
	db: Db,
	{forms, today, actor, now}: Context,
	year: number,
	body: CalendarBody,
): Promise<PutDecision<OfficeCalendar>> {
	if (year < 2020 || year > 2100) throw new Problem(404, 'not-found', '没有这个年份。');
	const decision = decidePut<OfficeCalendar>(await findOfficeCalendar(db, year, {forUpdate: true}), body, {
		defaults: {year, source: '', documentNumber: '', holidays: [], workdays: [], loadedBy: actor, loadedAt: now},
		required: ['source', 'documentNumber', 'holidays', 'workdays'],
	});
	if (decision.kind === 'unchanged') return decision;
	const faults = calendarFaults(decision.value);
	// What was counted by it has been reported.
	if (year < yearOf(today) && forms.calendars.has(year)) faults.push({path: '/year', message: '往年的放假安排不再修改。'});
	if (faults.length > 0) throw unprocessable(faults);
	return {...decision, value: {...decision.value, loadedBy: actor, loadedAt: now}};
}

/** Puts a year's notice in force at once. */
export async function putCalendar(
	db: Db,
	context: Context,
	year: number,
	{reason, ...body}: CalendarBody & {reason?: string},
): Promise<PutDecision<OfficeCalendar>> {
	const decision = await decideCalendar(db, context, year, body);
	if (decision.kind === 'unchanged') return decision;
	await saveOfficeCalendar(db, decision.value);
	await record(db, context, {
		subject: `setting:${calendarKey(year)}`,
		version: decision.value.version,
		action: 'calendar-loaded',
		reason: reason ?? null,
		after: decision.value,
	});
	return decision;
}

/** A year's notice with where it comes from; version 0: from the program's own data. */
export function seeCalendarYear(
	{forms}: Pick<Context, 'forms'>,
	year: number,
): CalendarYear & Partial<OfficeCalendar> & {version: number} {
	const calendar = forms.calendars.get(year) as (CalendarYear & Partial<OfficeCalendar>) | undefined;
	if (!calendar) throw new Problem(404, 'not-found', `尚未录入${year}年的放假安排。`);
	return {...calendar, version: calendar.version ?? 0};
}
