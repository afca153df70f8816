import {type Day, plusDays, plusInterval} from '../../../../domain/days.ts';
import {mondayOf, quarterOf} from '../../../../domain/figures/splits.ts';

export type Period = {from: Day; to: Day};
export type NamedPeriod = Period & {title: string};

const monthFrom = (day: Day): Day => `${day.slice(0, 7)}-01`;
const quarterFrom = (day: Day): Day =>
	`${day.slice(0, 4)}-${String((Number(quarterOf(day).slice(-1)) - 1) * 3 + 1).padStart(2, '0')}-01`;
const lasting = (from: Day, interval: string): Period => ({from, to: plusDays(plusInterval(from, interval), -1)});

/** The periods that an office asks for again and again; one that is not over ends today. */
export const usualPeriods = (today: Day): NamedPeriod[] => {
	const week = mondayOf(today);
	const month = monthFrom(today);
	const quarter = quarterFrom(today);
	return [
		{title: '本周', from: week, to: today},
		{title: '上周', from: plusDays(week, -7), to: plusDays(week, -1)},
		{title: '本月', from: month, to: today},
		{title: '上月', ...lasting(plusInterval(month, 'P1M', -1), 'P1M')},
		{title: '本季', from: quarter, to: today},
		{title: '上季', ...lasting(plusInterval(quarter, 'P3M', -1), 'P3M')},
		{title: '今年', from: `${today.slice(0, 4)}-01-01`, to: today},
	];
};
