import type {RiskLevel} from '../content.ts';
import type {Day} from '../days.ts';
import {isEnded} from './outcome.ts';
import {type Pause, underPauses} from './pause.ts';
import {levelsOf, type Plan, rhythmOf} from './plan.ts';
import {dueSlots, type KnownSlot, type LevelPlan, type NewSlot} from './slots.ts';

export type StandingSlot = KnownSlot & {rhythm: string};
/** A risk point with all that a plan asks of it. */
export type PlanPoint = {
	id: string;
	siteId: string;
	areaId: string;
	communityId: string;
	domain: string;
	kind: string;
	tags: readonly string[];
	level: RiskLevel;
	/** Into how many parts the intervals fall at its site (domain/register/dynamic-risk.ts). */
	divisor: number;
	startsOn: Day;
	/** The first day on which the point or its site is closed. */
	closedOn: Day | null;
	pauses: readonly Omit<Pause, 'siteId'>[];
	lastCheckedOn?: Day;
	/** The latest of the plan's slots at this point. */
	slots: readonly StandingSlot[];
};
export type Span = {today: Day; horizonDays: number};

/** What has to be written for one point; nothing when all stands as it should. */
export type PointChanges = {
	created: NewSlot[];
	superseded: Array<{id: string; by: string | null}>;
	/** Their site was shut the whole window. */
	excused: string[];
	moved: Array<{id: string; opensOn: Day}>;
	/** Open slots that new terms leave as they are. */
	adopted: Array<{id: string; rhythm: string}>;
	/** The open slot that stays. */
	kept?: StandingSlot;
};

/** Whether a point belongs to a plan; `areaIds` are the plan's area and everything below, or null for the whole subdistrict. */
export const belongs = (
	{scope}: Plan,
	domain: string,
	areaIds: ReadonlySet<string> | null,
	point: Omit<PlanPoint, 'slots'>,
): boolean =>
	point.domain === domain &&
	(areaIds === null || areaIds.has(point.areaId)) &&
	levelsOf({scope}).includes(point.level) &&
	(!scope.kinds?.length || scope.kinds.includes(point.kind)) &&
	(!scope.tags?.length || scope.tags.some(tag => point.tags.includes(tag)));

const none = (): PointChanges => ({created: [], superseded: [], excused: [], moved: [], adopted: []});

/** The slots of one point brought to where its plan wants them. Run again on the result it finds nothing to do. */
export function decidePoint(plan: Plan, terms: LevelPlan, point: PlanPoint, isMember: boolean, span: Span): PointChanges {
	const {today} = span;
	const last = [...point.slots].sort((a, b) => a.ordinal - b.ordinal).at(-1);
	const open = last && !isEnded(last, today) ? last : undefined;
	const isClosed = point.closedOn !== null && point.closedOn <= today;
	const isOver = plan.to !== null && plan.to < today;
	if (!isMember || isClosed || isOver) {
		// What was due while the plan ran keeps its outcome: an end of the plan must not tidy away what was left undone.
		const isLeft = open && (!isMember || isClosed || open.dueOn > plan.to!);
		return isLeft ? {...none(), superseded: [{id: open.id, by: null}]} : {...none(), ...(open && {kept: open})};
	}
	return open ? withOpen(plan, terms, point, open, span) : {...none(), created: due(terms, point, point.slots, span)};
}

const due = (terms: LevelPlan, point: PlanPoint, slots: readonly KnownSlot[], {today, horizonDays}: Span): NewSlot[] => {
	const pauses = point.pauses.map(pause => ({...pause, siteId: point.siteId}));
	const {closedOn, ...rest} = point;
	return dueSlots(terms, [{...rest, slots, ...(closedOn !== null && {endsOn: closedOn})}], pauses, today, horizonDays);
};

function withOpen(plan: Plan, terms: LevelPlan, point: PlanPoint, open: StandingSlot, span: Span): PointChanges {
	const paused = underPauses(
		open,
		point.pauses.map(pause => ({...pause, siteId: point.siteId})),
	);
	const others = point.slots.filter(slot => slot.id !== open.id);
	if (paused === 'covered') {
		// A pause may still be lifted before the window opens.
		if (open.opensOn > span.today) return {...none(), kept: open};
		const excused = {...open, excusedOn: span.today};
		return {...none(), excused: [open.id], created: due(terms, point, [...others, excused], span)};
	}
	const rhythm = rhythmOf(plan, point.level, point.divisor);
	const created = due(terms, point, [...others, {...paused, stale: open.rhythm !== rhythm}], span);
	const successor = created.find(slot => slot.supersedes === open.id);
	if (successor) return {...none(), created, superseded: [{id: open.id, by: successor.id}]};
	return {
		...none(),
		created,
		moved: paused.opensOn === open.opensOn ? [] : [{id: open.id, opensOn: paused.opensOn}],
		adopted: open.rhythm === rhythm ? [] : [{id: open.id, rhythm}],
		kept: {...paused, rhythm},
	};
}
