import {type Static, Type as t} from '@sinclair/typebox';
import {dutyKinds} from '../domain/hazards/duties.ts';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {roles} from '../domain/person.ts';
import {DayText, literals, nullable, paging, strict} from './common.ts';

const duty = {
	kind: literals(dutyKinds),
	title: t.String(),
	role: {...literals(roles), description: '由谁办理'},
	since: {...DayText, description: '起算日'},
	dueOn: {...DayText, description: '应办结日'},
	basis: t.String(),
	overdue: t.Boolean(),
	note: nullable(t.String({description: '日期未定之处，如放假安排未载入'})),
};
export const DutyReply = t.Object(duty, strict);

export const DutyQuery = t.Object(
	{
		role: t.Optional(literals(roles)),
		kind: t.Optional(literals(dutyKinds)),
		overdue: t.Optional(t.Boolean()),
		...paging,
	},
	strict,
);
export type DutyQuery = Static<typeof DutyQuery>;

const HazardOfDuty = t.Object(
	{
		id: t.String(),
		number: t.String(),
		state: literals(hazardStates),
		grade: literals(['general', 'suspected-major', 'major']),
		redFlag: t.Boolean(),
		dueOn: DayText,
		domain: t.String(),
		communityId: t.String(),
		siteId: t.String(),
		siteName: t.String(),
		place: t.String(),
		description: t.String(),
	},
	strict,
);
export const DutyPage = t.Object(
	{
		items: t.Array(t.Object({...duty, hazard: HazardOfDuty}, strict)),
		next: nullable(t.String()),
		total: t.Optional(t.Integer()),
		scope: nullable(t.String({description: '范围：…，未见全部时说明'})),
	},
	strict,
);

export const AdviceQuery = t.Object({dueOn: {...DayText, description: '拟定的期限'}}, strict);
export type AdviceQuery = Static<typeof AdviceQuery>;
export const DeadlineAdviceReply = t.Object(
	{
		dueOn: DayText,
		sentence: nullable(t.String({description: '遇节假日的提示；期限不会自行更改'})),
		proposedOn: nullable({...DayText, description: '节前最后一个工作日'}),
		note: nullable(t.String({description: '放假安排未载入时说明'})),
	},
	strict,
);
