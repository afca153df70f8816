import type {Day} from '../../domain/days.ts';
import {Problem} from '../../domain/problem.ts';
import {minutesOf} from '../../domain/schedule/capacity.ts';
import {isEnded, isOverdue, type Outcome, outcomeOf} from '../../domain/schedule/outcome.ts';
import {areasBelow} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {listAreas} from '../../store/register/areas.ts';
import {findPoints} from '../../store/register/risk-points.ts';
import {findSites} from '../../store/register/sites.ts';
import {countSlots, listSlots, type SlotFilter} from '../../store/schedule/slot-lists.ts';
import {findSlot, type Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {fromCursor, toCursor} from '../page-key.ts';

export type ShownSlot = Pick<
	Slot,
	| 'id'
	| 'planId'
	| 'riskPointId'
	| 'siteId'
	| 'ordinal'
	| 'opensOn'
	| 'dueOn'
	| 'graceOn'
	| 'assigned'
	| 'checklist'
	| 'level'
	| 'priority'
	| 'attempts'
	| 'checkedOn'
	| 'inspectionId'
> & {
	outcome: Outcome;
	overdue: boolean;
	excused?: {on: Day; by: string | null; reason: string};
	superseded?: {on: Day; by: string | null};
};

/** A slot with the names of where it lies, and the minutes its checklist takes. */
export type SlotLine = ShownSlot & {
	siteName: string;
	pointName: string;
	communityId: string;
	domain: string;
	minutes: number;
};
type Asked = Omit<SlotFilter, 'areas' | 'outcome'> & {
	outcome?: string;
	area?: string;
	after?: string;
	limit?: number;
	count?: boolean;
};

export async function seeSlots(
	db: Db,
	context: Context,
	{area, outcome, after, limit = 50, count, ...rest}: Asked,
): Promise<{items: SlotLine[]; next: string | null; total?: number}> {
	const {caller, today} = context;
	const filter = {
		...rest,
		...(outcome !== undefined && {outcome: outcome.split(',') as Outcome[]}),
		...(area !== undefined && {areas: areasBelow(await listAreas(db), area)}),
	};
	const key = fromCursor<[Day, number]>(after, 'sn');
	const rows = await listSlots(db, caller.scope, filter, {today, ...(key && {after: key}), limit: limit + 1});
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		items: await showLines(
			db,
			context,
			page.map(({slot}) => slot),
		),
		next: rows.length > limit && last ? toCursor([last.slot.dueOn, last.seq]) : null,
		...(count && {total: await countSlots(db, caller.scope, filter, today)}),
	};
}

/** One slot with the names of where it lies. */
export async function seeSlot(db: Db, context: Context, id: string): Promise<SlotLine> {
	const [line] = await showLines(db, context, [await slotInScope(db, context, id)]);
	return line!;
}

/** Slots with the names of their sites and points, two queries for all. */
export async function showLines(db: Db, {today, forms}: Context, slots: readonly Slot[]): Promise<SlotLine[]> {
	const sites = await findSites(db, [...new Set(slots.map(({siteId}) => siteId))]);
	const points = await findPoints(db, [...new Set(slots.map(({riskPointId}) => riskPointId))]);
	return slots.map(slot => ({
		...showSlot(slot, today),
		siteName: sites.get(slot.siteId)?.name ?? '',
		pointName: points.get(slot.riskPointId)?.name ?? '',
		communityId: slot.communityId,
		domain: slot.domain,
		minutes: minutesOf(forms.checklists.get(slot.checklist)),
	}));
}

/** The slot as its readers see it on a day. */
export const showSlot = (slot: Slot, today: Day): ShownSlot => ({
	id: slot.id,
	planId: slot.planId,
	riskPointId: slot.riskPointId,
	siteId: slot.siteId,
	ordinal: slot.ordinal,
	opensOn: slot.opensOn,
	dueOn: slot.dueOn,
	graceOn: slot.graceOn,
	...(slot.assigned && {assigned: slot.assigned}),
	outcome: outcomeOf(slot, today),
	overdue: isOverdue(slot, today),
	checklist: slot.checklist,
	level: slot.level,
	priority: slot.priority,
	attempts: slot.attempts,
	...(slot.checkedOn && {checkedOn: slot.checkedOn}),
	...(slot.inspectionId && {inspectionId: slot.inspectionId}),
	...(slot.excusedOn && {excused: {on: slot.excusedOn, by: slot.excuse?.by ?? null, reason: slot.excuse?.reason ?? ''}}),
	...(slot.supersededOn && {superseded: {on: slot.supersededOn, by: slot.supersededBy ?? null}}),
});

/** The slot, when it is in scope; otherwise the same 404 (rules §1.7). */
export async function slotInScope(db: Db, {caller}: Pick<Context, 'caller'>, id: string, options = {}): Promise<Slot> {
	const slot = await findSlot(db, caller.scope, id, options);
	if (slot) return slot;
	throw new Problem(404, 'not-found', '没有这项任务，或者不在您的范围内。');
}

/** 409 once a slot has its one outcome: it never gets another. */
export function requireOpen(slot: Slot, today: Day): void {
	if (!isEnded(slot, today)) return;
	throw new Problem(409, 'slot-ended', '这项任务已经了结，不能再改。', [], {current: showSlot(slot, today)});
}
