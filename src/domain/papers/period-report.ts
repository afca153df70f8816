import type {Day, Instant} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {PaperBase} from './parts.ts';

export const periods = ['week', 'month', 'quarter'] as const;
/** null: no value (an empty denominator, a day to come), drawn as a gap. */
export type Series = {name: string; values: (number | null)[]};
/** A figure drawn in vectors; `unit` 项, %. Every value is printed: nothing is told by colour alone. */
export type Chart = {form: 'bars' | 'lines'; title: string; unit: string; labels: string[]; series: Series[]};
export type Figure = {name: string; value: string; previous?: string | undefined; note?: string | undefined};
export type ReportRow = {
	number: string;
	site: string;
	description: string;
	grade: HazardGrade;
	state: string;
	dueOn: Day;
	daysOverdue: number;
	note?: string | undefined;
};
/** 周报、月报、季报 (two-lists.md §8.6); frozen by `snapshotId`. */
export type PeriodReportData = PaperBase & {
	period: (typeof periods)[number];
	from: Day;
	to: Day;
	cutOffAt: Instant;
	/** 第12期, when the office counts its reports. */
	number?: string | undefined;
	/** 范围：三个居民区 — null: the whole office. */
	scope: string | null;
	addressee?: string | undefined;
	figures: Figure[];
	/** 期初＋新增＋划入－销号－作废－合并－划出＝期末, each term by name, in that order. */
	balance: {name: string; count: number}[];
	charts: Chart[];
	/** Numbers by sector, community …: a table each. */
	tables: {title: string; columns: string[]; rows: (string | number)[][]}[];
	major: ReportRow[];
	overdue: ReportRow[];
	/** 情况分析、典型案例: heading and text of each part; none in a week. */
	parts: {heading: string; text: string}[];
	/** 下步安排. */
	next: string[];
	/** 计数口径. */
	notes: string[];
	author: string;
	approver?: string | undefined;
	snapshotId: string;
	verifyUrl?: string | undefined;
};
