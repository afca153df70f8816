import {type Calendar, missingYears, plusWorkdays} from './calendar.ts';
import {type Day, daysBetween, plusDays} from './days.ts';

/** Where a count of days ends, and the years of it whose notice is not loaded: there it knew weekends only. */
export type Counted = {day: Day; missing: number[]};
/** Counts days for many hazards: the same question is worked out once. */
export type DayCounter = {
	workdaysAfter: (day: Day, n: number) => Counted;
	daysAfter: (day: Day, n: number) => Day;
	between: (a: Day, b: Day) => number;
};

const remembered = <N, T>(work: (day: Day, n: N) => T) => {
	const known = new Map<string, T>();
	return (day: Day, n: N): T => {
		const key = `${day}/${n}`;
		if (!known.has(key)) known.set(key, work(day, n));
		return known.get(key)!;
	};
};

export const dayCounter = (calendar: Calendar): DayCounter => ({
	workdaysAfter: remembered((from, n) => {
		const day = plusWorkdays(calendar, from, n);
		return {day, missing: missingYears(calendar, from, day)};
	}),
	daysAfter: remembered(plusDays),
	between: remembered(daysBetween),
});
