import {setImmediate} from 'node:timers/promises';
import {type Day, plusDays} from '../../domain/days.ts';
import {type Assigned as Assignments, assign, type Pair, type Workload} from '../../domain/schedule/assign.ts';
import {pairsOf} from '../../domain/schedule/capacity.ts';
import {isEnded} from '../../domain/schedule/outcome.ts';
import {domainOf, type Plan} from '../../domain/schedule/plan.ts';
import {planDays} from '../../domain/schedule/workdays.ts';
import type {Db} from '../../store/engine.ts';
import type {Queue} from '../../store/queue.ts';
import {findPlan} from '../../store/schedule/plans.ts';
import {assignSlots, openSlotsOf, type Reassigned} from '../../store/schedule/visits.ts';
import type {Context} from '../context.ts';
import {bookedElsewhere, withoutPatrols} from './distribute-slots.ts';
import {loadCrew} from './load-crew.ts';
import {putOffOthers} from './put-off.ts';
import {type OpenSlot, sortOut, type ToGive, workloadOf} from './visits.ts';

/** `assign` may run beside the service: a whole subdistrict takes a second or two. */
export type Hands = {queue: Queue; reader: Db; assign?: ((work: Workload) => Promise<Assignments>) | undefined};

const slotsPerRead = 1000;
const slotsPerTransaction = 2000;

/**
 * Gives everything that all plans ask for within the horizon a day and a pair, in one look, so that plans share visits and
 * pairs share the load. Writes only what differs, and nothing that someone changed meanwhile; returns what was written.
 */
export async function assignAll(
	hands: Hands,
	context: Context,
	planIds: readonly string[],
	horizonDays: number,
): Promise<Reassigned[]> {
	const written: Reassigned[] = [];
	for (const plans of await byWeekdays(hands.reader, planIds))
		written.push(...(await assignTogether(hands, context, plans, horizonDays)));
	return written;
}

/** Plans that go out on the same weekdays are given out together, urgent ones first; each other set counts what the one before was given. */
async function byWeekdays(db: Db, planIds: readonly string[]): Promise<Plan[][]> {
	const groups = new Map<string, Plan[]>();
	for (const id of planIds) {
		const plan = await findPlan(db, id);
		if (!plan) continue;
		const key = `${plan.urgent ? 'urgent ' : ''}${[...plan.weekdays].sort().join()}`;
		groups.set(key, [...(groups.get(key) ?? []), plan]);
	}
	return [...groups.values()].sort(([a], [b]) => Number(b!.urgent) - Number(a!.urgent));
}

async function assignTogether(
	{queue, reader, assign: run}: Hands,
	context: Context,
	plans: Plan[],
	horizonDays: number,
): Promise<Reassigned[]> {
	const given = await toGiveOf(reader, context, plans, horizonDays);
	await setImmediate();
	const {work, holding} = workloadOf(context, given);
	await setImmediate();
	const {assignments} = run ? await run(work) : assign(work);
	await setImmediate();
	const {kept, placed} = sortOut(given.near, holding, assignments, given.pairs);
	const changed = given.near
		.filter(({id, assigned}) => placed.has(id) || (assigned && !kept.has(id)))
		.map(({id, assigned}): Reassigned => ({id, assigned: placed.get(id) ?? null, before: assigned ?? null}));
	for (let i = 0; i < changed.length; i += slotsPerTransaction)
		await queue.submit(async db => assignSlots(db, changed.slice(i, i + slotsPerTransaction)));
	if (plans.some(({urgent}) => urgent)) await queue.submit(async db => putOffOthers(db, context));
	return changed;
}

/** What a look ahead may suppose: other slots than those kept, pairs that are not there, other minutes a day. */
export type Supposed = {
	slots?: (open: OpenSlot[]) => Promise<OpenSlot[]> | OpenSlot[];
	withoutPairs?: readonly string[];
	minutesPerDay?: number | undefined;
};

/** All that these plans ask for within the horizon, who may do it, and what stands for other plans. */
export async function toGiveOf(
	db: Db,
	context: Context,
	plans: readonly Plan[],
	horizonDays: number,
	supposed: Supposed = {},
): Promise<ToGive> {
	const {today, forms} = context;
	const horizon = plusDays(today, horizonDays);
	const {urgent = false, weekdays = []} = plans[0] ?? {};
	const days = planDays(urgent ? new Map() : forms.calendars, weekdays, today, horizon);
	const {slots = open => open, withoutPairs = [], minutesPerDay} = supposed;
	const able = (await pairsOfAll(db, context, plans, days, horizon))
		.filter(({id}) => !withoutPairs.includes(id))
		.map(pair => ({...pair, minutesPerDay: minutesPerDay ?? pair.minutesPerDay}));
	const pairs = urgent ? able : await withoutPatrols(db, able, today);
	const open = await slots(await openSlots(db, plans));
	const near = open.filter(slot => (slot.dueOn <= horizon || slot.assigned) && !isEnded(slot, today));
	const own = near.map(slot => ({...slot, areaId: reachKey(slot.planId, slot.areaId)}));
	// A red warning does not ask what else was planned for the day.
	const planIds = plans.map(({id}) => id);
	const booked = urgent ? [] : await bookedElsewhere(db, pairs, today, near, planIds);
	return {near: own, pairs, days, booked: booked.map(slot => ({...slot, areaId: reachKey(slot.planId, slot.areaId)}))};
}

/** Who may go where differs from plan to plan, so an area counts together with its plan. */
const reachKey = (planId: string, areaId: string): string => `${planId} ${areaId}`;

async function pairsOfAll(
	db: Db,
	{today, forms}: Context,
	plans: readonly Plan[],
	days: readonly Day[],
	horizon: Day,
): Promise<Pair[]> {
	const found = new Map<string, Pair & {areas: string[]}>();
	for (const plan of plans) {
		for (const {areas, ...pair} of pairsOf(await loadCrew(db, plan.teams, today, horizon), domainOf(plan, forms), days)) {
			const known = found.get(pair.id) ?? {...pair, areas: []};
			found.set(pair.id, known);
			known.areas.push(...(areas ?? []).map(area => reachKey(plan.id, area)));
		}
	}
	return [...found.values()];
}

async function openSlots(db: Db, plans: readonly Plan[]): Promise<OpenSlot[]> {
	const found: OpenSlot[] = [];
	for (const {id} of plans) {
		for (let after = 0, size = slotsPerRead; size === slotsPerRead; ) {
			const page = await openSlotsOf(db, id, {after, limit: slotsPerRead});
			for (const {seq: _, ...slot} of page) found.push(slot);
			size = page.length;
			after = page.at(-1)?.seq ?? after;
		}
	}
	return found;
}
