import {type Day, plusDays} from '../../domain/days.ts';
import {type AssignableSlot, type Assignment, assign, type Pair} from '../../domain/schedule/assign.ts';
import {type Crew, minutesOf, pairsOf, serves, visitMinutes} from '../../domain/schedule/capacity.ts';
import {isEnded} from '../../domain/schedule/outcome.ts';
import {domainOf, type Plan} from '../../domain/schedule/plan.ts';
import {positions} from '../../domain/schedule/position.ts';
import {planDays} from '../../domain/schedule/workdays.ts';
import type {Db} from '../../store/engine.ts';
import {standingVisits, type Whereabouts} from '../../store/schedule/planning.ts';
import type {Assigned, Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {loadCrew} from './load-crew.ts';

export type OpenSlot = Slot & Whereabouts;
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
	const holding = near.filter(slot => slot.assigned && holds(slot, slot.assigned, pairs, days));
	const booked = await bookedElsewhere(db, pairs, today, near);
	const {assignments} = assign({
		slots: assignable([...near, ...booked], context),
		pairs,
		workdays: days,
		visitMinutes,
		frozen: [...booked, ...holding.filter(({assigned}) => assigned!.on <= plusDays(today, frozenDays))].map(assignmentOf),
		previous: holding.map(assignmentOf),
	});
	const {kept, placed} = sorted(near, holding, assignments, pairs);
	const unplaced = near
		.filter(({id}) => !placed.has(id) && !kept.has(id))
		.map(slot => ({slot, reason: reasonOf(slot, pairs)}));
	return {kept, placed, unplaced, days, crew};
}

/** Who people are to meet within this many days is settled: a later run leaves it alone. */
const frozenDays = 7;

const assignmentOf = ({id, assigned}: Slot) => ({slotId: id, day: assigned!.on, pairId: assigned!.pairId});

/** What stayed as it was, and what has a place that it did not have before. */
function sorted(near: readonly OpenSlot[], holding: readonly OpenSlot[], assignments: readonly Assignment[], pairs: readonly Pair[]) {
	const byId = new Map(near.map(slot => [slot.id, slot]));
	const held = new Map(holding.map(({id, assigned}) => [id, assigned!]));
	const [kept, placed] = [new Map<string, Assigned>(), new Map<string, Assigned>()];
	for (const {slotId, day, pairId} of assignments) {
		const slot = byId.get(slotId);
		const had = held.get(slotId);
		// After its grace a visit no longer helps this slot: it belongs to the next.
		if (!slot || day > slot.graceOn) continue;
		if (had && had.on === day && had.pairId === pairId) kept.set(slotId, had);
		else placed.set(slotId, {on: day, pairId, people: [...pairs.find(({id}) => id === pairId)!.people]});
	}
	return {kept, placed};
}

/** Nothing given out anew: who has a slot keeps it. */
export const asItStands = (slots: readonly OpenSlot[]): Distribution => ({
	kept: new Map(slots.flatMap(({id, assigned}) => (assigned ? [[id, assigned] as const] : []))),
	placed: new Map(),
	unplaced: [],
	days: [],
	crew: {teams: [], people: new Map(), scopes: new Map(), leave: [], areas: []},
});


const reasonOf = (slot: OpenSlot, pairs: readonly Pair[]): Unplaced['reason'] =>
	pairs.some(pair => serves(pair, slot.areaId)) ? 'no-time' : 'no-pair';

function holds(slot: OpenSlot, {on, pairId, people}: Assigned, pairs: readonly Pair[], days: readonly Day[]): boolean {
	const pair = pairs.find(({id}) => id === pairId);
	return (
		pair !== undefined &&
		days.includes(on) &&
		on >= slot.opensOn &&
		on <= slot.graceOn &&
		!pair.off.includes(on) &&
		serves(pair, slot.areaId) &&
		pair.people.every(person => people.includes(person))
	);
}

/** Slots as the assignment wants them: positions in metres; a site without one is taken to lie amid those of its area. */
function assignable(slots: readonly OpenSlot[], {forms}: Context): AssignableSlot[] {
	const where = positions(slots);
	return slots.map(slot => ({
		id: slot.id,
		pointId: slot.riskPointId,
		siteId: slot.siteId,
		areaId: slot.areaId,
		opensOn: slot.opensOn,
		dueOn: slot.dueOn,
		level: slot.level,
		minutes: minutesOf(forms.checklists.get(slot.checklist)),
		...where(slot),
	}));
}

/** Visits of these pairs under other plans: they stand, and take their time. */
async function bookedElsewhere(db: Db, pairs: readonly Pair[], today: Day, near: readonly OpenSlot[]): Promise<OpenSlot[]> {
	const own = new Set(near.map(({id}) => id));
	const ids = pairs.map(({id}) => id);
	return (await standingVisits(db, ids, today)).filter(({id}) => !own.has(id));
}
