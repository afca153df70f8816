import {v7 as uuidv7} from 'uuid';
import type {Calendar} from '../../domain/calendar.ts';
import {type Day, plusDays, yearOf} from '../../domain/days.ts';
import {divisorOf, levelPlan, type Plan, rhythmOf} from '../../domain/schedule/plan.ts';
import {type Redated, redated} from '../../domain/schedule/redate.ts';
import {isPlanDay} from '../../domain/schedule/workdays.ts';
import type {Db} from '../../store/engine.ts';
import {canonical, record, sha256} from '../../store/journal/journal.ts';
import type {Queue} from '../../store/queue.ts';
import {addCalendarChanges, type CalendarChange} from '../../store/register/calendar-changes.ts';
import {findPlan, plansAtWork} from '../../store/schedule/plans.ts';
import {openSlotsBetween, redateSlots} from '../../store/schedule/redating.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {defaultHorizonDays} from './plan-slots.ts';

type Move = Redated & {id: string};
/** Due days that move and visits on days that are no longer worked, each as a change to be shown. */
export type SlotChanges = {moves: Move[]; changes: CalendarChange[]};

const slotsPerRead = 1000;
/** Further than a due day moves off a holiday. */
const margin = 31;

/** What a calendar makes of the open slots of all plans whose days touch a year. Nothing is written. */
export async function slotChanges(db: Db, context: Context, calendar: Calendar, year: number): Promise<SlotChanges> {
	const {today} = context;
	const found: SlotChanges = {moves: [], changes: []};
	for (const id of await plansAtWork(db, today, plusDays(today, defaultHorizonDays))) {
		const plan = await findPlan(db, id);
		if (plan && !plan.urgent) await addChanges(db, context, calendar, year, plan, found);
	}
	return found;
}

async function addChanges(
	db: Db,
	{today, forms}: Context,
	calendar: Calendar,
	year: number,
	plan: Plan,
	found: SlotChanges,
): Promise<void> {
	const terms = levelPlan(plan, calendar);
	const span = {today, from: plusDays(`${year}-01-01`, -margin), to: plusDays(`${year}-12-31`, margin)};
	const isLost = (on: Day) =>
		on >= today && isPlanDay(forms.calendars, plan.weekdays, on) && !isPlanDay(calendar, plan.weekdays, on);
	for (let after: number | null = 0; after !== null; ) {
		const page = await openSlotsBetween(db, plan.id, span, {after, limit: slotsPerRead});
		for (const slot of page.slots) {
			// New terms of the plan are for the planning to work out, by the calendar that it finds.
			const move = slot.rhythm === rhythmOf(plan, slot.level, divisorOf(slot)) ? redated(terms, slot, today) : null;
			if (move) found.moves.push({...move, id: slot.id});
			if (move) found.changes.push(changeOf('slot', slot, slot.dueOn, move.dueOn));
			if (slot.assigned && isLost(slot.assigned.on)) found.changes.push(changeOf('visit', slot, slot.assigned.on, null));
		}
		after = page.next;
	}
}

const changeOf = (kind: 'slot' | 'visit', slot: Slot, was: Day, becomes: Day | null): CalendarChange => ({
	kind,
	subject: `slot:${slot.id}`,
	siteId: slot.siteId,
	communityId: slot.communityId,
	domain: slot.domain,
	what: null,
	was,
	becomes,
});

/** After the program brought notices of its own: due days follow them, and what moved is kept to be shown. */
export async function redateAll({queue}: {queue: Queue}, context: Context): Promise<void> {
	const {forms, today} = context;
	// The later year first: days about New Year are moved by the notice that came last.
	for (const year of [yearOf(today) + 1, yearOf(today)]) {
		if (!forms.calendars.has(year)) continue;
		await queue.submit(async db => {
			const {moves, changes} = await slotChanges(db, context, forms.calendars, year);
			if (moves.length === 0) return;
			await redateSlots(db, moves);
			await addCalendarChanges(db, {year, version: versionOf(forms.calendars, year)}, changes);
			await record(db, context, {
				subject: `redating-run:${uuidv7()}`,
				version: 1,
				action: 'slots-redated',
				after: {day: today, year, moved: moves.length, resultSha256: sha256(canonical(moves))},
			});
		});
	}
}

/** 0 for a notice that came with the program. */
export const versionOf = (calendar: Calendar, year: number): number =>
	(calendar.get(year) as {version?: number} | undefined)?.version ?? 0;
