import {Type as t} from '@sinclair/typebox';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {outcomes} from '../domain/schedule/outcome.ts';
import {DayText, Id, InstantText, Level, literals, nullable, Position, strict} from './common.ts';
import {Grade} from './hazards.ts';

export const RouteSheetQuery = t.Object(
	{
		day: t.Optional({...DayText, description: '默认今天'}),
		pairId: t.Optional({...Id, description: '只要这一组'}),
		personId: t.Optional({...Id, description: '只要此人'}),
	},
	strict,
);

const Metres = (description: string) => nullable(t.Integer({description: `${description}；有场所未录入位置为 null`}));

const Point = t.Object(
	{
		slotId: t.String(),
		riskPointId: t.String(),
		label: t.String(),
		name: t.String(),
		place: t.String(),
		level: Level,
		checklist: t.String(),
		checklistTitle: t.String(),
		dueOn: DayText,
		outcome: literals(outcomes),
		overdue: t.Boolean(),
		why: t.Array(t.String()),
		lastCheck: nullable(
			t.Object(
				{inspectionId: t.String(), number: t.String(), on: DayText, failed: t.Integer({description: '不合格项数'})},
				strict,
			),
		),
	},
	strict,
);
const OpenHazard = t.Object(
	{
		id: t.String(),
		number: t.String(),
		state: literals(hazardStates),
		grade: Grade,
		redFlag: t.Boolean(),
		riskPointId: t.String(),
		place: t.String(),
		item: t.String(),
		description: t.String(),
		dueOn: DayText,
		overdue: t.Boolean(),
	},
	strict,
);
const Stop = t.Object(
	{
		order: t.Integer(),
		metres: Metres('距上一站的直线距离'),
		site: t.Object(
			{
				id: t.String(),
				label: t.String(),
				name: t.String(),
				kind: t.String(),
				address: t.String(),
				building: nullable(t.String()),
				position: nullable(Position),
				occupant: nullable(t.String()),
			},
			strict,
		),
		minutes: t.Integer({description: '估计用时，含路上'}),
		points: t.Array(Point),
		openHazards: t.Array(OpenHazard),
	},
	strict,
);
export const RouteSheetsReply = t.Object(
	{
		day: DayText,
		madeAt: InstantText,
		scope: nullable(t.String({description: '本人的范围；null 为全部'})),
		warnings: t.Array(t.String(), {description: '如下一年放假安排尚未录入'}),
		sheets: t.Array(
			t.Object(
				{
					pairId: t.String(),
					people: t.Array(t.Object({id: t.String(), name: t.String()}, strict)),
					minutes: t.Integer(),
					metres: Metres('全程的直线距离'),
					stops: t.Array(Stop),
				},
				strict,
			),
		),
	},
	strict,
);
