import {type Day, plusDays} from '../../domain/days.ts';
import type {AssignableSlot, Assignment, Pair, Workload} from '../../domain/schedule/assign.ts';
import {minutesOf, serves, visitMinutes} from '../../domain/schedule/capacity.ts';
import {positions} from '../../domain/schedule/position.ts';
import {joining} from '../../domain/schedule/share.ts';
import type {Whereabouts} from '../../store/schedule/planning.ts';
import type {Assigned, Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';

export type OpenSlot = Slot & Whereabouts;
/** What is to be given out: the open slots, visits that stand for other reasons, the pairs and the days. */
export type ToGive = {near: readonly OpenSlot[]; booked: readonly OpenSlot[]; pairs: readonly Pair[]; days: readonly Day[]};

/** The workload as the assignment wants it, and which of the slots have a place that still holds. */
export function workloadOf(context: Context, {near, booked, pairs, days}: ToGive): {work: Workload; holding: OpenSlot[]} {
	const byId = new Map(pairs.map(pair => [pair.id, pair]));
	const known = new Set(days);
	const holding = near.filter(slot => slot.assigned && holds(slot, slot.assigned, byId.get(slot.assigned.pairId), known));
	const settled = plusDays(context.today, frozenDays);
	const shared = joining([...near, ...booked], settled);
	const work: Workload = {
		slots: assignable([...near, ...booked], context),
		pairs,
		workdays: days,
		visitMinutes,
		frozen: [...booked, ...holding.filter(({assigned}) => assigned!.on <= settled)].map(assignmentOf),
		previous: holding.filter(({id}) => !shared.has(id)).map(assignmentOf),
	};
	return {work, holding};
}

/** Who people are to meet within this many days is settled: a later run leaves it alone. */
const frozenDays = 7;

const assignmentOf = ({id, assigned}: Slot) => ({slotId: id, day: assigned!.on, pairId: assigned!.pairId});

/** What stayed as it was, and what has a place that it did not have before. */
export function sortOut(
	near: readonly OpenSlot[],
	holding: readonly OpenSlot[],
	assignments: readonly Assignment[],
	pairs: readonly Pair[],
) {
	const byId = new Map(near.map(slot => [slot.id, slot]));
	const held = new Map(holding.map(({id, assigned}) => [id, assigned!]));
	const people = new Map(pairs.map(pair => [pair.id, [...pair.people]]));
	const [kept, placed] = [new Map<string, Assigned>(), new Map<string, Assigned>()];
	for (const {slotId, day, pairId} of assignments) {
		const slot = byId.get(slotId);
		const had = held.get(slotId);
		if (!slot) continue;
		if (had && had.on === day && had.pairId === pairId) kept.set(slotId, had);
		else placed.set(slotId, {on: day, pairId, people: people.get(pairId)!});
	}
	return {kept, placed};
}

function holds(slot: OpenSlot, {on, people}: Assigned, pair: Pair | undefined, days: ReadonlySet<Day>): boolean {
	return (
		pair !== undefined &&
		days.has(on) &&
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
		graceOn: slot.graceOn,
		level: slot.level,
		minutes: minutesOf(forms.checklists.get(slot.checklist)),
		...where(slot),
	}));
}
