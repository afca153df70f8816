import {type Static, Type as t} from '@sinclair/typebox';
import {outcomes} from '../domain/schedule/outcome.ts';
import {DayText, Id, Level, literals, nullable, page, paging, strict} from './common.ts';

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
export const SlotPage = page(SlotReply);

export const SlotQuery = t.Object(
	{
		from: t.Optional(DayText),
		to: t.Optional(DayText),
		person: t.Optional(Id),
		site: t.Optional(Id),
		plan: t.Optional(Id),
		outcome: t.Optional(literals(outcomes)),
		...paging,
	},
	strict,
);
export type SlotQuery = Static<typeof SlotQuery>;

export const WhyReply = t.Object({reasons: t.Array(t.String())}, strict);
const Words = t.String({pattern: '\\S', maxLength: 2000, description: '理由，不能空白'});
export const ExcuseBody = t.Object({id: t.Optional(Id), reason: Words}, strict);
export const AssignmentBody = t.Object({id: t.Optional(Id), on: DayText, pairId: Id}, strict);
