import {type Static, Type as t} from '@sinclair/typebox';
import {holidayRules} from '../domain/schedule/workdays.ts';
import {DayText, Id, literals, Name, nullable, strict} from './common.ts';
import {PlanBody, PlanReply, PlanScopeBody} from './plans.ts';

const Year = t.Integer({minimum: 2000, maximum: 2100});
export const TemplateQuery = t.Object({year: t.Optional(Year)}, strict);
const Days = t.Object({from: DayText, to: DayText}, strict);

export const TemplateReply = t.Object(
	{
		id: t.String(),
		title: t.String(),
		rule: t.Unknown({description: '窗口的算法：固定日期、随法定节假日、待公布'}),
		checks: t.Array(t.Object({checklist: t.String(), kinds: t.Array(t.String()), tags: t.Array(t.String())}, strict)),
		text: t.String(),
		basis: nullable(t.String()),
		confidence: literals(['V', 'P', 'M', 'D']),
		year: Year,
		window: nullable(Days),
		note: nullable(t.String({description: '为什么还不能确定'})),
		usual: nullable({...Days, description: '往年通常的日期，仅供参考'}),
		plans: t.Array(t.Omit(PlanBody, ['version', 'teams']), {description: '将生成的计划，可先试算'}),
	},
	strict,
);
export const TemplatesReply = t.Object({items: t.Array(TemplateReply)}, strict);

export const CampaignBody = t.Object(
	{
		id: Id,
		year: Year,
		checklists: t.Optional(t.Array(t.String({maxLength: 80}), {minItems: 1, maxItems: 10, uniqueItems: true})),
		name: t.Optional(Name),
		scope: t.Optional(PlanScopeBody),
		intervals: t.Optional(t.Index(PlanReply, ['intervals'])),
		teams: t.Optional(t.Array(Id, {maxItems: 50, uniqueItems: true, description: '缺省为做该领域的各检查队'})),
		from: t.Optional(DayText),
		to: t.Optional(DayText),
		weekdays: t.Optional(t.Index(PlanReply, ['weekdays'])),
		holidays: t.Optional(literals(holidayRules)),
		graceDays: t.Optional(t.Integer({minimum: 0, maximum: 366})),
	},
	strict,
);
export type CampaignBody = Static<typeof CampaignBody>;
export const CampaignReply = t.Object({plans: t.Array(PlanReply)}, strict);
