import type {RiskLevel} from '../../domain/content.ts';
import {type Day, plusDays} from '../../domain/days.ts';
import {type Fault, unprocessable} from '../../domain/problem.ts';
import {type Assigned, assign, type Workload} from '../../domain/schedule/assign.ts';
import {type Plan, riskLevels} from '../../domain/schedule/plan.ts';
import {pairsToAdd, type ShortageReason, shortageOf, shortageReasons} from '../../domain/schedule/shortage.ts';
import {type Summary, summaryOf} from '../../domain/schedule/summary.ts';
import type {Db} from '../../store/engine.ts';
import {findPoint} from '../../store/register/risk-points.ts';
import {findPlan, plansAtWork} from '../../store/schedule/plans.ts';
import type {Context} from '../context.ts';
import {type Supposed, toGiveOf} from './assign-all.ts';
import {defaultHorizonDays, pointsOf} from './plan-slots.ts';
import {decidePlan} from './put-plan.ts';
import {type OpenSlot, type ToGive, workloadOf} from './visits.ts';
import {workOut} from './work-out-plan.ts';

export type Question = {
	horizonDays?: number;
	withoutPairs?: string[];
	/** Of every pair. */
	minutesPerDay?: number;
	/** A plan added (a campaign) or changed, with its id. */
	plan?: {id: string} & Record<string, unknown>;
	levels?: Array<{riskPointId: string; level: RiskLevel}>;
};
type Place = {on: Day; pairId: string};
export type Moved = {slotId: string; riskPointId: string; siteId: string; from: Place | null; to: Place | null};
export type Late = {slotId: string; riskPointId: string; siteId: string; dueOn: Day; reason: ShortageReason; detail: string};
export type WhatIf = {
	plans: string[];
	now: Summary;
	supposed: Summary;
	moved: {count: number; items: Moved[]};
	late: {count: number; items: Late[]};
	/** How many more pairs it takes until nothing is late; null when 32 do not suffice. */
	morePairs: number | null;
};

const mostRows = 200;
/** More would keep the service from others; the nightly run has a thread of its own for that. */
const mostSlots = 5000;

/** What would come of fewer pairs, another plan or other levels: load, coverage, what moves against the plan of today. Nothing is saved. */
export async function seeWhatIf(db: Db, context: Context, question: Question): Promise<WhatIf> {
	const {horizonDays = defaultHorizonDays, withoutPairs = [], levels = []} = question;
	const changed = await planOf(db, context, question);
	const plans = await alike(db, context, horizonDays, changed);
	await refuseTooMuch(db, context, plans);
	const faults = await faultsOf(db, plans, question);
	if (faults.length > 0) throw unprocessable(faults);
	const supposed: Supposed = {
		withoutPairs,
		minutesPerDay: question.minutesPerDay,
		slots: async open =>
			withLevels(db, context, plans, horizonDays, await withPlan(db, context, changed, horizonDays, open), levels),
	};
	const standing = plans.filter(({id}) => id !== changed?.id);
	const before = changed && (await findPlan(db, changed.id));
	const now = await toGiveOf(db, context, before ? [...standing, before] : standing, horizonDays);
	return compared(context, plans, now, await toGiveOf(db, context, plans, horizonDays, supposed));
}

function compared(context: Context, plans: readonly Plan[], now: ToGive, then: ToGive): WhatIf {
	const [first, second] = [workloadOf(context, now).work, workloadOf(context, then).work];
	if (second.slots.length > mostSlots) throw tooMuch;
	const [today, other] = [assign(first), assign({...second, previous: assign(first).assignments})];
	const moved = movesOf(now, then, today, other);
	const late = lateOf(then, second, other);
	return {
		plans: plans.map(({id}) => id),
		now: summaryOf(first, today),
		supposed: summaryOf(second, other),
		moved: {count: moved.length, items: moved.slice(0, mostRows)},
		late: {count: late.length, items: late.slice(0, mostRows)},
		morePairs: pairsToAdd(second),
	};
}

const tooMuch = unprocessable([{path: '/plan', message: `期内任务超过 ${mostSlots} 项，请缩短期限或缩小计划后再试算。`}]);

async function refuseTooMuch(db: Db, context: Context, plans: readonly Plan[]): Promise<void> {
	let points = 0;
	for (const plan of plans) points += await pointsOf(db, context, plan);
	if (points > 4 * mostSlots) throw tooMuch;
}

async function planOf(db: Db, context: Context, {plan}: Question): Promise<Plan | undefined> {
	if (!plan) return undefined;
	const {id, ...patch} = plan;
	const current = await findPlan(db, id);
	return (await decidePlan(db, context, id, current, {...patch, ...(current && {version: current.version})})).value;
}

/** Plans at work that go out on the same weekdays as the one in question; visits of the others stand. */
async function alike(db: Db, {today}: Context, horizonDays: number, changed: Plan | undefined): Promise<Plan[]> {
	const found: Plan[] = [];
	for (const id of await plansAtWork(db, today, plusDays(today, horizonDays))) {
		const plan = id === changed?.id ? undefined : await findPlan(db, id);
		if (plan) found.push(plan);
	}
	const all = changed ? [changed, ...found] : found;
	const weekdays = all[0] ? [...all[0].weekdays].sort().join() : '';
	return all.filter(plan => [...plan.weekdays].sort().join() === weekdays);
}

async function faultsOf(db: Db, plans: readonly Plan[], {levels = []}: Question): Promise<Fault[]> {
	const faults: Fault[] = [];
	if (plans.length === 0) faults.push({path: '/plan', message: '没有正在执行的计划，请给出要试算的计划。'});
	for (const [i, {riskPointId, level}] of levels.entries()) {
		if (!riskLevels.includes(level)) faults.push({path: `/levels/${i}/level`, message: '没有这个等级。'});
		if (!(await findPoint(db, riskPointId))) faults.push({path: `/levels/${i}/riskPointId`, message: '没有这个风险点。'});
	}
	return faults;
}

const wholePlan = {after: 0, limit: Number.MAX_SAFE_INTEGER, slotsOnly: true};

async function withPlan(
	db: Db,
	context: Context,
	plan: Plan | undefined,
	horizonDays: number,
	open: OpenSlot[],
): Promise<OpenSlot[]> {
	if (!plan) return open;
	const work = await workOut(db, context, plan, horizonDays, wholePlan);
	return [...open.filter(({planId}) => planId !== plan.id), ...work.open];
}

/** The slots of some points as they would be at other levels. */
async function withLevels(
	db: Db,
	context: Context,
	plans: readonly Plan[],
	horizonDays: number,
	open: OpenSlot[],
	levels: readonly {riskPointId: string; level: RiskLevel}[],
): Promise<OpenSlot[]> {
	if (levels.length === 0) return open;
	const supposed = new Map(levels.map(({riskPointId, level}) => [riskPointId, level]));
	const points = await Promise.all([...supposed.keys()].map(async id => findPoint(db, id)));
	const siteIds = [...new Set(points.flatMap(point => (point ? [point.siteId] : [])))];
	let slots = open;
	for (const plan of plans) {
		const work = await workOut(db, context, plan, horizonDays, {...wholePlan, siteIds, levels: supposed});
		const others = slots.filter(slot => slot.planId !== plan.id || !supposed.has(slot.riskPointId));
		slots = [...others, ...work.open.filter(({riskPointId}) => supposed.has(riskPointId))];
	}
	return slots;
}

function movesOf(now: ToGive, then: ToGive, today: Assigned, other: Assigned): Moved[] {
	const places = ({assignments}: Assigned) =>
		new Map(assignments.map(({slotId, day, pairId}): [string, Place] => [slotId, {on: day, pairId}]));
	const [had, has] = [places(today), places(other)];
	const known = new Set(now.near.map(({id}) => id));
	return then.near
		.filter(({id}) => known.has(id))
		.map(({id, riskPointId, siteId}) => ({slotId: id, riskPointId, siteId, from: had.get(id) ?? null, to: has.get(id) ?? null}))
		.filter(({from, to}) => from?.on !== to?.on || from?.pairId !== to?.pairId);
}

function lateOf({near}: ToGive, work: Workload, {late}: Assigned): Late[] {
	const found = new Set(late);
	return near
		.filter(({id}) => found.has(id))
		.map(slot => {
			const {id, riskPointId, siteId, dueOn} = slot;
			const reason = shortageOf(slot, work);
			return {slotId: id, riskPointId, siteId, dueOn, reason, detail: shortageReasons[reason]};
		});
}
