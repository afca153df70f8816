import {type Day, plusDays} from '../../domain/days.ts';
import {assign, type Pair} from '../../domain/schedule/assign.ts';
import {type Crew, pairsOf, serves} from '../../domain/schedule/capacity.ts';
import {isEnded} from '../../domain/schedule/outcome.ts';
import {domainOf, type Plan} from '../../domain/schedule/plan.ts';
import {planDays} from '../../domain/schedule/workdays.ts';
import type {Db} from '../../store/engine.ts';
import {sentPairs} from '../../store/schedule/patrols.ts';
import {standingVisits} from '../../store/schedule/visits.ts';
import type {Assigned} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {loadCrew} from './load-crew.ts';
import {type OpenSlot, sortOut, workloadOf} from './visits.ts';

export type Unplaced = {slot: OpenSlot; reason: 'no-pair' | 'no-time'};
/** Who goes where on which day: `kept` stood already and still holds. */
export type Distribution = {
	kept: Map<string, Assigned>;
	placed: Map<string, Assigned>;
	unplaced: Unplaced[];
	/** What the pairs have to do under other plans. */
	booked: OpenSlot[];
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
	const days = planDays(plan.urgent ? new Map() : forms.calendars, plan.weekdays, today, horizon);
	const crew = await loadCrew(db, plan.teams, today, horizon);
	const able = pairsOf(crew, domainOf(plan, forms), days);
	const pairs = plan.urgent ? able : await withoutPatrols(db, able, today);
	const near = slots.filter(slot => (slot.dueOn <= horizon || slot.assigned) && !isEnded(slot, today));
	// A red warning does not ask what else was planned for the day.
	const booked = plan.urgent ? [] : await bookedElsewhere(db, pairs, today, near);
	const {work, holding} = workloadOf(context, {near, booked, pairs, days});
	const {assignments} = assign(work);
	const {kept, placed} = sortOut(near, holding, assignments, pairs);
	const unplaced = near
		.filter(({id}) => !placed.has(id) && !kept.has(id))
		.map(slot => ({slot, reason: reasonOf(slot, pairs)}));
	return {kept, placed, unplaced, booked, days, crew};
}

/** Nothing given out anew: who has a slot keeps it. */
export const asItStands = (slots: readonly OpenSlot[]): Distribution => ({
	kept: new Map(slots.flatMap(({id, assigned}) => (assigned ? [[id, assigned] as const] : []))),
	placed: new Map(),
	unplaced: [],
	booked: [],
	days: [],
	crew: {teams: [], people: new Map(), scopes: new Map(), leave: [], areas: []},
});

const reasonOf = (slot: OpenSlot, pairs: readonly Pair[]): Unplaced['reason'] =>
	pairs.some(pair => serves(pair, slot.areaId)) ? 'no-time' : 'no-pair';

/** A pair that is sent on a patrol has no other visits that day. */
export async function withoutPatrols(db: Db, pairs: readonly Pair[], today: Day): Promise<Pair[]> {
	const sent = await sentPairs(db, today);
	return pairs.map(pair => ({...pair, off: [...pair.off, ...sent.filter(({pairId}) => pairId === pair.id).map(({on}) => on)]}));
}

/** Visits of these pairs that are not given out now: they stand, and take their time. `plans`: those of which all visits are. */
export async function bookedElsewhere(
	db: Db,
	pairs: readonly Pair[],
	today: Day,
	near: readonly OpenSlot[],
	plans: readonly string[] = [],
): Promise<OpenSlot[]> {
	const own = new Set(near.map(({id}) => id));
	const off = new Map(pairs.map(pair => [pair.id, new Set(pair.off)]));
	return (await standingVisits(db, [...off.keys()], today, plans)).filter(
		({id, assigned}) => !own.has(id) && !off.get(assigned!.pairId)!.has(assigned!.on),
	);
}
