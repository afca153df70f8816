import {type Static, Type as t} from '@sinclair/typebox';
import {outcomes} from '../domain/schedule/outcome.ts';
import {DayText, Id, Level, literals, nullable, page, paging, strict} from './common.ts';

const anyOutcome = outcomes.join('|');
export const SlotReply = t.Object(
	{
		id: t.String(),
		planId: t.String(),
		riskPointId: t.String(),
		siteId: t.String(),
		ordinal: t.Integer(),
		opensOn: DayText,
		dueOn: DayText,
		graceOn: DayText,
		assigned: t.Optional(t.Object({on: DayText, pairId: t.String(), people: t.Array(t.String())}, strict)),
		outcome: literals(outcomes),
		overdue: t.Boolean(),
		checklist: t.String(),
		level: Level,
		priority: t.Integer(),
		attempts: t.Array(t.Object({on: DayText, reason: t.String(), inspectionId: t.String()}, strict)),
		checkedOn: t.Optional(DayText),
		inspectionId: t.Optional(t.String()),
		excused: t.Optional(t.Object({on: DayText, by: nullable(t.String()), reason: t.String()}, strict)),
		superseded: t.Optional(t.Object({on: DayText, by: nullable(t.String({description: '接替它的任务'}))}, strict)),
	},
	strict,
);
/** A slot in a list: with the names of where it lies. */
export const SlotLine = t.Object(
	{
		...SlotReply.properties,
		siteName: t.String(),
		pointName: t.String(),
		communityId: t.String(),
		domain: t.String(),
		minutes: t.Integer({description: '按检查表估计的用时，不含路上'}),
	},
	strict,
);
export const SlotPage = page(SlotLine);

export const SlotQuery = t.Object(
	{
		from: t.Optional(DayText),
		to: t.Optional(DayText),
		person: t.Optional(Id),
		site: t.Optional(Id),
		plan: t.Optional(Id),
		outcome: t.Optional(
			t.String({pattern: `^(${anyOutcome})(,(${anyOutcome}))*$`, description: `一个或几个，逗号分隔：${outcomes.join('、')}`}),
		),
		area: t.Optional({...Id, description: '区域及其下级'}),
		domain: t.Optional(t.String({maxLength: 40})),
		pair: t.Optional(Id),
		assignedFrom: t.Optional({...DayText, description: '安排在此日或以后'}),
		assignedTo: t.Optional({...DayText, description: '安排在此日或以前'}),
		assigned: t.Optional(t.Boolean({description: 'false：尚未安排'})),
		overdue: t.Optional(t.Boolean({description: 'true：已过到期日而未查'})),
		...paging,
	},
	strict,
);
export type SlotQuery = Static<typeof SlotQuery>;

export const WhyReply = t.Object({reasons: t.Array(t.String())}, strict);
const Words = t.String({pattern: '\\S', maxLength: 2000, description: '理由，不能空白'});
export const ExcuseBody = t.Object({id: t.Optional(Id), reason: Words}, strict);
export const AssignmentBody = t.Object({id: t.Optional(Id), on: DayText, pairId: Id}, strict);

export const BoardQuery = t.Object(
	{from: DayText, to: DayText, plan: t.Optional(Id), domain: t.Optional(t.String({maxLength: 40}))},
	strict,
);
export const BoardReply = t.Object(
	{
		days: t.Array(t.Object({day: DayText, rest: nullable(t.String({description: '休息日的名目；null 为工作日'}))}, strict)),
		pairs: t.Array(
			t.Object(
				{
					pairId: t.String(),
					teamId: t.String(),
					team: t.String(),
					people: t.Array(t.String()),
					minutesPerDay: t.Integer(),
					off: t.Array(DayText, {description: '不能出动的日子；只给管理检查队的人'}),
				},
				strict,
			),
		),
		slots: t.Array(SlotLine),
		visitMinutes: t.Integer({description: '每天每处一次的路上、签字用时'}),
		more: t.Boolean({description: '还有未列出的任务，请缩小范围'}),
		scope: nullable(t.String()),
	},
	strict,
);

export const HandOverBody = t.Object(
	{
		id: t.Optional(Id),
		personId: {...Id, description: '交出任务的人'},
		pairId: {...Id, description: '接手的组'},
		from: t.Optional({...DayText, description: '自此日起，默认今天'}),
		slotIds: t.Optional(t.Array(Id, {minItems: 1, maxItems: 500, uniqueItems: true, description: '只交这些'})),
	},
	strict,
);
export const HandOverReply = t.Object(
	{
		given: t.Integer(),
		refused: t.Integer(),
		items: t.Array(
			t.Object({...SlotLine.properties, fault: nullable(t.String({description: '不能交接的原因，原安排不变'}))}, strict),
		),
		load: t.Array(t.Object({day: DayText, minutes: t.Integer(), minutesPerDay: t.Integer()}, strict), {
			description: '接手的组在这些日子的用时',
		}),
		more: t.Boolean({description: '一次最多 500 项，其余请再办一次'}),
	},
	strict,
);
