import {type Static, Type as t} from '@sinclair/typebox';
import {DayText, InstantText, literals, Name, nullable, paging, strict, Text} from './common.ts';

const Holidays = t.Array(t.Object({name: Name, from: DayText, to: DayText}, strict), {minItems: 1, maxItems: 20});
const Workdays = t.Array(DayText, {maxItems: 40, uniqueItems: true, description: '调休上班的周末'});
const Source = t.String({minLength: 1, maxLength: 300, pattern: '\\S', description: '通知名称'});
const DocumentNumber = t.String({minLength: 1, maxLength: 80, pattern: '\\S', description: '文号，如 国办发明电〔2025〕7号'});

export const CalendarYearBody = t.Object(
	{
		source: t.Optional(Source),
		documentNumber: t.Optional(DocumentNumber),
		holidays: t.Optional(Holidays),
		workdays: t.Optional(Workdays),
		reason: t.Optional(Text),
		version: t.Optional(t.Integer({minimum: 0})),
		preview: t.Optional(t.Boolean({description: 'true：只试算影响，不保存'})),
	},
	strict,
);
export type CalendarYearBody = Static<typeof CalendarYearBody>;

export const calendarYear = {
	year: t.Integer(),
	source: t.String(),
	documentNumber: t.Optional(t.String()),
	holidays: Holidays,
	workdays: Workdays,
};
const own = {
	...calendarYear,
	loadedBy: t.Optional(t.String({description: '录入人'})),
	loadedAt: t.Optional(InstantText),
	version: t.Integer({description: '0：随程序提供'}),
};
export const CalendarYearReply = t.Object(own, strict);

const Kind = literals(['slot', 'visit', 'duty', 'advice']);
const changes = {
	counts: t.Object(
		{
			slot: t.Integer({description: '到期日改变的任务'}),
			visit: t.Integer({description: '安排在休息日、须改期的检查'}),
			duty: t.Integer({description: '时限改变的办理事项'}),
			advice: t.Integer({description: '期限遇节假日的提示有变的隐患'}),
		},
		strict,
	),
	items: t.Array(
		t.Object(
			{
				kind: Kind,
				subject: t.String({description: 'slot:… 或 hazard:…'}),
				siteId: t.String(),
				communityId: t.String(),
				domain: t.String(),
				what: nullable(t.String({description: 'duty：事项；advice：整改期限'})),
				was: nullable(t.String()),
				becomes: nullable(t.String({description: 'visit 为 null：由系统另行安排'})),
			},
			strict,
		),
	),
	next: nullable(t.String()),
	scope: nullable(t.String()),
};
export const LoadedReply = t.Object({...own, changes: t.Object(changes, strict)}, strict);
export const ChangesReply = t.Object({year: t.Integer(), version: t.Integer(), ...changes}, strict);
const {count: _, ...pages} = paging;
export const ChangesQuery = t.Object({kind: t.Optional(Kind), ...pages}, strict);
