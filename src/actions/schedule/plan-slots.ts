import {v7 as uuidv7} from 'uuid';
import {type Day, minDay, plusDays} from '../../domain/days.ts';
import {domainOf, mostPointsAtOnce, type Plan} from '../../domain/schedule/plan.ts';
import type {Db} from '../../store/engine.ts';
import {canonical, record, sha256} from '../../store/journal/journal.ts';
import {lastSeal} from '../../store/journal/seals.ts';
import {
	addSlots,
	adoptRhythms,
	countAllPoints,
	countPoints,
	excusePaused,
	inspectionOfCheck,
	moveOpenings,
	supersedeSlots,
} from '../../store/schedule/planning.ts';
import {findPlan, plansAtWork} from '../../store/schedule/plans.ts';
import type {Assigned, Slot} from '../../store/schedule/slots.ts';
import {assignSlots, type Reassigned} from '../../store/schedule/visits.ts';
import type {Context} from '../context.ts';
import {assignAll, type Hands} from './assign-all.ts';
import {reachOf, type Slice, type WorkedOut, workOut} from './work-out-plan.ts';

export const defaultHorizonDays = 60;
const pointsPerTransaction = 2000;

export type PlanRun = {
	planId: string;
	created: number;
	superseded: number;
	excused: number;
	moved: number;
	assigned: number;
	/** Where the next slice of points starts; null when all are planned. */
	next: number | null;
};
type Planned = {run: PlanRun; result: unknown};

/**
 * Brings the slots of one plan, or of all, to where they should be today and writes only what differs. One entry per run
 * that changed something, with counts and the hash of the result (rules §1.12).
 */
export async function planSlots(
	db: Db,
	context: Context,
	{planId, horizonDays = defaultHorizonDays, slice}: {planId?: string; horizonDays?: number; slice?: Slice} = {},
): Promise<PlanRun[]> {
	const ids = planId ? [planId] : await plansAtWork(db, context.today, plusDays(context.today, horizonDays));
	const planned: Planned[] = [];
	for (const id of ids) {
		const plan = await findPlan(db, id, {forUpdate: true});
		if (plan) planned.push(await planOne(db, context, plan, horizonDays, slice ?? {after: 0, limit: Number.MAX_SAFE_INTEGER}));
	}
	const changed = planned.filter(({run}) => run.created + run.superseded + run.excused + run.moved + run.assigned > 0);
	if (changed.length > 0) {
		await record(db, context, {
			subject: `plan-run:${uuidv7()}`,
			version: 1,
			action: 'slots-planned',
			after: {
				day: context.today,
				horizonDays,
				plans: changed.map(({run: {next: _, ...counts}}) => counts),
				resultSha256: sha256(canonical(changed.map(({result}) => result))),
			},
		});
	}
	return planned.map(({run}) => run);
}

async function planOne(db: Db, context: Context, plan: Plan, horizonDays: number, slice: Slice): Promise<Planned> {
	const work = await workOut(db, context, plan, horizonDays, slice);
	const {kept, placed} = work.distribution;
	const fresh = new Set(work.created.map(({id}) => id));
	const reassigned: Array<{id: string; assigned: Assigned | null}> = work.open
		.filter(slot => !fresh.has(slot.id) && !kept.has(slot.id) && (slot.assigned !== undefined || placed.has(slot.id)))
		.map(({id}) => ({id, assigned: placed.get(id) ?? null}));
	const created = await complete(db, work.created, placed);
	await save(db, work, created, reassigned);
	const {superseded, excused, moved} = work;
	return {
		run: {
			planId: plan.id,
			created: created.length,
			superseded: superseded.length,
			excused: excused.length,
			moved: moved.length,
			assigned: reassigned.length,
			next: work.next,
		},
		result: {planId: plan.id, created, superseded, excused, moved, reassigned},
	};
}

/** With the pair of the day, and the inspection of a check that settles the window at once. */
async function complete(db: Db, slots: readonly Slot[], placed: ReadonlyMap<string, Assigned>): Promise<Slot[]> {
	const made: Slot[] = [];
	for (const slot of slots) {
		const assigned = placed.get(slot.id);
		const check = slot.checkedOn && (await inspectionOfCheck(db, slot.riskPointId, slot.checkedOn, slot.checklist));
		made.push({...slot, ...(assigned && {assigned}), ...(check && {inspectionId: check.id, checkedAt: check.at})});
	}
	return made;
}

async function save(
	db: Db,
	work: WorkedOut,
	created: readonly Slot[],
	reassigned: ReadonlyArray<{id: string; assigned: Assigned | null}>,
): Promise<void> {
	await addSlots(db, created);
	await supersedeSlots(db, work.superseded);
	await excusePaused(db, work.excused);
	await moveOpenings(db, work.moved);
	await adoptRhythms(db, work.adopted);
	await assignSlots(db, reassigned);
}

/** Plans again what these teams do, when that is little enough for the request that changed them; else the nightly run does. */
export async function replanTeams(db: Db, context: Context, teamIds: readonly string[]): Promise<void> {
	if (teamIds.length === 0) return;
	let points = 0;
	for (const planId of await plansAtWork(db, context.today, plusDays(context.today, defaultHorizonDays))) {
		const plan = await findPlan(db, planId);
		if (!plan?.teams.some(team => teamIds.includes(team))) continue;
		points += await pointsOf(db, context, plan);
		if (points <= mostPointsAtOnce) await planSlots(db, context, {planId});
	}
}

/** How many points a plan may cover, closed ones included. */
export async function pointsOf(db: Db, {forms}: Context, plan: Plan): Promise<number> {
	return countPoints(db, {domain: domainOf(plan, forms), areaIds: await reachOf(db, plan)});
}

/** Whether all plans can be worked out in the request that asks for it. */
export const isSmall = async (db: Db): Promise<boolean> => (await countAllPoints(db)) <= mostPointsAtOnce;

/**
 * The daily run: every plan in force, some thousand points per transaction so that nobody waits long, then days and pairs for
 * all of them in one look. Running it again changes nothing.
 */
export async function planAll(hands: Hands, context: Context, horizonDays = defaultHorizonDays): Promise<PlanRun[]> {
	const {queue, reader} = hands;
	const runs: PlanRun[] = [];
	const since = await upUntil(reader, context.today);
	const planIds = await plansAtWork(reader, context.today, plusDays(context.today, horizonDays), since);
	for (const planId of planIds) {
		for (let after: number | null = 0; after !== null; ) {
			const slice: Slice = {after, limit: pointsPerTransaction, slotsOnly: true, since};
			const [run] = await queue.submit(async db => planSlots(db, context, {planId, horizonDays, slice}));
			if (run) runs.push(run);
			after = run?.next ?? null;
		}
	}
	const given = await assignAll(hands, context, planIds, horizonDays);
	if (given.length > 0) await queue.submit(async db => recordVisits(db, context, horizonDays, given));
	return runs.map((run, i) => (i === runs.length - 1 ? {...run, assigned: run.assigned + given.length} : run));
}

/** Who goes where is derived; the entry says that it was worked out, and what came of it (rules §1.12). */
async function recordVisits(db: Db, context: Context, horizonDays: number, given: readonly Reassigned[]): Promise<void> {
	await record(db, context, {
		subject: `visit-run:${uuidv7()}`,
		version: 1,
		action: 'visits-assigned',
		after: {
			day: context.today,
			horizonDays,
			assigned: given.filter(({assigned}) => assigned).length,
			taken: given.filter(({assigned}) => !assigned).length,
			resultSha256: sha256(canonical(given.map(({id, assigned}) => ({id, assigned})))),
		},
	});
}

/** The first day that may have passed without a run: days are sealed as long as the service is there. */
async function upUntil(db: Db, today: Day): Promise<Day> {
	const seal = await lastSeal(db);
	return seal ? minDay(today, plusDays(seal.day, 1)) : today;
}
