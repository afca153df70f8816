import type {CalendarYear, Holiday} from './content.ts';
import {type Day, plusDays, weekdayOf, yearOf} from './days.ts';

/** Year → that year's notice. */
export type Calendar = ReadonlyMap<number, CalendarYear>;

/** The break that a day belongs to, weekends inside it included. */
export const holidayAt = (calendar: Calendar, day: Day): Holiday | undefined =>
	calendar.get(yearOf(day))?.holidays.find(holiday => holiday.from <= day && day <= holiday.to);

/** 全国年节及纪念日放假办法 and the year's notice; a year without notice knows weekends only (see `missingYears`). */
export const isWorkday = (calendar: Calendar, day: Day): boolean => {
	if (calendar.get(yearOf(day))?.workdays.includes(day)) return true;
	return weekdayOf(day) <= 5 && !holidayAt(calendar, day);
};

/** The n-th working day after `day` (before it, when n is negative); n = 0 is `day` itself. */
export const plusWorkdays = (calendar: Calendar, day: Day, n: number): Day => {
	if (!Number.isInteger(n)) throw new RangeError(`whole working days only: ${n}`);
	const step = Math.sign(n);
	let reached = day;
	for (let left = Math.abs(n); left > 0; ) {
		reached = plusDays(reached, step);
		if (isWorkday(calendar, reached)) left -= 1;
	}
	return reached;
};

/** Years between two days, both included, whose notice is not loaded: what was computed there is provisional. */
export const missingYears = (calendar: Calendar, from: Day, to: Day): number[] => {
	const first = yearOf(from);
	const years = Array.from({length: Math.max(0, yearOf(to) - first + 1)}, (_, index) => first + index);
	return years.filter(year => !calendar.has(year));
};
