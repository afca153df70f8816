import {type Day, daysBetween, inWords} from '../../domain/days.ts';
import {type HazardGrade, type HazardState, stateNames} from '../../domain/hazards/hazard.ts';

export const gradeWords: Record<HazardGrade, string> = {general: '一般隐患', 'suspected-major': '疑似重大', major: '重大隐患'};
export const stateWords: Record<HazardState, string> = stateNames;
export const levelWords: Record<string, string> = {
	major: '重大风险',
	significant: '较大风险',
	moderate: '一般风险',
	low: '低风险',
};
export const domainWords: Record<string, string> = {fire: '消防', gas: '燃气', construction: '建筑施工', underground: '地下空间'};
export const outcomeWords: Record<string, string> = {
	open: '待查',
	done: '按期完成',
	'done-late': '逾期完成',
	missed: '漏查',
	'not-inspectable': '未能入场',
	excused: '免查',
	superseded: '已被替代',
};

/** 2026年11月25日; the empty sign for none. */
export const dayWords = (day: Day | null | undefined): string => (day ? inWords(day) : '—');

const clock = new Intl.DateTimeFormat('zh-CN', {
	timeZone: 'Asia/Shanghai',
	year: 'numeric',
	month: 'numeric',
	day: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});
/** 2026年11月25日 04:09, in Shanghai. */
export function momentWords(instant: string | null | undefined): string {
	if (!instant) return '—';
	const parts = Object.fromEntries(clock.formatToParts(new Date(instant)).map(({type, value}) => [type, value]));
	return `${parts.year}年${parts.month}月${parts.day}日 ${parts.hour}:${parts.minute}`;
}

/** 2026年11月25日 14:00至14:27; the day is said again only when it is another. */
export function spanWords(from: string, to: string): string {
	const [start, end] = [momentWords(from), momentWords(to)];
	return `${start}至${start.split(' ')[0] === end.split(' ')[0] ? end.split(' ')[1] : end}`;
}

/** Days in a text as a clerk writes them: 2026-11-05 → 2026年11月5日. */
export const clerkWords = (text: string): string => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, day => inWords(day as Day));

/** How far off a due day is. */
export function dueWords(dueOn: Day, today: Day): string {
	const days = daysBetween(today, dueOn);
	if (days < 0) return `逾期${-days}天`;
	return days === 0 ? '今天到期' : `还有${days}天`;
}

const number = new Intl.NumberFormat('zh-CN');
export const count = (value: number | null | undefined): string =>
	value === null || value === undefined ? '—' : number.format(value);
export const percent = (value: number | null | undefined): string =>
	value === null || value === undefined ? '—' : `${(value * 100).toFixed(1).replace(/\.0$/, '')}%`;
/** A figure as a clerk writes it: a rate in per cent, a number of days with its unit. */
export const figureWords = (value: number | null | undefined, unit: string): string => {
	if (value === null || value === undefined) return '—';
	if (unit === '比例') return percent(value);
	return unit === '天' ? `${count(value)}天` : count(value);
};
