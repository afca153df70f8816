import {type Calendar, holidayAt, isWorkday, missingYears} from '../calendar.ts';
import {type Day, plusDays} from '../days.ts';
import type {Hazard} from './hazard.ts';

export type DeadlineAdvice = {
	dueOn: Day;
	/** 遇国庆节放假，建议改为9月30日（节前）; null when nothing is to be said. */
	sentence: string | null;
	/** The last working day before the rest, when it has not gone by. */
	proposedOn: Day | null;
	/** What could not be told: a year whose notice is not loaded. */
	note: string | null;
};

// A break with the weekends that touch it; the notice does not always list those (lifecycle §3.5).
const restAround = (calendar: Calendar, day: Day) => {
	const days = [day];
	while (!isWorkday(calendar, days[0]!)) days.unshift(plusDays(days[0]!, -1));
	const [before, ...rest] = days;
	for (let next = day; !isWorkday(calendar, next); next = plusDays(next, 1)) rest.push(next);
	return {before: before!, name: rest.map(each => holidayAt(calendar, each)?.name).find(name => name !== undefined)};
};

const spoken = (day: Day) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const closed = (name: string) => `遇${name}放假`;

/**
 * Warns of a deadline that falls into a public holiday and proposes the last working day before it, when that is not before
 * `earliest`. A safety deadline is never moved by itself (rules §1.10); what is due at once is not asked about.
 */
export const deadlineAdvice = (dueOn: Day, calendar: Calendar, earliest: Day): DeadlineAdvice => {
	const [missing] = missingYears(calendar, dueOn, dueOn);
	const note = missing === undefined ? null : `${missing}年放假安排未载入，不能判断是否遇节假日。`;
	const nothing = {dueOn, sentence: null, proposedOn: null, note};
	if (missing !== undefined || isWorkday(calendar, dueOn)) return nothing;
	const {before, name} = restAround(calendar, dueOn);
	if (name === undefined) return nothing;
	if (before < earliest) return {...nothing, sentence: `${closed(name)}，节前已无工作日，请确认放假期间能够完成整改。`};
	return {...nothing, sentence: `${closed(name)}，建议改为${spoken(before)}（节前）`, proposedOn: before};
};

/** On a hazard that still waits to be mended: its deadline, or the one that is asked for. Null when nothing is to be said. */
export const adviceFor = (hazard: Hazard, calendar: Calendar, today: Day): DeadlineAdvice | null => {
	const {state, originalDays, extension, facts} = hazard;
	const isToMend = state === 'registered' || state === 'confirmed' || state === 'noticed' || state === 'rectifying';
	const dueOn = extension === 'pending' ? facts.extension!.request.dueOn : hazard.dueOn;
	if (!isToMend || originalDays === 0 || dueOn < today) return null;
	const advice = deadlineAdvice(dueOn, calendar, today);
	return advice.sentence || advice.note ? advice : null;
};
