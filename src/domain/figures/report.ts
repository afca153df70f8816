import {type Day, dueAt, type Instant, plusDays, plusInterval, plusMilliseconds, startOf} from '../days.ts';
import type {HazardGrade, HazardState} from '../hazards/hazard.ts';
import {latestCutOff} from '../hazards/list-issue.ts';
import type {Fault} from '../problem.ts';
import type {Scope} from '../scope.ts';
import type {Balance} from './balance.ts';
import type {Count} from './count.ts';
import type {FigureId} from './figures.ts';
import {mondayOf} from './splits.ts';

export const reportKinds = ['weekly', 'monthly', 'quarterly'] as const;
export type ReportKind = (typeof reportKinds)[number];
export const reportStates = ['draft', 'frozen', 'void'] as const;
export type ReportState = (typeof reportStates)[number];

export type ReportFigure = Count & {id: FigureId; title: string; definition: string; unit: string; href: string};
/** One line of a table: a part of a split with what was registered, closed and is open or overdue. */
export type ReportLine = {
	key: string;
	title: string;
	registered: number;
	closed: number;
	rate: number | null;
	open: number;
	overdue: number;
};
export type ReportTable = {by: 'domain' | 'community' | 'grade' | 'month'; title: string; lines: ReportLine[]};
export type ReportHazard = {
	id: string;
	number: string;
	siteName: string;
	communityName: string;
	place: string;
	description: string;
	grade: HazardGrade;
	state: HazardState;
	foundOn: Day;
	dueOn: Day;
	/** Days past its deadline; 0 when it is not overdue. */
	lateDays: number;
};
/** A hazard that was closed in the period, as an example. */
export type ReportCase = ReportHazard & {
	endedOn: Day;
	days: number;
	rounds: number;
	cause: string | null;
	measures: string | null;
};
export type ReportPlan = {
	from: Day;
	to: Day;
	tasks: number;
	sites: number;
	assigned: number;
	domains: Array<{key: string; title: string; tasks: number}>;
	/** The first of them, by day. */
	rows: Array<{slotId: string; siteName: string; pointName: string; dueOn: Day; on: Day | null; people: string[]}>;
};
export type ReportMeasures = {total: number; issued: number; inForce: number; overdue: number};

/** What was counted for a report, as of its cut-off; it never changes, whatever its words become. */
export type ReportContent = {
	office: string;
	scope: string | null;
	figures: ReportFigure[];
	/** The period before, as of its own end; null when there was nothing yet. */
	before: ReportFigure[] | null;
	balance: Balance;
	tables: ReportTable[];
	/** Major, suspected major and overdue ones, the worst first; `total` counts those not shown too. */
	hazards: {total: number; rows: ReportHazard[]};
	cases: ReportCase[];
	plan: ReportPlan;
	measures: ReportMeasures;
	/** Nothing registered, nothing closed, nothing open. */
	isNil: boolean;
	notes: string[];
};
export type Paragraph = {heading: string; text: string};
export type Period = {kind: ReportKind; from: Day; to: Day};
export type Report = Period & {
	id: string;
	state: ReportState;
	cutOffAt: Instant;
	/** The scope of its author: whoever reads it holds all of it. */
	extent: Scope;
	title: string;
	texts: Paragraph[];
	content: ReportContent;
	drafters: string[];
	draftedAt: Instant;
	frozenBy: string | null;
	frozenAt: Instant | null;
	voidReason: string | null;
	/** Of the canonical JSON of what `sealedOf` takes. */
	sha256: string | null;
	version: number;
};

/** What the hash of a frozen report covers. */
export const sealedOf = ({kind, from, to, cutOffAt, extent, title, texts, content}: Report) => ({
	kind,
	from,
	to,
	cutOffAt,
	extent,
	title,
	texts,
	content,
});

/** The week (Monday to Sunday), month or quarter that a day lies in. */
export function periodAround(kind: ReportKind, day: Day): Period {
	if (kind === 'weekly') return {kind, from: mondayOf(day), to: plusDays(mondayOf(day), 6)};
	const month = Number(day.slice(5, 7));
	const first = kind === 'monthly' ? month : month - ((month - 1) % 3);
	const from = `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
	return {kind, from, to: plusDays(plusInterval(from, kind === 'monthly' ? 'P1M' : 'P3M'), -1)};
}
export const periodAfter = ({kind, to}: Period): Period => periodAround(kind, plusDays(to, 1));
export const periodBefore = ({kind, from}: Period): Period => periodAround(kind, plusDays(from, -1));
/** The last millisecond of a period. */
export const endOf = ({to}: Period): Instant => plusMilliseconds(dueAt(to), -1);

/** The end of the period, or what is settled of it by now. */
export const cutOffFor = (period: Period, now: Instant): Instant => {
	const end = endOf(period);
	const latest = latestCutOff(now);
	return end < latest ? end : latest;
};

/** A report tells of a period that has begun, as of a settled moment (rules §1.10). */
export function reportFaults({from}: Period, cutOffAt: Instant, now: Instant): Fault[] {
	if (startOf(from) > latestCutOff(now)) return [{path: '/on', message: '这一期还没有开始。'}];
	if (cutOffAt > latestCutOff(now)) return [{path: '/cutOffAt', message: '截止时刻须在10秒以前，不能晚于此刻。'}];
	return cutOffAt < startOf(from) ? [{path: '/cutOffAt', message: '截止时刻不能早于本期首日。'}] : [];
}
