import type {Static} from '@sinclair/typebox';
import type {PlanBody, PlanReply} from '../../../../contract/plans.ts';
import type {RiskLevel} from '../../../../domain/content.ts';
import type {Day} from '../../../../domain/days.ts';
import type {Anchor} from '../../../../domain/schedule/window.ts';
import type {HolidayRule} from '../../../../domain/schedule/workdays.ts';
import {levels} from './plan-words.ts';

export type Plan = Static<typeof PlanReply>;
/** How often points of a level are visited, and how early they may be. */
export type Rhythm = {interval: string; earlyDays: number | undefined};
export type PlanForm = {
	name: string;
	checklist: string;
	basis: string;
	areaId: string;
	levels: RiskLevel[];
	kinds: string[];
	tags: string[];
	rhythms: Record<RiskLevel, Rhythm>;
	anchor: Anchor;
	graceDays: number;
	weekdays: number[];
	holidays: HolidayRule;
	teams: string[];
	from: Day;
	to: Day | '';
	campaign: boolean;
};
type Sector = {intervals: Record<RiskLevel, string>; earlyDays: Record<RiskLevel, number>};

export const blankPlan = (given: Partial<PlanForm> & {from: Day}): PlanForm => ({
	name: '',
	checklist: '',
	basis: '',
	areaId: '',
	levels: [],
	kinds: [],
	tags: [],
	rhythms: rhythmsOf(() => ({interval: '', earlyDays: undefined})),
	anchor: 'completion',
	graceDays: 0,
	weekdays: [1, 2, 3, 4, 5],
	holidays: 'before',
	teams: [],
	to: '',
	campaign: false,
	...given,
});

const rhythmsOf = (make: (level: RiskLevel) => Rhythm): Record<RiskLevel, Rhythm> =>
	Object.fromEntries(levels.map(level => [level, make(level)])) as Record<RiskLevel, Rhythm>;

/** What the field of work asks for by default. */
export const usualRhythms = ({intervals, earlyDays}: Sector): PlanForm['rhythms'] =>
	rhythmsOf(level => ({interval: intervals[level], earlyDays: earlyDays[level]}));

export const formOf = (plan: Plan): PlanForm => ({
	name: plan.name,
	checklist: plan.checklist,
	basis: plan.basis ?? '',
	areaId: plan.scope.areaId ?? '',
	levels: [...(plan.scope.levels ?? [])],
	kinds: [...(plan.scope.kinds ?? [])],
	tags: [...(plan.scope.tags ?? [])],
	rhythms: rhythmsOf(level => ({
		interval: plan.intervals[level] ?? '',
		earlyDays: typeof plan.earlyDays === 'number' ? plan.earlyDays : plan.earlyDays[level],
	})),
	anchor: plan.anchor,
	graceDays: plan.graceDays,
	weekdays: [...plan.weekdays],
	holidays: plan.holidays,
	teams: [...plan.teams],
	from: plan.from,
	to: plan.to ?? '',
	campaign: plan.campaign,
});

/** The body of the form, whole: what is blank is cleared. `scope.domain` stays as it was: the checklist says it. */
export function bodyOf(form: PlanForm, plan?: Plan): PlanBody {
	const given = levels.filter(level => form.rhythms[level].interval !== '');
	const early = given.filter(level => form.rhythms[level].earlyDays !== undefined);
	return {
		name: form.name.trim(),
		checklist: form.checklist,
		scope: {
			...(form.areaId && {areaId: form.areaId}),
			...(plan?.scope.domain && plan.checklist === form.checklist && {domain: plan.scope.domain}),
			...(form.levels.length > 0 && {levels: levels.filter(level => form.levels.includes(level))}),
			...(form.kinds.length > 0 && {kinds: form.kinds}),
			...(form.tags.length > 0 && {tags: form.tags}),
		},
		intervals: Object.fromEntries(given.map(level => [level, form.rhythms[level].interval])),
		earlyDays: Object.fromEntries(early.map(level => [level, form.rhythms[level].earlyDays!])),
		anchor: form.anchor,
		graceDays: form.anchor === 'calendar' ? form.graceDays : 0,
		weekdays: [...form.weekdays].sort((a, b) => a - b),
		holidays: form.holidays,
		teams: form.teams,
		from: form.from,
		to: form.to || null,
		campaign: form.campaign,
		basis: form.basis.trim() || null,
	};
}

/** The plan as a body of its own shape: what the form would send if nothing were changed. */
export const isUnchanged = (form: PlanForm, plan: Plan): boolean =>
	JSON.stringify(bodyOf(form, plan)) === JSON.stringify(bodyOf(formOf(plan), plan));

const titles: Partial<Record<keyof PlanBody, string>> = {
	name: '名称',
	checklist: '检查表',
	scope: '范围',
	intervals: '间隔',
	earlyDays: '提前天数',
	anchor: '起算方式',
	graceDays: '补查天数',
	weekdays: '检查日',
	holidays: '遇休息日',
	teams: '检查队',
	from: '起始日期',
	to: '截止日期',
	campaign: '是否专项',
	basis: '依据',
};
/** What of the form differs from the plan, by title. */
export function differences(form: PlanForm, plan: Plan): string[] {
	const [mine, theirs] = [bodyOf(form, plan), bodyOf(formOf(plan), plan)];
	return (Object.keys(titles) as (keyof PlanBody)[])
		.filter(name => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]))
		.map(name => titles[name]!);
}
