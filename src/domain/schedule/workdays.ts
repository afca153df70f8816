import {type Calendar, holidayAt, isMakeUpDay} from '../calendar.ts';
import {type Day, plusDays, weekdayOf} from '../days.ts';
import type {Shift} from './window.ts';

/** What becomes of a due day on which nobody works: it stays, or moves to the working day before or after it. */
export const holidayRules = ['keep', 'before', 'after'] as const;
export type HolidayRule = (typeof holidayRules)[number];

/** Whether a plan with these weekdays (1 Monday … 7 Sunday) sends people out on a day: never in a public holiday, and on a weekend that is worked (调休) when it works the whole week. */
export const isPlanDay = (calendar: Calendar, weekdays: readonly number[], day: Day): boolean => {
	if (isMakeUpDay(calendar, day)) return [1, 2, 3, 4, 5].every(each => weekdays.includes(each));
	return weekdays.includes(weekdayOf(day)) && !holidayAt(calendar, day);
};

/** The days from `from` to `to` on which the plan sends people out. */
export const planDays = (calendar: Calendar, weekdays: readonly number[], from: Day, to: Day): Day[] => {
	const days: Day[] = [];
	for (let day = from; day <= to; day = plusDays(day, 1)) if (isPlanDay(calendar, weekdays, day)) days.push(day);
	return days;
};

/** Moves a due day to the nearest day that is worked, when there is one between the two limits; undefined when it stays. */
export const shiftOf = (calendar: Calendar, weekdays: readonly number[], rule: HolidayRule): Shift | undefined => {
	if (rule === 'keep') return undefined;
	const step = rule === 'before' ? -1 : 1;
	return (dueOn, earliest, latest) => {
		for (let day = dueOn; day >= earliest && day <= latest; day = plusDays(day, step))
			if (isPlanDay(calendar, weekdays, day)) return day;
		return dueOn;
	};
};
