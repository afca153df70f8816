import type {RiskLevel} from '../content.ts';
import {type Day, maxDay, plusDays} from '../days.ts';
import {endingOf, isEnded} from './outcome.ts';
import {type Pause, underPauses} from './pause.ts';
import {levelsOf, type Plan, rhythmOf} from './plan.ts';
import {dueSlots, type KnownSlot, type LevelPlan, type NewSlot} from './slots.ts';
import type {Window} from './window.ts';

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
/** `since`: the first day that may have passed without a run, when it is not today. */
export type Span = {today: Day; horizonDays: number; since?: Day | undefined};

/** What has to be written for one point; nothing when all stands as it should. */
export type PointChanges = {
	created: NewSlot[];
	superseded: Array<{id: string; by: string | null; on: Day}>;
	/** Their site was shut the whole window. */
	excused: Array<{id: string; on: Day}>;
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
	const last = lastOf(point);
	const unseen = isMember && last ? endedUnseen(plan, point, last, span) : undefined;
	if (!unseen) return decideSeen(plan, terms, point, isMember, span);
	const {id, by, on} = unseen;
	const slots = point.slots.map(slot =>
		slot.id === id ? {...slot, ...(by === 'pause' ? {excusedOn: on} : {supersededOn: on})} : slot,
	);
	const rest = decideSeen(plan, terms, {...point, slots}, isMember, span);
	if (by === 'pause') return {...rest, excused: [{id, on}, ...rest.excused]};
	return {...rest, superseded: [{id, by: null, on}, ...rest.superseded]};
}

function decideSeen(plan: Plan, terms: LevelPlan, point: PlanPoint, isMember: boolean, span: Span): PointChanges {
	const {today, since = today} = span;
	const last = lastOf(point);
	const open = last && !isEnded(last, today) ? last : undefined;
	const {over, closed} = endsOf(plan, point, today);
	if (isMember && over === null && closed === null)
		return open ? withOpen(plan, terms, point, open, span) : {...none(), created: due(terms, point, point.slots, span)};
	// What was due while the plan ran keeps its outcome: an end of the plan must not tidy away what was left undone.
	const isLeft = open && (!isMember || closed !== null || open.dueOn > over!);
	const on = isMember && open ? maxDay(takenBackOn({over, closed}, open) ?? today, since) : today;
	if (open) return isLeft ? {...none(), superseded: [{id: open.id, by: null, on}]} : {...none(), kept: open};
	return isMember && last ? passedUnseen(plan, terms, point, span) : none();
}

const lastOf = ({slots}: PlanPoint) => [...slots].sort((a, b) => a.ordinal - b.ordinal).at(-1);

/** The last day of a plan that is over, and the day on which the point was closed; null while they lie ahead. */
const endsOf = ({to}: Plan, {closedOn}: PlanPoint, today: Day) => ({
	over: to !== null && to < today ? to : null,
	closed: closedOn !== null && closedOn <= today ? closedOn : null,
});

/** On which day an end takes a window back that has not ended by then; undefined when it leaves it alone. */
const takenBackOn = ({over, closed}: ReturnType<typeof endsOf>, {dueOn, graceOn}: Window): Day | undefined => {
	const days = [over !== null && dueOn > over ? plusDays(over, 1) : null, closed !== null && graceOn >= closed ? closed : null];
	return days.filter(day => day !== null).sort()[0] ?? undefined;
};

/** The window that stood while the system was down, when the plan ended, the point was closed or the site shut in those days: a run on that day would have seen it. */
function endedUnseen(plan: Plan, point: PlanPoint, last: StandingSlot, {today, since = today}: Span) {
	const ending = endingOf(last, today)?.by ?? 'none';
	if (since === today || last.graceOn < since || (ending !== 'miss' && ending !== 'none')) return undefined;
	const takenBack = takenBackOn(endsOf(plan, point, today), last);
	const isShut = underPauses(last, pausesOf(point)) === 'covered';
	const shutOn = isShut ? maxDay(last.opensOn, since) : undefined;
	if (shutOn && shutOn <= today && !(takenBack && takenBack <= shutOn)) return {id: last.id, by: 'pause' as const, on: shutOn};
	return takenBack && takenBack >= since ? {id: last.id, by: 'end' as const, on: takenBack} : undefined;
}

/** Windows that opened while the system was down, before the plan ended or the point was closed in those days. */
function passedUnseen(plan: Plan, terms: LevelPlan, point: PlanPoint, span: Span): PointChanges {
	const {today, since = today} = span;
	const ends = endsOf(plan, point, today);
	const [first] = [ends.over, ends.closed].filter(day => day !== null).sort();
	if (!first || first < since) return none();
	const created = due(terms, point, point.slots, span);
	const superseded = created.flatMap(slot => {
		const on = takenBackOn(ends, slot);
		return on ? [{id: slot.id, by: null, on}] : [];
	});
	return {...none(), created, superseded};
}

const pausesOf = ({pauses, siteId}: PlanPoint): Pause[] => pauses.map(pause => ({...pause, siteId}));

const due = (terms: LevelPlan, point: PlanPoint, slots: readonly KnownSlot[], {today, horizonDays}: Span): NewSlot[] => {
	const {closedOn, ...rest} = point;
	return dueSlots(terms, [{...rest, slots, ...(closedOn !== null && {endsOn: closedOn})}], pausesOf(point), today, horizonDays);
};

function withOpen(plan: Plan, terms: LevelPlan, point: PlanPoint, open: StandingSlot, span: Span): PointChanges {
	const paused = underPauses(open, pausesOf(point));
	const others = point.slots.filter(slot => slot.id !== open.id);
	if (paused === 'covered') {
		// A pause may still be lifted before the window opens.
		if (open.opensOn > span.today) return {...none(), kept: open};
		const on = maxDay(open.opensOn, span.since ?? span.today);
		const excused = {...open, excusedOn: on};
		return {...none(), excused: [{id: open.id, on}], created: due(terms, point, [...others, excused], span)};
	}
	const rhythm = rhythmOf(plan, point.level, point.divisor);
	const created = due(terms, point, [...others, {...paused, stale: open.rhythm !== rhythm}], span);
	const successor = created.find(slot => slot.supersedes === open.id);
	if (successor) return {...none(), created, superseded: [{id: open.id, by: successor.id, on: span.today}]};
	return {
		...none(),
		created,
		moved: paused.opensOn === open.opensOn ? [] : [{id: open.id, opensOn: paused.opensOn}],
		adopted: open.rhythm === rhythm ? [] : [{id: open.id, rhythm}],
		kept: {...paused, rhythm},
	};
}
