import {type Day, daysBetween, type Interval, maxDay, minDay, plusDays, plusInterval} from '../days.ts';

export type Anchor = 'completion' | 'calendar';
/** A plan as it applies to one risk level: `interval` and `earlyDays` are those of the level; `shift` moves a due day off a holiday. */
export type Plan = {
	id: string;
	anchor: Anchor;
	from: Day;
	to?: Day;
	interval: Interval;
	earlyDays: number;
	/** Into how many parts the interval falls at a site that is inspected more often. */
	divisor?: number;
	graceDays?: number;
	shift?: Shift;
};
/** The day on which something due on `dueOn` falls due in fact, between the two days. */
export type Shift = (dueOn: Day, earliest: Day, latest: Day) => Day;
export type Window = {ordinal: number; opensOn: Day; dueOn: Day; graceOn: Day; priority: number};
/** How a window ended, and on which day: of a missed one, its graceOn. */
export type Ending = Window & {by: 'check' | 'miss' | 'excuse' | 'supersession'; endedOn: Day};

type Period = {index: number; from: Day; to: Day};

const firstVisitDays = 30;
const longestGraceDays = 30;

const wholeLength = ({interval}: Pick<Plan, 'interval'>, from: Day) => {
	const days = daysBetween(from, plusInterval(from, interval));
	if (days < 1) throw new RangeError(`interval ${interval} is shorter than a day`);
	return days;
};

/** One interval after a day, by the calendar; a part of those very days at a site that is inspected more often, and never less than a day. */
export const afterInterval = (plan: Pick<Plan, 'interval' | 'divisor'>, day: Day): Day => {
	const days = wholeLength(plan, day);
	return plusDays(day, Math.max(1, Math.floor(days / (plan.divisor ?? 1))));
};

const lengthOf = (plan: Plan, from: Day) => daysBetween(from, afterInterval(plan, from));

// From the 31st every period ends on the last day of a month (rules §1.5); from any other day it ends the day before the next one starts.
const monthEnds = (plan: Plan) => plan.from.endsWith('-31') && /[MY]/.test(plan.interval);

const wholeEnd = (plan: Plan, index: number): Day => {
	const boundary = plusInterval(plan.from, plan.interval, index);
	return monthEnds(plan) ? boundary : plusDays(boundary, -1);
};

/** The whole periods of the plan, each in as many parts as the site asks for: the parts end where the period ends. */
const periodEnd = (plan: Plan, index: number): Day => {
	const parts = Math.min(plan.divisor ?? 1, wholeLength(plan, plan.from));
	const whole = Math.ceil(index / parts);
	const end = wholeEnd(plan, whole);
	const part = index - (whole - 1) * parts;
	if (part === parts) return end;
	const from = whole === 1 ? plan.from : plusDays(wholeEnd(plan, whole - 1), 1);
	return plusDays(from, Math.floor(((daysBetween(from, end) + 1) * part) / parts) - 1);
};

const periodAt = (plan: Plan, index: number): Period => ({
	index,
	from: index === 1 ? plan.from : plusDays(periodEnd(plan, index - 1), 1),
	to: periodEnd(plan, index),
});

/** The period of a calendar plan that holds a day; every one is counted from plan.from, so month ends do not drift. */
export const periodOf = (plan: Plan, day: Day): Period => {
	let index = Math.max(1, Math.floor(daysBetween(plan.from, day) / lengthOf(plan, plan.from)));
	while (index > 1 && periodEnd(plan, index - 1) >= day) index--;
	while (periodEnd(plan, index) < day) index++;
	return periodAt(plan, index);
};

// A grace that ran to the end of the next period would leave that one no day of its own.
const calendarGrace = (plan: Plan, period: Period): Day =>
	minDay(plusDays(period.to, plan.graceDays ?? 0), plusDays(periodEnd(plan, period.index + 1), -1));

const completionGrace = (plan: Plan, dueOn: Day): Day =>
	plusDays(dueOn, Math.min(Math.floor(lengthOf(plan, dueOn) / 2), longestGraceDays));

/** The last day on which a check still counts for a window that is due on `dueOn`. */
export const graceOf = (plan: Plan, dueOn: Day): Day =>
	plan.anchor === 'calendar' ? calendarGrace(plan, periodOf(plan, dueOn)) : completionGrace(plan, dueOn);

/**
 * The window with its due day moved off a holiday. It never moves before its start nor by more than half an interval, so
 * that the next window keeps days of its own; that one is counted from `ruleDueOn`, the day before the move: no drift.
 */
export const shifted = <W extends Window>(plan: Plan, window: W): W & {ruleDueOn?: Day} => {
	if (!plan.shift) return window;
	const latest = plusDays(window.dueOn, Math.min(Math.floor((lengthOf(plan, window.dueOn) - 1) / 2), longestGraceDays));
	const dueOn = plan.shift(window.dueOn, window.opensOn, latest);
	if (dueOn === window.dueOn) return window;
	return {...window, dueOn, graceOn: maxDay(window.graceOn, dueOn), ruleDueOn: window.dueOn};
};

/** A window of a plan, its grace counted. */
export const windowOf = (plan: Plan, ordinal: number, opensOn: Day, dueOn: Day, priority = 0): Window => ({
	ordinal,
	opensOn,
	dueOn,
	graceOn: graceOf(plan, dueOn),
	priority,
});

/** The day by which a point that was never checked is due: start + min(interval, 30 days). */
export const firstDue = (plan: Plan, start: Day): Day => minDay(afterInterval(plan, start), plusDays(start, firstVisitDays));

const afterCheck = (plan: Plan, ordinal: number, checkedOn: Day, notBefore: Day): Window => {
	const dueOn = afterInterval(plan, checkedOn);
	return windowOf(plan, ordinal, maxDay(plusDays(dueOn, -plan.earlyDays), notBefore), dueOn);
};

const firstCompletion = (plan: Plan, start: Day, lastCheckedOn?: Day): Window => {
	const never = () => windowOf(plan, 1, start, firstDue(plan, start));
	if (!lastCheckedOn) return never();
	const next = afterCheck(plan, 1, lastCheckedOn, maxDay(start, plusDays(lastCheckedOn, 1)));
	// A check so old that it fell due before the plan began says nothing about this plan.
	return next.dueOn < start ? never() : next;
};

/** The first window of a point under a plan (rules §1.5); `startsOn` is the first day of the site. */
export const firstWindow = (plan: Plan, startsOn: Day, lastCheckedOn?: Day): Window => {
	const start = maxDay(plan.from, startsOn);
	if (plan.anchor === 'completion') return firstCompletion(plan, start, lastCheckedOn);
	const period = periodOf(plan, start);
	return windowOf(plan, period.index, maxDay(period.from, start), period.to);
};

const periodAfter = (plan: Plan, ended: Ending): Period => {
	const next = periodOf(plan, plusDays(ended.dueOn, 1));
	return ended.endedOn < next.to ? next : periodOf(plan, plusDays(ended.endedOn, 1));
};

const nextCalendar = (plan: Plan, ended: Ending): Window => {
	const period = periodAfter(plan, ended);
	const opensOn = maxDay(period.from, plusDays(ended.endedOn, 1));
	// After a change of level the index restarts on another scale; a number once used stays used.
	return windowOf(
		plan,
		Math.max(period.index, ended.ordinal + 1),
		opensOn,
		period.to,
		ended.by === 'miss' ? ended.priority + 1 : 0,
	);
};

// The level may have changed since, and with it the interval: a window that would be due before it opens has the days of a first visit.
const following = (plan: Plan, ended: Ending, opensOn: Day, dueOn: Day, priority: number): Window =>
	windowOf(plan, ended.ordinal + 1, opensOn, dueOn < opensOn ? firstDue(plan, opensOn) : dueOn, priority);

const afterMiss = (plan: Plan, ended: Ending): Window =>
	following(plan, ended, plusDays(ended.graceOn, 1), afterInterval(plan, ended.dueOn), ended.priority + 1);

const afterExcuse = (plan: Plan, ended: Ending): Window => {
	const dueOn = afterInterval(plan, ended.dueOn);
	const freeFrom = plusDays(maxDay(ended.dueOn, ended.endedOn), 1);
	return following(plan, ended, maxDay(freeFrom, plusDays(dueOn, -plan.earlyDays)), dueOn, ended.priority);
};

/** The window that follows an ended one (rules §1.5). A check that settled nothing (`lastCheckedOn` during an excused window) still moves the due day. */
export const nextWindow = (plan: Plan, ended: Ending, lastCheckedOn?: Day): Window => {
	if (plan.anchor === 'calendar') return nextCalendar(plan, ended);
	if (ended.by === 'check') return afterCheck(plan, ended.ordinal + 1, ended.endedOn, plusDays(ended.endedOn, 1));
	if (ended.by === 'miss') return afterMiss(plan, ended);
	if (lastCheckedOn && lastCheckedOn >= ended.endedOn)
		return afterCheck(plan, ended.ordinal + 1, lastCheckedOn, plusDays(lastCheckedOn, 1));
	return afterExcuse(plan, ended);
};
