import type {Calendar} from '../calendar.ts';
import type {Forms, RiskLevel} from '../content.ts';
import {type Day, daysBetween, type Interval, plusInterval} from '../days.ts';
import type {Fault} from '../problem.ts';
import {intervalInWords} from './interval-words.ts';
import type {LevelPlan} from './slots.ts';
import type {Anchor} from './window.ts';
import {type HolidayRule, shiftOf} from './workdays.ts';

export const riskLevels = ['major', 'significant', 'moderate', 'low'] as const satisfies readonly RiskLevel[];
export const anchors = ['completion', 'calendar'] as const satisfies readonly Anchor[];
/** A point that was never assessed is visited as often as one of moderate risk: neither forgotten for a year nor feared. */
export const levelUnassessed: RiskLevel = 'moderate';
/** Of a patrol that a red warning calls for: before whatever was missed. */
export const highestPriority = 9;
/** Few enough to be planned in the request that changes the plan; more wait for the nightly run. */
export const mostPointsAtOnce = 5000;

export type PlanScope = {
	areaId?: string | null;
	domain?: string | null;
	levels?: RiskLevel[] | null;
	kinds?: string[] | null;
	tags?: string[] | null;
};
/** A plan of inspection: which points, how often, on which days, by which teams. */
export type Plan = {
	id: string;
	name: string;
	checklist: string;
	scope: PlanScope;
	intervals: Partial<Record<RiskLevel, Interval>>;
	earlyDays: number | Partial<Record<RiskLevel, number>>;
	anchor: Anchor;
	weekdays: number[];
	holidays: HolidayRule;
	teams: string[];
	from: Day;
	to: Day | null;
	graceDays: number;
	campaign: boolean;
	/** Why it is held, for whoever asks why a slot is there. */
	basis: string | null;
	/** Its visits go before all others, on any day of the week and in holidays too. */
	urgent: boolean;
	version: number;
};

/** The field of work of a plan is that of its checklist. */
export const domainOf = (plan: Pick<Plan, 'checklist' | 'scope'>, forms: Forms): string =>
	forms.checklists.get(plan.checklist)?.domain ?? plan.scope.domain ?? '';

export const levelsOf = (plan: Pick<Plan, 'scope'>): readonly RiskLevel[] =>
	plan.scope.levels?.length ? plan.scope.levels : riskLevels;

const reference = '2025-01-01';
const longest = daysBetween(reference, plusInterval(reference, 'P5Y'));

/** The days of an interval, or undefined when it cannot be read or has hours. */
export function daysOf(interval: string): number | undefined {
	if (!/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(interval)) return undefined;
	// Beyond what a calendar can hold.
	if (/\d{5}/.test(interval)) return Number.POSITIVE_INFINITY;
	return daysBetween(reference, plusInterval(reference, interval));
}

/** Completes what a body says of intervals and early days with the defaults of the sector; a third of a shorter interval. */
export function withDefaults(body: Record<string, unknown>, current: Plan | undefined, forms: Forms): Record<string, unknown> {
	const checklist = (body.checklist ?? current?.checklist) as string | undefined;
	const sector = forms.sectors.get(forms.checklists.get(checklist ?? '')?.domain ?? '');
	if (!sector || (current && body.intervals === undefined && body.earlyDays === undefined)) {
		// Cleared without a sector to take defaults from: nothing is said, and the checklist is the fault.
		const cleared = {...(body.intervals === null && {intervals: {}}), ...(body.earlyDays === null && {earlyDays: 0})};
		return {...body, ...cleared};
	}
	const given = (body.intervals ?? current?.intervals) as Plan['intervals'] | undefined;
	const intervals = {...sector.intervals, ...given};
	const early = (body.earlyDays ?? {}) as Plan['earlyDays'];
	if (typeof early === 'number') return {...body, intervals, earlyDays: early};
	const before = body.earlyDays === undefined ? current?.earlyDays : {};
	return {
		...body,
		intervals,
		earlyDays: typeof before === 'number' ? before : earlyFor(intervals, sector.earlyDays, early, before),
	};
}

type PerLevel = Partial<Record<RiskLevel, number>>;

// What stood before gives way when a new interval is too short for it; what the body says is never changed.
const earlyFor = (
	intervals: Record<RiskLevel, Interval>,
	defaults: Record<RiskLevel, number>,
	given: PerLevel,
	before: PerLevel = {},
) =>
	Object.fromEntries(
		riskLevels.map(level => {
			const days = daysOf(intervals[level]) ?? 0;
			const stood = before[level];
			const fallback = stood !== undefined && stood < days ? stood : Math.min(defaults[level], Math.floor(days / 3));
			return [level, given[level] ?? fallback];
		}),
	);

const earlyOf = ({earlyDays}: Plan, level: RiskLevel): number =>
	typeof earlyDays === 'number' ? earlyDays : (earlyDays[level] ?? 0);

/** What a plan is checked against. */
export type PlanSurroundings = {forms: Forms; areaIds: ReadonlySet<string>; teamIds: ReadonlySet<string>};

/** Every fault of a plan at once. */
export function planFaults(plan: Plan, {forms, areaIds, teamIds}: PlanSurroundings): Fault[] {
	const faults: Fault[] = [];
	const fault = (path: string, message: string) => faults.push({path, message});
	const list = forms.checklists.get(plan.checklist);
	if (plan.name === '') fault('/name', '此项必填。');
	if (!list) fault('/checklist', plan.checklist === '' ? '此项必填。' : `没有这份检查表：${plan.checklist}。`);
	else if (plan.scope.domain && plan.scope.domain !== list.domain)
		fault('/scope/domain', `检查表属于${list.domain}，领域不一致。`);
	if (plan.scope.domain && !forms.sectors.has(plan.scope.domain)) fault('/scope/domain', `没有这个领域：${plan.scope.domain}。`);
	if (plan.scope.areaId && !areaIds.has(plan.scope.areaId)) fault('/scope/areaId', '没有这个区域。');
	for (const [i, kind] of (plan.scope.kinds ?? []).entries())
		if (!forms.siteKinds.has(kind)) fault(`/scope/kinds/${i}`, `没有这种场所：${kind}。`);
	if (plan.to !== null && plan.to < plan.from) fault('/to', '不能早于起始日期 from。');
	if (riskLevels.every(level => plan.intervals[level] === undefined) && list) fault('/intervals', '至少一个等级要有间隔。');
	if (plan.weekdays.length === 0) fault('/weekdays', '至少选一天（1 为周一，7 为周日）。');
	if (plan.teams.length === 0) fault('/teams', '至少要有一支检查队。');
	for (const [i, team] of plan.teams.entries()) if (!teamIds.has(team)) fault(`/teams/${i}`, '没有这支检查队。');
	return [...faults, ...riskLevels.flatMap(level => rhythmFaults(plan, level))];
}

function rhythmFaults(plan: Plan, level: RiskLevel): Fault[] {
	const interval = plan.intervals[level];
	if (interval === undefined) return [];
	const path = `/intervals/${level}`;
	const days = daysOf(interval);
	if (days === undefined) return [{path, message: `“${interval}”不是间隔，应如 P1M、P7D。`}];
	if (days < 1) return [{path, message: '间隔至少一天。'}];
	if (days > longest) return [{path, message: '间隔最长五年。'}];
	if (!levelsOf(plan).includes(level) || earlyOf(plan, level) < days) return [];
	const where = typeof plan.earlyDays === 'number' ? '/earlyDays' : `/earlyDays/${level}`;
	return [{path: where, message: `提前天数应少于间隔（${intervalInWords(interval)}一次）。`}];
}

/** The plan as the schedule reads it: levels outside its scope have no rhythm. */
export function levelPlan(plan: Plan, calendar: Calendar): LevelPlan {
	const shift = shiftOf(calendar, plan.weekdays, plan.holidays);
	const rhythms = levelsOf(plan).flatMap(level => {
		const interval = plan.intervals[level];
		return interval ? [[level, {interval, earlyDays: earlyOf(plan, level)}] as const] : [];
	});
	return {
		id: plan.id,
		anchor: plan.anchor,
		from: plan.from,
		...(plan.to !== null && {to: plan.to}),
		graceDays: plan.graceDays,
		levels: Object.fromEntries(rhythms),
		...(shift && {shift}),
	};
}

/** The terms under which a slot of a level is made; when they differ from those of an open slot, it has to be looked at again. */
export function rhythmOf(plan: Plan, level: string, divisor = 1): string {
	const {interval, earlyDays} = {
		interval: plan.intervals[level as RiskLevel] ?? '',
		earlyDays: earlyOf(plan, level as RiskLevel),
	};
	const terms = plan.anchor === 'calendar' ? `${plan.from}+${plan.graceDays}` : `-${earlyDays}`;
	const days = plan.holidays === 'keep' ? '' : ` ${plan.holidays} ${plan.weekdays.join('')}`;
	return `${plan.checklist} ${plan.anchor} ${interval} ${terms}${days}${divisor > 1 ? ` ÷${divisor}` : ''}`;
}

/** Into how many parts the interval fell when a slot was made. */
export const divisorOf = ({rhythm}: {rhythm: string}): number => Number(/ ÷(\d+)$/.exec(rhythm)?.[1] ?? 1);
