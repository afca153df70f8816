import {type Static, Type as t} from '@sinclair/typebox';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {hazardFlagCodes} from '../domain/hazards/hazard-flags.ts';
import {Code, DayText, Id, InstantText, literals, nullable, page, paging, strict} from './common.ts';
import {DeadlineAdviceReply, DutyReply} from './duties.ts';
import {HazardFactsReply} from './hazard-facts.ts';

export const Grade = literals(['general', 'suspected-major', 'major']);
const stateWords = ['open', 'ended', 'all', ...hazardStates].join('|');

/** Filters shared by the list of hazards and list one. */
export const hazardFilters = {
	state: t.Optional(
		t.String({
			pattern: `^(${stateWords})(,(${stateWords}))*$`,
			maxLength: 200,
			description: '状态，可用逗号并列；open 未结（默认），ended 已结，all 全部',
		}),
	),
	grade: t.Optional(Grade),
	domain: t.Optional(Code),
	area: t.Optional({...Id, description: '区域及其下级'}),
	site: t.Optional(Id),
	riskPoint: t.Optional(Id),
	overdue: t.Optional(t.Boolean()),
	dueBefore: t.Optional({...DayText, description: '期限早于此日'}),
	flagged: t.Optional(t.Boolean({description: '有无存疑提示；只问现在，不与 asOf 并用'})),
	flag: t.Optional({...literals(hazardFlagCodes), description: '有此存疑提示的；不与 asOf 并用'}),
	q: t.Optional(t.String({maxLength: 80, description: '至少两个字：编号开头、内容、场所名称'})),
	asOf: t.Optional({...InstantText, description: '截至此时刻的情形'}),
};
export const HazardQuery = t.Object({...hazardFilters, ...paging}, strict);
export type HazardQuery = Static<typeof HazardQuery>;

const Flag = t.Object(
	{
		code: literals(hazardFlagCodes),
		detail: t.String(),
		evidence: t.Object(
			{
				photos: t.Optional(t.Array(t.String(), {description: '本隐患的照片在前，其后为与之比较的照片'})),
				hazards: t.Optional(
					t.Array(t.Object({id: nullable(t.String()), number: nullable(t.String())}, strict), {
						description: '其他隐患；不在本人范围内的没有编号',
					}),
				),
				people: t.Optional(t.Array(t.String())),
				takenAt: t.Optional(InstantText),
				metres: t.Optional(t.Integer()),
				accuracy: t.Optional(t.Integer()),
				minutes: t.Optional(t.Integer()),
				days: t.Optional(t.Integer()),
				times: t.Optional(t.Integer()),
			},
			strict,
		),
	},
	strict,
);
const fields = {
	id: t.String(),
	number: t.String(),
	version: t.Integer(),
	state: literals(hazardStates),
	grade: Grade,
	route: literals(['on-the-spot', 'notice']),
	round: t.Integer(),
	extension: literals(['none', 'pending', 'granted']),
	listing: literals(['none', 'listed', 'applied', 'reviewed', 'delisted']),
	siteGone: literals(['none', 'proposed']),
	closure: nullable(literals(['reinspected', 'on-the-spot', 'department', 'site-gone'])),
	redFlag: t.Boolean(),
	duplicateOf: nullable(t.String()),
	recurrenceOf: nullable(t.String()),
	siteId: t.String(),
	siteName: t.String(),
	riskPointId: t.String(),
	riskPointName: t.String(),
	inspectionId: nullable(t.String()),
	itemId: t.String(),
	item: t.String({description: '检查内容'}),
	checklist: t.String(),
	domain: t.String(),
	communityId: t.String(),
	place: t.String(),
	placeType: t.String(),
	description: t.String(),
	requirement: t.String(),
	criteria: t.Array(t.String()),
	controlIds: t.Array(t.String()),
	source: t.String(),
	foundOn: DayText,
	registeredAt: InstantText,
	dueOn: DayText,
	dueAt: InstantText,
	originalDays: t.Integer(),
	responsible: nullable(t.String()),
	parties: t.Object({industry: nullable(t.String()), territorial: nullable(t.String()), entity: nullable(t.String())}, strict),
	cause: nullable(t.String()),
	endedAt: nullable(InstantText),
	overdue: t.Boolean(),
	transferProposed: t.Boolean(),
	flags: t.Array(Flag),
};

export const HazardLine = t.Object(fields, strict);
export const HazardPage = page(HazardLine);
export const SpotQuery = t.Object(
	{
		site: Id,
		item: t.String({minLength: 1, maxLength: 20, description: '检查项，如 F01'}),
		riskPoint: t.Optional(Id),
		place: t.Optional(t.String({minLength: 1, maxLength: 200})),
	},
	strict,
);
export const DuplicatesReply = t.Object(
	{
		items: t.Array(
			t.Object(
				{
					...fields,
					why: {
						...literals(['point-and-item', 'site-item-place']),
						description: '同一风险点同一检查项，或同一场所同一检查项同一部位',
					},
				},
				strict,
			),
		),
	},
	strict,
);
const whole = {
	...fields,
	facts: HazardFactsReply,
	moves: t.Array(t.String({description: '本人此刻可办理的步骤'})),
	duties: t.Array(DutyReply, {description: '今天应办的事项'}),
	deadlineAdvice: nullable(DeadlineAdviceReply),
};
/** The answer of every move. */
export const HazardReply = t.Object(whole, strict);
export const HazardDetail = t.Object(
	{
		...whole,
		lead: nullable(t.Object({id: t.String(), number: t.String()}, {...strict, description: '由哪条线索登记'})),
		transferDepartment: nullable(
			t.Object(
				{
					department: t.String(),
					title: t.String(),
					basis: nullable(t.String()),
					confidence: literals(['V', 'P', 'M', 'D']),
					check: t.Optional(t.String({description: '移送前须由人核定'})),
				},
				{...strict, description: '按转送去向表建议的移送部门'},
			),
		),
		journal: t.Array(
			t.Object(
				{
					version: t.Integer(),
					at: InstantText,
					actor: t.String(),
					actorName: t.String(),
					action: t.String(),
					reason: nullable(t.String()),
				},
				strict,
			),
		),
	},
	strict,
);
