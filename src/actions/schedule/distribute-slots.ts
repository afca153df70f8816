import {type Crew, minutesOf, pairsOf, visitMinutes} from '../../domain/schedule/capacity.ts';
import {type Day, plusDays} from '../../domain/days.ts';
import {domainOf, type Plan} from '../../domain/schedule/plan.ts';
import {type AssignableSlot, assign, type Booking, type Pair} from '../../domain/schedule/assign.ts';
import {isEnded} from '../../domain/schedule/outcome.ts';
import {planDays} from '../../domain/schedule/workdays.ts';
import type {Db} from '../../store/engine.ts';
import {standingVisits} from '../../store/schedule/planning.ts';
import type {Assigned, Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {loadCrew} from './load-crew.ts';

export type OpenSlot = Slot & {areaId: string};
export type Unplaced = {slot: OpenSlot; reason: 'no-pair' | 'no-time'};
/** Who goes where on which day: `kept` stood already and still holds. */
export type Distribution = {
	kept: Map<string, Assigned>;
	placed: Map<string, Assigned>;
	unplaced: Unplaced[];
	days: Day[];
	crew: Crew;
};

/** Gives the open slots that fall due within the horizon a day and a pair of the plan's teams. What stands and still holds is left alone. */
export async function distribute(
	db: Db,
	context: Context,
	plan: Plan,
	slots: readonly OpenSlot[],
	horizonDays: number,
): Promise<Distribution> {
	const {today, forms} = context;
	const horizon = plusDays(today, horizonDays);
	const days = planDays(forms.calendars, plan.weekdays, today, horizon);
	const crew = await loadCrew(db, plan.teams, today, horizon);
	const pairs = pairsOf(crew, domainOf(plan, forms), days);
	const near = slots.filter(slot => (slot.dueOn <= horizon || slot.assigned) && !isEnded(slot, today));
	const kept = new Map(
		near.flatMap(slot => (slot.assigned && holds(slot, slot.assigned, pairs, days) ? [[slot.id, slot.assigned] as const] : [])),
	);
	const waiting = near.filter(slot => !kept.has(slot.id));
	const booked = await bookings(db, context, pairs, new Set(waiting.map(({id}) => id)), kept, near);
	const {assignments} = assign({slots: waiting.map(slot => assignable(slot, context)), pairs, workdays: days, visitMinutes, booked});
	const byId = new Map(waiting.map(slot => [slot.id, slot]));
	const placed = new Map<string, Assigned>();
	for (const {slotId, day, pairId} of assignments) {
		// After its grace a visit no longer helps this slot: it belongs to the next.
		if (day <= byId.get(slotId)!.graceOn)
			placed.set(slotId, {on: day, pairId, people: [...pairs.find(({id}) => id === pairId)!.people]});
	}
	const unplaced = waiting.filter(({id}) => !placed.has(id)).map(slot => ({slot, reason: reasonOf(slot, pairs)}));
	return {kept, placed, unplaced, days, crew};
}

const serves = (pair: Pair, slot: OpenSlot): boolean => pair.areas.includes(slot.areaId) && pair.domains.includes(slot.domain);

const reasonOf = (slot: OpenSlot, pairs: readonly Pair[]): Unplaced['reason'] =>
	pairs.some(pair => serves(pair, slot)) ? 'no-time' : 'no-pair';

function holds(slot: OpenSlot, {on, pairId, people}: Assigned, pairs: readonly Pair[], days: readonly Day[]): boolean {
	const pair = pairs.find(({id}) => id === pairId);
	return (
		pair !== undefined &&
		days.includes(on) &&
		on >= slot.opensOn &&
		on <= slot.graceOn &&
		!pair.off.includes(on) &&
		serves(pair, slot) &&
		pair.people.every(person => people.includes(person))
	);
}

const assignable = (slot: OpenSlot, {forms}: Context): AssignableSlot => ({
	id: slot.id,
	siteId: slot.siteId,
	areaId: slot.areaId,
	domain: slot.domain,
	opensOn: slot.opensOn,
	dueOn: slot.dueOn,
	level: slot.level,
	minutes: minutesOf(forms.checklists.get(slot.checklist)),
});

/** What the pairs have on their hands: this plan's visits that hold, and those of all other plans. */
async function bookings(
	db: Db,
	{today, forms}: Context,
	pairs: readonly Pair[],
	waiting: ReadonlySet<string>,
	kept: ReadonlyMap<string, Assigned>,
	near: readonly OpenSlot[],
): Promise<Booking[]> {
	const standing = await standingVisits(
		db,
		pairs.map(({id}) => id),
		today,
	);
	const known = new Set(standing.map(({id}) => id));
	const own = near.filter(({id}) => kept.has(id) && !known.has(id));
	return [...standing, ...own]
		.filter(({id}) => !waiting.has(id))
		.map(slot => ({
			siteId: slot.siteId,
			day: slot.assigned!.on,
			pairId: slot.assigned!.pairId,
			people: slot.assigned!.people,
			minutes: minutesOf(forms.checklists.get(slot.checklist)),
		}));
}
