import type {CalendarYear, Holiday} from './content.ts';
import {type Day, isDay, plusDays, weekdayOf, yearOf} from './days.ts';
import type {Fault} from './problem.ts';

/** Year → that year's notice. */
export type Calendar = ReadonlyMap<number, CalendarYear>;

/** Years whose notice may speak of a day: a break may begin before New Year (lifecycle §3.5). */
const noticesOf = (calendar: Calendar, day: Day): CalendarYear[] => {
	const year = yearOf(day);
	const years = day >= `${year}-12-01` ? [year, year + 1] : day < `${year}-02-01` ? [year, year - 1] : [year];
	return years.flatMap(each => calendar.get(each) ?? []);
};

/** The break that a day belongs to, weekends inside it included. */
export const holidayAt = (calendar: Calendar, day: Day): Holiday | undefined => {
	for (const {holidays} of noticesOf(calendar, day)) {
		const holiday = holidays.find(({from, to}) => from <= day && day <= to);
		if (holiday) return holiday;
	}
	return undefined;
};

/** A weekend day that is worked (调休). */
export const isMakeUpDay = (calendar: Calendar, day: Day): boolean =>
	noticesOf(calendar, day).some(({workdays}) => workdays.includes(day));

/** 全国年节及纪念日放假办法 and the year's notice; a year without notice knows weekends only (see `missingYears`). */
export const isWorkday = (calendar: Calendar, day: Day): boolean =>
	isMakeUpDay(calendar, day) || (weekdayOf(day) <= 5 && !holidayAt(calendar, day));

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

/** What this year and the next lack, and the sentence that every surface shows while they lack it. */
export const calendarAlarm = (calendar: Calendar, today: Day): {missing: number[]; warning: string | null} => {
	const missing = missingYears(calendar, today, `${yearOf(today) + 1}-12-31`);
	const warning = `尚未录入${missing.join('、')}年的放假安排，涉及的日期暂按周末推算，通知公布后请由管理员及时录入。`;
	return {missing, warning: missing.length > 0 ? warning : null};
};

/** The same as a list, for surfaces that have other warnings too. */
export const calendarWarnings = (calendar: Calendar, today: Day): string[] => {
	const {warning} = calendarAlarm(calendar, today);
	return warning ? [warning] : [];
};

/** Everything that is wrong with a year's notice in itself. */
export const calendarFaults = ({year, holidays, workdays}: CalendarYear): Fault[] => [
	...holidays.flatMap((holiday, i) => holidayFaults(year, holiday, `/holidays/${i}`)),
	...holidays.flatMap((holiday, i) =>
		holidays.slice(0, i).some(other => other.from <= holiday.to && holiday.from <= other.to)
			? [{path: `/holidays/${i}`, message: `${holiday.name}与另一个假期重叠。`}]
			: [],
	),
	...fixedFaults(year, holidays),
	...workdays.flatMap((day, i) => workdayFaults(year, holidays, day, `/workdays/${i}`)),
];

// A break may straddle New Year, but one of its ends lies in the year.
const isNear = (year: number, day: Day) => day >= `${year - 1}-12-15` && day <= `${year + 1}-01-15`;

function holidayFaults(year: number, {name, from, to}: Holiday, path: string): Fault[] {
	const ends = [
		{end: 'from', day: from},
		{end: 'to', day: to},
	];
	const faults = ends
		.filter(({day}) => !isDay(day) || !isNear(year, day))
		.map(({end, day}) => ({path: `${path}/${end}`, message: `${day} 不是该年的日期。`}));
	if (faults.length > 0) return faults;
	if (yearOf(from) !== year && yearOf(to) !== year) return [{path, message: `${name}不在该年。`}];
	return from > to ? [{path: `${path}/to`, message: `${name} 的起止日期颠倒。`}] : [];
}

function workdayFaults(year: number, holidays: readonly Holiday[], day: Day, path: string): Fault[] {
	if (!isDay(day) || !isNear(year, day)) return [{path, message: `${day} 不是该年的日期。`}];
	if (weekdayOf(day) <= 5) return [{path, message: `调休上班日 ${day} 不是周末。`}];
	return holidays.some(({from, to}) => from <= day && day <= to) ? [{path, message: `${day} 既放假又上班。`}] : [];
}

// 全国年节及纪念日放假办法 art 2: days of the solar calendar that no notice moves. 5月2日 since 2025.
function fixedFaults(year: number, holidays: readonly Holiday[]): Fault[] {
	const fixed = ['01-01', '05-01', ...(year >= 2025 ? ['05-02'] : []), '10-01', '10-02', '10-03'].map(day => `${year}-${day}`);
	return fixed
		.filter(day => !holidays.some(({from, to}) => from <= day && day <= to))
		.map(day => ({path: '/holidays', message: `缺少法定假日 ${day}。`}));
}
