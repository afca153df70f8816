import {type Day, dayOf, dueAt, type Instant, plusMilliseconds} from '../days.ts';
import type {FigureId} from './figures.ts';
import type {Period, ReportContent, ReportFigure, ReportKind} from './report.ts';

export const thisPeriod: Record<ReportKind, string> = {weekly: '本周', monthly: '本月', quarterly: '本季度'};
export const nextPeriod: Record<ReportKind, string> = {weekly: '下周', monthly: '下月', quarterly: '下季度'};
export const lastPeriod: Record<ReportKind, string> = {weekly: '上周', monthly: '上月', quarterly: '上季度'};
const kindNames: Record<ReportKind, string> = {weekly: '周报', monthly: '月报', quarterly: '季度进展情况报告'};
export const reportKindNames = kindNames;

/** 3月2日 */
export const short = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
const long = (day: Day): string => `${day.slice(0, 4)}年${short(day)}`;
const quarters = ['一', '二', '三', '四'];

/** 2026年3月2日至3月8日, 2026年3月, 2026年第一季度 */
export function periodWords({kind, from, to}: Period): string {
	const year = from.slice(0, 4);
	if (kind === 'monthly') return `${year}年${Number(from.slice(5, 7))}月`;
	if (kind === 'quarterly') return `${year}年第${quarters[Math.floor((Number(from.slice(5, 7)) - 1) / 3)]}季度`;
	return `${long(from)}至${to.startsWith(year) ? short(to) : long(to)}`;
}

/** 截至3月8日24时, 截至3月8日10时32分 */
export function cutOffWords(cutOffAt: Instant): string {
	const day = dayOf(cutOffAt);
	if (cutOffAt === plusMilliseconds(dueAt(day), -1)) return `截至${short(day)}24时`;
	const time = new Date(Date.parse(cutOffAt) + 8 * 3_600_000).toISOString();
	return `截至${short(day)}${Number(time.slice(11, 13))}时${time.slice(14, 16)}分`;
}

export const titleOf = (period: Period, office: string): string => {
	const subject = period.kind === 'quarterly' ? '安全生产治本攻坚' : '安全隐患排查治理';
	return `${office}${subject}${kindNames[period.kind]}（${periodWords(period)}）`;
};

/** 97.74%, 100%; 无 where nothing is under the line. */
export const percent = (value: number | null): string => (value === null ? '无' : `${Number((value * 100).toFixed(2))}%`);

/** The parts that are not empty, joined and ended like a sentence. */
export const sentence = (...parts: Array<string | false | null>): string => {
	const said = parts.filter(part => typeof part === 'string' && part !== '');
	return said.length > 0 ? `${said.join('，')}。` : '';
};

/** 消防12条、燃气9条 */
export const listed = (parts: ReadonlyArray<{title: string; count: number}>, unit: string): string =>
	parts
		.filter(({count}) => count > 0)
		.map(({title, count}) => `${title}${count}${unit}`)
		.join('、');

export const figureIn = ({figures}: Pick<ReportContent, 'figures'>, id: FigureId): ReportFigure =>
	figures.find(figure => figure.id === id)!;

/** 较上月增加3条 */
export function compared(now: number, before: number | undefined, kind: ReportKind, unit: string): string {
	if (before === undefined) return '';
	if (now === before) return `与${lastPeriod[kind]}持平`;
	return `较${lastPeriod[kind]}${now > before ? '增加' : '减少'}${Math.abs(now - before)}${unit}`;
}

/** 较上月上升2.5个百分点 */
export function points(now: number | null, before: number | null, kind: ReportKind): string {
	if (now === null || before === null) return '';
	const change = Number(((now - before) * 100).toFixed(2));
	if (change === 0) return `与${lastPeriod[kind]}持平`;
	return `较${lastPeriod[kind]}${change > 0 ? '上升' : '下降'}${Math.abs(change)}个百分点`;
}
