import {parse, v5} from 'uuid';
import {type Day, type Interval, maxDay, minDay, plusDays} from '../days.ts';
import {endingOf, isEnded, type SlotFacts} from './outcome.ts';
import {type Pause, underPauses} from './pause.ts';
import {
	type Anchor,
	afterInterval,
	firstDue,
	firstWindow,
	nextWindow,
	type Plan,
	periodOf,
	type Shift,
	shifted,
	type Window,
	windowOf,
} from './window.ts';

/** A plan with the interval of each risk level; a level that is missing is not inspected under it. */
export type LevelPlan = {
	id: string;
	anchor: Anchor;
	from: Day;
	to?: Day;
	graceDays?: number;
	shift?: Shift;
	levels: Partial<Record<string, {interval: Interval; earlyDays: number}>>;
};
/** `ruleDueOn`: the due day before a holiday moved it; `stale`: made under terms that the plan no longer has. */
export type KnownSlot = SlotFacts & {
	id: string;
	ordinal: number;
	priority: number;
	level: string;
	ruleDueOn?: Day;
	stale?: boolean;
};
export type DuePoint = {
	id: string;
	siteId: string;
	level: string;
	/** Into how many parts the intervals fall at its site. */
	divisor?: number;
	startsOn: Day;
	endsOn?: Day;
	lastCheckedOn?: Day;
	slots: readonly KnownSlot[];
};
export type NewSlot = KnownSlot & {planId: string; pointId: string; siteId: string; excuse?: 'pause'; supersedes?: string};

/** The id of a slot: the same window always gets the same one, on any machine (rules §1.5). */
export const slotId = (planId: string, pointId: string, ordinal: number): string =>
	v5(inBytes.encode(`${pointId}‖${ordinal}`), spaceOf(planId));

// Tens of thousands of ids under a few plans: their texts are turned into bytes once.
const inBytes = new TextEncoder();
const spaces = new Map<string, Uint8Array>();
const spaceOf = (planId: string): Uint8Array => {
	const known = spaces.get(planId) ?? parse(planId);
	if (spaces.size < 1000) spaces.set(planId, known);
	return known;
};

// Thousands of points have the same terms.
const termsKnown = new WeakMap<LevelPlan, Map<string, Plan | null>>();

/** The plan as it applies to one level, more often when its site asks for it; null when the plan leaves that level out. */
export const planFor = (levels: LevelPlan, {level, divisor = 1}: Pick<DuePoint, 'level' | 'divisor'>): Plan | null => {
	const terms = termsKnown.get(levels) ?? new Map<string, Plan | null>();
	termsKnown.set(levels, terms);
	const key = `${level} ${divisor}`;
	const known = terms.get(key);
	if (known !== undefined) return known;
	const plan = termsOf(levels, level, divisor);
	terms.set(key, plan);
	return plan;
};

const termsOf = ({levels, ...plan}: LevelPlan, level: string, divisor: number): Plan | null => {
	const rhythm = levels[level];
	return rhythm ? {...plan, ...rhythm, divisor, earlyDays: Math.floor(rhythm.earlyDays / divisor)} : null;
};

const slotOf = (plan: Plan, point: DuePoint, window: Window): NewSlot => ({
	...window,
	id: slotId(plan.id, point.id, window.ordinal),
	planId: plan.id,
	pointId: point.id,
	siteId: point.siteId,
	level: point.level,
	attempts: [],
});

// Compared with every check that already settled a slot: one visit never counts for two windows.
const creditedCheck = (point: DuePoint, slots: readonly KnownSlot[], window: Window): Day | undefined => {
	const day = point.lastCheckedOn;
	if (!day || day < window.opensOn || day > window.graceOn) return undefined;
	return slots.some(slot => slot.checkedOn && slot.checkedOn >= day) ? undefined : day;
};

const settle = (plan: Plan, point: DuePoint, slots: readonly KnownSlot[], window: Window, pauses: readonly Pause[]): NewSlot => {
	const shortened = underPauses(shifted(plan, window), pauses);
	if (shortened === 'covered') return {...slotOf(plan, point, window), excusedOn: window.opensOn, excuse: 'pause'};
	const checkedOn = creditedCheck(point, slots, shortened);
	const slot = slotOf(plan, point, shortened);
	return checkedOn ? {...slot, checkedOn} : slot;
};

const byRule = ({ruleDueOn, ...slot}: KnownSlot): KnownSlot => ({...slot, dueOn: ruleDueOn ?? slot.dueOn});

const following = (plan: Plan, point: DuePoint, slots: readonly KnownSlot[], today: Day): Window | null => {
	const last = slots.at(-1);
	if (!last) return firstWindow(plan, point.startsOn, point.lastCheckedOn);
	const ended = endingOf(last, today);
	return ended ? nextWindow(plan, {...byRule(last), ...ended}, point.lastCheckedOn) : null;
};

const wanted = (plan: Plan, point: DuePoint, slot: NewSlot, today: Day, horizon: Day): boolean => {
	const end = minDay(plan.to ?? horizon, point.endsOn ?? horizon);
	// A pause may still be lifted: its windows are written down only once they open.
	return slot.opensOn <= minDay(end, slot.excuse ? today : horizon);
};

const dueByRule = (plan: Plan, point: DuePoint): Day =>
	point.lastCheckedOn ? afterInterval(plan, point.lastCheckedOn) : firstDue(plan, maxDay(plan.from, point.startsOn));

// Under the new rhythm it may long be due: then it opens at once, with the days of a first visit but no more than were left.
const atOnce = (plan: Plan, old: KnownSlot, today: Day) => {
	const fresh = firstDue(plan, today);
	return {opensOn: today, dueOn: old.dueOn >= today ? minDay(old.dueOn, fresh) : fresh};
};

const successorDays = (plan: Plan, point: DuePoint, old: KnownSlot, today: Day) => {
	const dueOn = dueByRule(plan, point);
	if (dueOn < today) return atOnce(plan, old, today);
	return {opensOn: point.lastCheckedOn ? maxDay(today, plusDays(dueOn, -plan.earlyDays)) : today, dueOn};
};

const successorWindow = (plan: Plan, point: DuePoint, old: KnownSlot, today: Day): Window => {
	const priority = old.priority + (today > old.dueOn ? 1 : 0);
	if (plan.anchor === 'calendar') {
		const day = maxDay(today, old.opensOn);
		const {index, to} = periodOf(plan, maxDay(day, plan.from));
		return windowOf(plan, Math.max(index, old.ordinal + 1), day, to, priority);
	}
	const {opensOn, dueOn} = successorDays(plan, point, old, today);
	return windowOf(plan, old.ordinal + 1, opensOn, dueOn, priority);
};

// New terms that come to the same days leave the slot as it is.
const isSame = (old: KnownSlot, next: NewSlot, today: Day): boolean =>
	old.level === next.level &&
	old.dueOn === next.dueOn &&
	old.graceOn === next.graceOn &&
	(old.opensOn === next.opensOn || (old.opensOn <= today && next.opensOn <= today));

/** The successor of an open slot whose point changed its level or whose plan changed its terms: it names the slot it supersedes; null when both stayed or the level has no rhythm. */
export const supersede = (plan: LevelPlan, point: DuePoint, pauses: readonly Pause[], today: Day): NewSlot | null => {
	const old = inOrder(point.slots).at(-1);
	const rhythm = old && planFor(plan, point);
	if (!old || !rhythm || (old.level === point.level && !old.stale) || isEnded(old, today)) return null;
	const window = successorWindow(rhythm, point, old, today);
	const next = settle(rhythm, point, point.slots, window, pausesOf(point, pauses));
	return isSame(old, next, today) ? null : {...next, supersedes: old.id};
};

const inOrder = <S extends {ordinal: number}>(slots: readonly S[]): S[] =>
	slots.length < 2 ? [...slots] : [...slots].sort((a, b) => a.ordinal - b.ordinal);
const pausesOf = (point: DuePoint, pauses: readonly Pause[]) =>
	pauses.length === 0 ? pauses : pauses.filter(({siteId}) => siteId === point.siteId);

const dueOfPoint = (levels: LevelPlan, point: DuePoint, pauses: readonly Pause[], today: Day, horizon: Day): NewSlot[] => {
	const plan = planFor(levels, point);
	if (!plan) return [];
	const successor = supersede(levels, point, pauses, today);
	const made: NewSlot[] = successor ? [successor] : [];
	const slots: KnownSlot[] = inOrder(point.slots);
	slots.push(...made);
	const own = pausesOf(point, pauses);
	for (let window = following(plan, point, slots, today); window; window = following(plan, point, slots, today)) {
		// Most points have their window already: no need to work out one that lies beyond.
		if (window.opensOn > horizon) break;
		const slot = settle(plan, point, slots, window, own);
		if (!wanted(plan, point, slot, today, horizon)) break;
		made.push(slot);
		slots.push(slot);
	}
	return made;
};

/** The slots to create so that every point has its windows up to the horizon, those that passed unseen while the system was down included. Running it again on its own result adds nothing. */
export const dueSlots = (
	plan: LevelPlan,
	points: readonly DuePoint[],
	pauses: readonly Pause[],
	today: Day,
	horizonDays: number,
): NewSlot[] => {
	const horizon = plusDays(today, horizonDays);
	return points.flatMap(point => dueOfPoint(plan, point, pauses, today, horizon));
};
