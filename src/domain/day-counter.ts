import {type Calendar, missingYears, plusWorkdays} from './calendar.ts';
import {type Day, dayOf, daysBetween, type Instant, plusDays} from './days.ts';

/** Where a count of days ends, and the years of it whose notice is not loaded: there it knew weekends only. */
export type Counted = {day: Day; missing: number[]};
/** Counts days for many hazards: the same question is worked out once. */
export type DayCounter = {
	workdaysAfter: (day: Day, n: number) => Counted;
	daysAfter: (day: Day, n: number) => Day;
	between: (a: Day, b: Day) => number;
	dayOf: (instant: Instant) => Day;
};

const remembered = <N, T>(work: (from: string, n: N) => T) => {
	const known = new Map<N, Map<string, T>>();
	return (from: string, n: N): T => {
		const answers = known.get(n) ?? new Map<string, T>();
		known.set(n, answers);
		const answer = answers.get(from) ?? work(from, n);
		answers.set(from, answer);
		return answer;
	};
};

export const dayCounter = (calendar: Calendar): DayCounter => {
	// A day in Shanghai begins with an hour.
	const dayOfHour = remembered((hour, _: null) => dayOf(`${hour}:00:00.000Z`));
	return {
		workdaysAfter: remembered((from, n: number) => {
			const day = plusWorkdays(calendar, from, n);
			return {day, missing: missingYears(calendar, from, day)};
		}),
		daysAfter: remembered(plusDays),
		between: remembered((a, b: Day) => daysBetween(a, b)),
		dayOf: instant => dayOfHour(instant.slice(0, 13), null),
	};
};
