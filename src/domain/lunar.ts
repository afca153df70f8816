import type {Day} from './days.ts';

// 正月初一 by GB/T 33661-2017, from 2020 on. Listed, because the calendar built into the runtime is a day off in 2027 and 2030.
const firstYear = 2020;
const newYears =
	`01-25 02-12 02-01 01-22 02-10 01-29 02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 02-08 01-28 02-15 02-04 01-24
02-12 02-01 01-22 02-10 01-30 02-17 02-06 01-26 02-14 02-02 01-23 02-11 02-01 02-19 02-08 01-28 02-15 02-04 01-24 02-12 02-02`.split(
		/\s+/,
	);

/** 正月初一 of a year; undefined outside 2020–2060. */
export const lunarNewYear = (year: number): Day | undefined => {
	const day = newYears[year - firstYear];
	return day && `${year}-${day}`;
};
