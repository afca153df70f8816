import {Type as t} from '@sinclair/typebox';
import {DayText, Id, Level, literals, nullable, strict} from './common.ts';
import {Coverage, Moves, PlanBody, slotRow as row} from './plans.ts';

export const WhatIfBody = t.Object(
	{
		horizonDays: t.Optional(t.Integer({minimum: 7, maximum: 120, description: '试算的天数，默认 60'})),
		withoutPairs: t.Optional(t.Array(Id, {maxItems: 50, uniqueItems: true, description: '假设这些组不在'})),
		minutesPerDay: t.Optional(t.Integer({minimum: 30, maximum: 720, description: '假设各组每天用于检查的分钟数'})),
		plan: t.Optional(
			t.Object({id: Id, ...PlanBody.properties}, {...strict, description: '假设新增（专项）或修改的计划；已有的只给改动'}),
		),
		levels: t.Optional(
			t.Array(t.Object({riskPointId: Id, level: Level}, strict), {maxItems: 50, description: '假设这些风险点的等级'}),
		),
	},
	strict,
);

const PairDay = t.Object(
	{day: DayText, pairId: t.String(), minutes: t.Number(), slots: t.Integer(), visits: t.Integer()},
	strict,
);
const Side = t.Object(
	{
		slots: t.Integer({description: '期内要查的任务'}),
		late: t.Integer({description: '不能按期的任务'}),
		visits: t.Integer({description: '上门次数'}),
		minutes: t.Number({description: '总用时（分钟），含路上'}),
		busiest: nullable(PairDay),
		perDay: t.Array(PairDay),
		coverage: Coverage,
	},
	strict,
);
export const WhatIfReply = t.Object(
	{
		plans: t.Array(t.String(), {description: '一并试算的计划（检查日相同的）'}),
		now: Side,
		supposed: Side,
		moved: Moves,
		late: t.Object(
			{
				count: t.Integer(),
				items: t.Array(
					t.Object({...row, dueOn: DayText, reason: literals(['no-pair', 'no-workday', 'no-time']), detail: t.String()}, strict),
					{description: '最多 200 项'},
				),
			},
			strict,
		),
		morePairs: nullable(t.Integer({description: '还要几组才能全部按期；32 组仍不够时为空'})),
	},
	strict,
);
