import {calendarWarnings} from '../../domain/calendar.ts';
import type {Day} from '../../domain/days.ts';
import {Problem} from '../../domain/problem.ts';
import {minutesOf, visitMinutes} from '../../domain/schedule/capacity.ts';
import {pairsNeeded} from '../../domain/schedule/demand.ts';
import {type Coverage, coverageOf} from '../../domain/schedule/summary.ts';
import type {Db} from '../../store/engine.ts';
import {findPlan} from '../../store/schedule/plans.ts';
import {type Assigned, slotsById} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {defaultHorizonDays} from './plan-slots.ts';
import {decidePlan} from './put-plan.ts';
import type {OpenSlot} from './visits.ts';
import type {Moved} from './what-if.ts';
import {type WorkedOut, workOut} from './work-out-plan.ts';

export type PlanPreview = {
	points: number;
	slots: number;
	perDay: Array<{day: Day; pairId: string; minutes: number; slots: number}>;
	/** Minutes of the same pairs under other plans. */
	others: Array<{day: Day; pairId: string; minutes: number}>;
	days: Day[];
	pairs: Array<{pairId: string; team: string; people: string[]; minutesPerDay: number}>;
	uncovered: Array<{riskPointId: string; siteId: string; dueOn: Day; reason: 'no-pair' | 'no-time'; detail: string}>;
	pairsNeeded: number;
	/** Against the visits of today: what changes its day or pair, what no longer has any. */
	moved: {count: number; items: Moved[]};
	coverage: Coverage[];
	warnings: string[];
};

const mostRows = 200;

const details = {
	'no-pair': '计划的检查队中没有一组能去：区域、领域或人员的范围不含该场所。',
	'no-time': '能去的各组在到期前后都已排满。',
};

/** What a plan, or a change of it, would ask for in the coming days. Nothing is saved. */
export async function previewPlan(db: Db, context: Context, id: string, body: unknown): Promise<PlanPreview> {
	const current = await findPlan(db, id);
	const patch = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	if (!current && Object.keys(patch).length === 0) throw new Problem(404, 'not-found', '没有这个计划。');
	const {value: plan} = await decidePlan(db, context, id, current, {...patch, ...(current && {version: current.version})});
	const work = await workOut(db, context, plan, defaultHorizonDays, {after: 0, limit: Number.MAX_SAFE_INTEGER});
	const {kept, placed, unplaced, booked, days, crew} = work.distribution;
	const due = [...unplaced.map(({slot}) => slot), ...work.open.filter(({id: slot}) => kept.has(slot) || placed.has(slot))];
	const moved = await movesOf(db, work);
	const minutes = (slot: OpenSlot) => minutesOf(context.forms.checklists.get(slot.checklist));
	const minutesPerDay = Math.max(30, ...crew.teams.map(team => team.minutesPerDay));
	return {
		points: work.members,
		slots: due.length,
		perDay: perDay(work.open, new Map([...kept, ...placed]), minutes),
		others: othersPerDay(work.open, booked, new Map([...kept, ...placed]), minutes),
		days,
		pairs: crew.teams.flatMap(({name, minutesPerDay: most, pairs}) =>
			pairs
				.filter(({to}) => to == null || to >= context.today)
				.map(({id: pairId, people}) => ({pairId, team: name, people: [...people], minutesPerDay: most})),
		),
		uncovered: unplaced.map(({slot, reason}) => ({
			riskPointId: slot.riskPointId,
			siteId: slot.siteId,
			dueOn: slot.dueOn,
			reason,
			detail: details[reason],
		})),
		pairsNeeded: pairsNeeded(
			due.map(slot => ({siteId: slot.siteId, dueOn: slot.dueOn, minutes: minutes(slot)})),
			days,
			{visitMinutes, minutesPerDay},
		),
		moved: {count: moved.length, items: moved.slice(0, mostRows)},
		coverage: coverageOf(
			due.length,
			days,
			[...kept.values(), ...placed.values()].map(({on}) => on),
		),
		warnings: calendarWarnings(context.forms.calendars, context.today),
	};
}

/** Visits that people know of and that would be another day, by another pair, or not at all; a window that is replaced counts as its successor. */
async function movesOf(db: Db, {open, superseded, distribution: {kept, placed}}: WorkedOut): Promise<Moved[]> {
	const placeOf = (id: string) => {
		const place = placed.get(id) ?? kept.get(id);
		return place ? {on: place.on, pairId: place.pairId} : null;
	};
	const successors = new Map(superseded.map(({id, by}) => [id, by]));
	const replaced = await slotsById(db, [...successors.keys()]);
	return [...open, ...replaced]
		.filter(slot => slot.assigned)
		.map(({id, riskPointId, siteId, assigned}) => ({
			slotId: id,
			riskPointId,
			siteId,
			from: {on: assigned!.on, pairId: assigned!.pairId},
			to: placeOf(successors.get(id) ?? id),
		}))
		.filter(({from, to}) => from.on !== to?.on || from.pairId !== to.pairId);
}

function perDay(
	slots: readonly OpenSlot[],
	assigned: ReadonlyMap<string, Assigned>,
	minutes: (slot: OpenSlot) => number,
): PlanPreview['perDay'] {
	const rows = new Map<string, {day: Day; pairId: string; minutes: number; slots: number; sites: Set<string>}>();
	for (const slot of slots) {
		const place = assigned.get(slot.id);
		if (!place) continue;
		const key = `${place.on} ${place.pairId}`;
		const row = rows.get(key) ?? {day: place.on, pairId: place.pairId, minutes: 0, slots: 0, sites: new Set<string>()};
		rows.set(key, row);
		row.minutes += minutes(slot) + (row.sites.has(slot.siteId) ? 0 : visitMinutes);
		row.slots++;
		row.sites.add(slot.siteId);
	}
	return [...rows]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, {day, pairId, minutes: total, slots: count}]) => ({day, pairId, minutes: total, slots: count}));
}

/** What is booked under other plans; a site that the plan visits too costs its way only once. */
function othersPerDay(
	own: readonly OpenSlot[],
	booked: readonly OpenSlot[],
	assigned: ReadonlyMap<string, Assigned>,
	minutes: (slot: OpenSlot) => number,
): PlanPreview['others'] {
	const keyOf = ({on, pairId}: Assigned) => `${on} ${pairId}`;
	const visited = new Set(own.flatMap(({id, siteId}) => (assigned.has(id) ? [`${keyOf(assigned.get(id)!)} ${siteId}`] : [])));
	const rows = new Map<string, PlanPreview['others'][number]>();
	for (const slot of booked) {
		const key = keyOf(slot.assigned!);
		const row = rows.get(key) ?? {day: slot.assigned!.on, pairId: slot.assigned!.pairId, minutes: 0};
		rows.set(key, row);
		row.minutes += minutes(slot) + (visited.has(`${key} ${slot.siteId}`) ? 0 : visitMinutes);
		visited.add(`${key} ${slot.siteId}`);
	}
	return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
