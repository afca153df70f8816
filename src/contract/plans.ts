import {type Static, Type as t} from '@sinclair/typebox';
import {anchors} from '../domain/schedule/plan.ts';
import {holidayRules} from '../domain/schedule/workdays.ts';
import {DayText, Id, Level, literals, Name, nullable, page, paging, strict, Version} from './common.ts';

export const PlanScopeBody = t.Object(
	{
		areaId: t.Optional(nullable(Id)),
		domain: t.Optional(nullable(t.String({maxLength: 40}))),
		levels: t.Optional(nullable(t.Array(Level, {maxItems: 4, uniqueItems: true}))),
		kinds: t.Optional(nullable(t.Array(t.String({maxLength: 40}), {maxItems: 50, uniqueItems: true}))),
		tags: t.Optional(nullable(t.Array(t.String({minLength: 1, maxLength: 40}), {maxItems: 50, uniqueItems: true}))),
	},
	{...strict, description: '缺项为不限；tags 有其一即可'},
);
const perLevel = <S extends Parameters<typeof t.Optional>[0]>(value: S) =>
	t.Object(
		{major: t.Optional(value), significant: t.Optional(value), moderate: t.Optional(value), low: t.Optional(value)},
		strict,
	);
const Intervals = perLevel(t.String({maxLength: 20, description: 'ISO 8601，如 P1M、P7D'}));
const EarlyDays = t.Union([t.Integer({minimum: 0, maximum: 2000}), perLevel(t.Integer({minimum: 0, maximum: 2000}))]);
const Weekdays = t.Array(t.Integer({minimum: 1, maximum: 7}), {maxItems: 7, uniqueItems: true, description: '1 周一 … 7 周日'});
const Teams = t.Array(Id, {maxItems: 50, uniqueItems: true});
const GraceDays = t.Integer({minimum: 0, maximum: 366, description: '仅 calendar：到期后仍算补查的天数'});

const Basis = t.String({minLength: 1, maxLength: 500, description: '开展的依据或缘由，任务说明中会写出'});

export const PlanBody = t.Object(
	{
		name: t.Optional(Name),
		checklist: t.Optional(t.String({maxLength: 80, description: '如 fire/daily@1'})),
		scope: t.Optional(nullable(PlanScopeBody)),
		intervals: t.Optional(nullable(Intervals)),
		earlyDays: t.Optional(nullable(EarlyDays)),
		anchor: t.Optional(literals(anchors)),
		weekdays: t.Optional(Weekdays),
		holidays: t.Optional(literals(holidayRules)),
		teams: t.Optional(Teams),
		from: t.Optional(DayText),
		to: t.Optional(nullable(DayText)),
		graceDays: t.Optional(nullable(GraceDays)),
		campaign: t.Optional(t.Boolean({description: '专项'})),
		basis: t.Optional(nullable(Basis)),
		version: t.Optional(Version),
	},
	strict,
);
export type PlanBody = Static<typeof PlanBody>;

export const PlanReply = t.Object(
	{
		id: t.String(),
		name: t.String(),
		checklist: t.String(),
		scope: PlanScopeBody,
		intervals: Intervals,
		earlyDays: EarlyDays,
		anchor: literals(anchors),
		weekdays: Weekdays,
		holidays: literals(holidayRules),
		teams: t.Array(t.String()),
		from: DayText,
		to: nullable(DayText),
		graceDays: t.Integer(),
		campaign: t.Boolean(),
		basis: nullable(t.String()),
		urgent: t.Boolean({description: '红色预警巡查：优先于其他任务，休息日也安排'}),
		version: t.Integer(),
	},
	strict,
);
export const PlanPage = page(PlanReply);
export const PlanQuery = t.Object({...paging}, strict);

/** What would change is optional, and so is the body itself. */
export const PreviewBody = t.Unsafe<PlanBody | undefined>({
	description: '要试算的改动；不给则按现有计划试算',
	if: {type: 'object'},
	// biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
	then: PlanBody,
});
export const Coverage = t.Array(
	t.Object(
		{day: DayText, elapsed: t.Number({description: '已过时间的比例'}), done: t.Number({description: '已完成任务的比例'})},
		strict,
	),
);
const Place = nullable(t.Object({on: DayText, pairId: t.String()}, strict));
export const slotRow = {slotId: t.String(), riskPointId: t.String(), siteId: t.String()};
/** Visits as they are today, and as they would be. */
export const Moves = t.Object(
	{count: t.Integer(), items: t.Array(t.Object({...slotRow, from: Place, to: Place}, strict), {description: '最多 200 项'})},
	strict,
);
export const PreviewReply = t.Object(
	{
		points: t.Integer({description: '计划内的风险点'}),
		slots: t.Integer({description: '期内应查的任务'}),
		perDay: t.Array(t.Object({day: DayText, pairId: t.String(), minutes: t.Integer(), slots: t.Integer()}, strict)),
		others: t.Array(t.Object({day: DayText, pairId: t.String(), minutes: t.Integer()}, strict), {
			description: '各组在其他计划下的用时',
		}),
		days: t.Array(DayText, {description: '检查日'}),
		pairs: t.Array(
			t.Object({pairId: t.String(), team: t.String(), people: t.Array(t.String()), minutesPerDay: t.Integer()}, strict),
			{description: '计划的检查队中的各组'},
		),
		uncovered: t.Array(
			t.Object(
				{
					riskPointId: t.String(),
					siteId: t.String(),
					dueOn: DayText,
					reason: literals(['no-pair', 'no-time']),
					detail: t.String(),
				},
				strict,
			),
		),
		pairsNeeded: t.Integer({description: '期内全部按期查完所需的组数'}),
		moved: Moves,
		coverage: Coverage,
		warnings: t.Array(t.String({description: '如放假安排未录入，暂按周末推算'})),
	},
	strict,
);
