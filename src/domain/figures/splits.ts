import {type Day, plusDays, weekdayOf, yearOf} from '../days.ts';
import {gradeOfRank} from './seen.ts';

export const splits = ['domain', 'grade', 'community', 'site-kind', 'person', 'week', 'month', 'quarter'] as const;
export type Split = (typeof splits)[number];

export const splitNames: Record<Split, string> = {
	domain: '行业领域',
	grade: '等级',
	community: '居民区',
	'site-kind': '场所类型',
	person: '人员',
	week: '周',
	month: '月',
	quarter: '季度',
};

/** ISO weeks: 2026-W01 is the week of the year's first Thursday. */
export function weekOf(day: Day): string {
	const thursday = plusDays(day, 4 - weekdayOf(day));
	const year = yearOf(thursday);
	const number = 1 + Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / (7 * 86_400_000));
	return `${year}-W${String(number).padStart(2, '0')}`;
}
export const mondayOf = (day: Day): Day => plusDays(day, 1 - weekdayOf(day));
export const monthOf = (day: Day): string => day.slice(0, 7);
export const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

const isTime = (split: Split): split is 'week' | 'month' | 'quarter' => ['week', 'month', 'quarter'].includes(split);
const timeOf = {week: weekOf, month: monthOf, quarter: quarterOf};

/** The parts that a row belongs to, from what its scan tells of it: a day, a list of people (commas or JSON), the rank of a grade, or the key itself. */
export function keysOf(split: Split, told: string): string[] {
	if (split === 'person') return [...new Set(told.replaceAll(/["[\]]/g, '').split(','))].filter(Boolean);
	if (split === 'grade') return [gradeOfRank(Number(told))];
	return [isTime(split) ? timeOf[split](told) : told];
}

const numbers = (key: string) => key.split(/-[WQ]?/).map(Number) as [number, number];
/** '2026年第10周', '2026年3月', '2026年第1季度'. */
export function timeTitle(split: Split, key: string): string {
	const [year, number] = numbers(key);
	if (split === 'week') return `${year}年第${number}周`;
	return split === 'month' ? `${year}年${number}月` : `${year}年第${number}季度`;
}
