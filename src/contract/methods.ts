import {Type as t} from '@sinclair/typebox';
import {Code, DayText, Level, literals, nullable, page, strict} from './common.ts';
import {CalendarYearReply} from './office-calendars.ts';

const Confidence = literals(['V', 'P', 'M']);

const Option = t.Object({score: t.Number(), text: t.String()}, strict);
const Band = t.Object(
	{
		level: Level,
		min: nullable(t.Number()),
		minInclusive: t.Boolean(),
		max: nullable(t.Number()),
		maxInclusive: t.Boolean(),
	},
	strict,
);
export const MethodReply = t.Object(
	{
		key: t.String({description: '编号及版本，如 lec@1'}),
		id: t.String(),
		version: t.Integer(),
		title: t.String(),
		formula: t.Literal('product'),
		factors: t.Array(t.Object({code: t.String(), title: t.String(), options: t.Array(Option)}, strict)),
		bands: t.Array(Band),
		source: t.String(),
		confidence: Confidence,
		validFrom: DayText,
		validTo: nullable(DayText),
	},
	strict,
);
export const MethodPage = page(MethodReply);

const Basis = t.Object(
	{
		law: t.String(),
		version: t.Optional(t.String()),
		article: t.Optional(t.String()),
		text: t.Optional(t.String()),
		status: literals(['cited', 'check', 'not-held']),
	},
	strict,
);
const Answer = t.Union([
	t.Object({kind: t.Literal('pass-fail')}, strict),
	t.Object({kind: t.Literal('number'), unit: t.String(), min: t.Optional(t.Number()), max: t.Optional(t.Number())}, strict),
]);
const Due = t.Union([
	t.Object({kind: t.Literal('at-once')}, strict),
	t.Object({kind: literals(['days', 'plan']), days: t.Integer()}, strict),
]);
const Item = t.Object(
	{
		id: t.String(),
		domain: t.String(),
		title: t.String(),
		method: t.String(),
		basis: t.Array(Basis),
		answer: Answer,
		grade: literals(['general', 'suspected-major']),
		due: Due,
		advice: t.Optional(t.Literal('stop-use')),
		photo: t.Literal('on-fail'),
		redFlag: t.Boolean(),
		redFlagWhen: t.Optional(t.String()),
		criteria: t.Optional(t.Array(t.Object({id: t.String(), use: literals(['supports', 'hint'])}, strict))),
		requirement: t.String(),
		route: t.Optional(t.Object({department: t.String(), note: t.String()}, strict)),
		placeTypes: t.Optional(t.Array(t.String())),
		secondAddressee: t.Optional(t.String()),
		source: t.String(),
	},
	strict,
);
const checklist = {
	key: t.String({description: '编号及版本，如 fire/daily@1'}),
	id: t.String(),
	version: t.Integer(),
	title: t.String(),
	domain: t.String(),
	book: t.String(),
	validFrom: DayText,
	validTo: nullable(DayText),
};
const ItemName = t.Object({id: t.String(), title: t.String()}, strict);
export const ChecklistLine = t.Object({...checklist, itemCount: t.Integer(), items: t.Array(ItemName)}, strict);
export const ChecklistPage = page(ChecklistLine);
export const ChecklistReply = t.Object(
	{
		...checklist,
		sections: t.Array(t.Object({title: t.String(), items: t.Array(t.String())}, strict)),
		items: t.Array(Item),
	},
	strict,
);
export const DomainQuery = t.Object({domain: t.Optional(Code)}, strict);

export const CriterionReply = t.Object(
	{
		id: t.String(),
		domain: t.String(),
		standard: t.String(),
		standardVersion: t.String(),
		clause: t.String(),
		text: t.String(),
		mode: literals(['direct', 'count', 'comprehensive']),
		status: literals(['in-force', 'superseded', 'text-not-held']),
		validFrom: nullable(DayText),
		validTo: nullable(DayText),
		confidence: Confidence,
		needsExpert: t.Optional(t.Boolean()),
		dutyBearer: t.Optional(t.String()),
		effect: t.Optional(t.Literal('red-flag')),
		note: nullable(t.String({description: '旧标准或未收录时的提示'})),
		basis: t.String({description: '可以印在文书上的依据'}),
	},
	strict,
);
export const CriterionPage = page(CriterionReply);

export const CalendarReply = t.Object(
	{
		years: t.Array(CalendarYearReply),
		missing: t.Array(t.Integer({description: '尚未录入放假安排的年份'})),
		warning: nullable(t.String()),
	},
	strict,
);
