import type {RiskLevel} from '../../../../domain/content.ts';
import {type Day, weekdayOf} from '../../../../domain/days.ts';
import {intervalInWords} from '../../../../domain/schedule/interval-words.ts';
import type {HolidayRule} from '../../../../domain/schedule/workdays.ts';

export const levels = ['major', 'significant', 'moderate', 'low'] as const satisfies readonly RiskLevel[];
export const shortLevels: Record<RiskLevel, string> = {major: '重大', significant: '较大', moderate: '一般', low: '低'};
export const weekdayWords = ['一', '二', '三', '四', '五', '六', '日'];
export const anchorWords = {
	completion: '滚动：从上次检查完成之日起算',
	calendar: '按周期：从计划起始日起每期一次',
} as const;
export const holidayWords: Record<HolidayRule, string> = {
	keep: '不变（到期日遇休息日不动）',
	before: '提前到前一个检查日',
	after: '顺延到后一个检查日',
};
export const units = {D: '天', W: '周', M: '个月', Y: '年'} as const;
export type Unit = keyof typeof units;

/** 'P1M' → {count: 1, unit: 'M'}; undefined for mixed lengths, which stay as text. */
export function partsOf(interval: string): {count: number; unit: Unit} | undefined {
	const found = /^P(\d+)([DWMY])$/.exec(interval);
	return found ? {count: Number(found[1]), unit: found[2] as Unit} : undefined;
}

const daysIn: Record<Unit, number> = {D: 1, W: 7, M: 28, Y: 365};
/** At least so many days; undefined for mixed lengths. */
export const roughDays = (interval: string): number | undefined => {
	const parts = partsOf(interval);
	return parts && parts.count * daysIn[parts.unit];
};

/** 'P1M' → 每1个月. */
export const intervalWords = (interval: string | undefined): string => (interval ? intervalInWords(interval) : '不查');

/** 周二、周四 */
export const weekdaysWords = (days: readonly number[]): string => {
	const sorted = [...days].sort((a, b) => a - b);
	if (sorted.join() === '1,2,3,4,5') return '周一至周五';
	return sorted.length === 7 ? '每天' : sorted.map(day => `周${weekdayWords[day - 1]}`).join('、');
};

/** 12月1日 周二 */
export const shortDay = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
export const dayOfWeek = (day: Day): string => `周${weekdayWords[weekdayOf(day) - 1]}`;
