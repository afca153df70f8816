import {v5} from 'uuid';
import {type Day, daysBetween, yearOf} from '../../domain/days.ts';
import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import {type Concrete, type KeyDate, newestChecklist, windowIn} from '../../domain/schedule/key-dates.ts';
import {type Plan, type PlanScope, riskLevels} from '../../domain/schedule/plan.ts';
import type {Db} from '../../store/engine.ts';
import {findPlan} from '../../store/schedule/plans.ts';
import {listTeams} from '../../store/schedule/teams.ts';
import type {Context} from '../context.ts';
import {tableInForce} from '../register/tables.ts';
import {putPlan} from './put-plan.ts';

type Days = {from: Day; to: Day};
/** What a manager may set otherwise than the template says. */
export type CampaignBody = {
	id: string;
	year: number;
	checklists?: string[];
	name?: string;
	scope?: PlanScope;
	intervals?: Plan['intervals'];
	teams?: string[];
	from?: Day;
	to?: Day;
	weekdays?: number[];
	holidays?: Plan['holidays'];
	graceDays?: number;
};
/** The body of a plan, as `PUT /api/plans/:id` and its preview take it. */
export type PlanDraft = Omit<Plan, 'id' | 'version' | 'teams' | 'urgent'> & {teams?: string[]};
export type TemplateView = Omit<KeyDate, 'window'> & {rule: KeyDate['window']; year: number} & Concrete & {plans: PlanDraft[]};

/** The templates with their days in a year, and the plans that they would make. */
export async function seeTemplates(db: Db, context: Context, year = yearOf(context.today)): Promise<TemplateView[]> {
	const dates = await tableInForce(db, context, 'key-dates');
	return dates.map(date => {
		const {window: rule, ...rest} = date;
		const concrete = windowIn(date, year, context.forms.calendars);
		const plans = concrete.window ? date.checks.map(check => draft(context, date, check, {id: '', year}, concrete.window!)) : [];
		return {...rest, rule, year, ...concrete, plans};
	});
}

/** Makes the campaign's plans, one per checklist, each of one window; the first has the id of the body. */
export async function makeCampaign(db: Db, context: Context, templateId: string, body: CampaignBody): Promise<Plan[]> {
	const date = (await tableInForce(db, context, 'key-dates')).find(({id}) => id === templateId);
	if (!date) throw new Problem(404, 'not-found', '没有这个专项模板。');
	const {checks, window} = chosen(date, body, context);
	const plans: Plan[] = [];
	for (const [i, check] of checks.entries()) {
		const id = i === 0 ? body.id : v5(check.checklist, body.id);
		if (await findPlan(db, id)) throw new Problem(409, 'id-taken', '这个编号已有一个计划，请换一个编号。');
		const drafted = draft(context, date, check, body, window);
		const teams = body.teams ?? (await teamsFor(db, check.checklist.split('/')[0]!));
		const {value} = await putPlan(db, context, id, {...drafted, teams});
		plans.push(value);
	}
	return plans;
}

/** Teams that do this field of work. */
export async function teamsFor(db: Db, domain: string): Promise<string[]> {
	const teams = await listTeams(db);
	return teams.filter(({domains}) => domains.length === 0 || domains.includes(domain)).map(({id}) => id);
}

function chosen(date: KeyDate, body: CampaignBody, {today, forms}: Context) {
	const faults: Fault[] = [];
	const {window, note} = windowIn(date, body.year, forms.calendars);
	const from = body.from ?? window?.from;
	const to = body.to ?? window?.to;
	if (!from) faults.push({path: '/from', message: `${note}请先填写起始日期。`});
	if (!to) faults.push({path: '/to', message: `${note}请先填写结束日期。`});
	if (from && to && to < from) faults.push({path: '/to', message: '不能早于起始日期 from。'});
	if (to && to < today) faults.push({path: '/to', message: '这个专项的日期已经过去。'});
	const own = date.checks.map(({checklist}) => checklist);
	for (const [i, id] of (body.checklists ?? []).entries())
		if (!own.includes(id)) faults.push({path: `/checklists/${i}`, message: `模板中没有检查表 ${id}。`});
	if (faults.length > 0) throw unprocessable(faults);
	const checks = date.checks.filter(({checklist}) => !body.checklists || body.checklists.includes(checklist));
	return {checks, window: {from: from!, to: to!}};
}

/** One window: a single period that is as long as the campaign. */
function draft(
	{forms}: Context,
	date: KeyDate,
	{checklist, kinds, tags}: KeyDate['checks'][number],
	body: CampaignBody,
	{from, to}: Days,
): PlanDraft {
	const list = newestChecklist(forms, checklist);
	const name = body.name ?? `${body.year}年${date.title}专项`;
	const isOne = date.checks.length === 1;
	const whole = `P${daysBetween(from, to) + 1}D`;
	return {
		name: isOne ? name : `${name}（${list?.title ?? checklist}）`,
		checklist: list?.key ?? checklist,
		scope: {...(kinds.length > 0 && {kinds}), ...(tags.length > 0 && {tags}), ...body.scope},
		intervals: body.intervals ?? Object.fromEntries(riskLevels.map(level => [level, whole])),
		earlyDays: 0,
		anchor: 'calendar',
		weekdays: body.weekdays ?? [1, 2, 3, 4, 5],
		holidays: body.holidays ?? 'before',
		from,
		to,
		graceDays: body.graceDays ?? 0,
		campaign: true,
		basis: date.basis ?? date.text,
	};
}
