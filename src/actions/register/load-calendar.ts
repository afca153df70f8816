import type {Calendar} from '../../domain/calendar.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {
	addCalendarChanges,
	type CalendarChange,
	type ChangeKind,
	changeKinds,
	countCalendarChanges,
	listCalendarChanges,
} from '../../store/register/calendar-changes.ts';
import type {OfficeCalendar} from '../../store/register/office-calendars.ts';
import {redateSlots} from '../../store/schedule/redating.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';
import {hazardChanges} from '../hazards/calendar-changes.ts';
import {scopeOfReader} from '../hazards/see-lists.ts';
import {slotChanges} from '../schedule/redate-slots.ts';
import {type CalendarBody, decideCalendar, putCalendar, seeCalendarYear} from './office-calendars.ts';

/** What a notice changes, for who asks: how many of each kind, and the first of them. */
export type Changes = {
	counts: Record<ChangeKind, number>;
	items: CalendarChange[];
	next: string | null;
	scope: string | null;
};
export type Loaded = {kind: 'made' | 'changed' | 'unchanged'; value: OfficeCalendar & {changes: Changes}};

const shown = 100;

/** What a notice would change. Nothing is saved. */
export async function previewCalendar(db: Db, context: Context, year: number, body: CalendarBody): Promise<Loaded['value']> {
	const {value} = await decideCalendar(db, context, year, body);
	const calendar = withYear(context.forms.calendars, value);
	const {changes} = await slotChanges(db, context, calendar, year);
	const all = [...changes, ...(await hazardChanges(db, context, calendar, year))];
	const {scope} = context.caller;
	const own = all.filter(({communityId, domain}) => isInScope(scope, communityId, domain));
	const counts = Object.fromEntries(changeKinds.map(kind => [kind, own.filter(each => each.kind === kind).length]));
	return {
		...value,
		changes: {
			counts: counts as Changes['counts'],
			items: own.slice(0, shown),
			next: null,
			scope: scopeOfReader(scope, context.forms.sectors),
		},
	};
}

/** What the notice changes of hazards: read before the write, which need not wait for it. */
export async function changesOfHazards(db: Db, context: Context, year: number, body: CalendarBody): Promise<CalendarChange[]> {
	const {kind, value} = await decideCalendar(db, context, year, body);
	return kind === 'unchanged' ? [] : hazardChanges(db, context, withYear(context.forms.calendars, value), year);
}

/** Puts a notice in force, moves the due days that follow it, and keeps what changed. */
export async function loadCalendar(
	db: Db,
	context: Context,
	year: number,
	body: CalendarBody & {reason?: string},
	ofHazards: readonly CalendarChange[],
): Promise<Loaded> {
	const decision = await putCalendar(db, context, year, body);
	const {value} = decision;
	if (decision.kind !== 'unchanged') {
		const {moves, changes} = await slotChanges(db, context, withYear(context.forms.calendars, value), year);
		await redateSlots(db, moves);
		await addCalendarChanges(db, value, [...changes, ...ofHazards]);
	}
	return {kind: decision.kind, value: {...value, changes: await changesOf(db, context, value, {limit: shown})}};
}

const withYear = (calendar: Calendar, year: OfficeCalendar): Calendar => new Map([...calendar, [year.year, year]]);

/** What the notice in force of a year changed when it was entered, in scope. */
export async function seeCalendarChanges(
	db: Db,
	context: Context,
	year: number,
	{after, limit = 50, kind}: {after?: string; limit?: number; kind?: ChangeKind},
): Promise<Changes & {year: number; version: number}> {
	const {version} = seeCalendarYear(context, year);
	const of = {year, version};
	return {...of, ...(await changesOf(db, context, of, {limit, kind, after: readCursor(after)}))};
}

async function changesOf(
	db: Db,
	{caller, forms}: Context,
	of: {year: number; version: number},
	{limit, kind, after}: {limit: number; kind?: ChangeKind | undefined; after?: number | undefined},
): Promise<Changes> {
	const rows = await listCalendarChanges(db, caller.scope, {year: of.year, version: of.version, kind}, {after, limit: limit + 1});
	const page = rows.slice(0, limit);
	return {
		counts: await countCalendarChanges(db, caller.scope, {year: of.year, version: of.version}),
		items: page.map(({seq: _, ...change}) => change),
		next: cursorOf(rows.length > limit ? page.at(-1)!.seq : null),
		scope: scopeOfReader(caller.scope, forms.sectors),
	};
}
