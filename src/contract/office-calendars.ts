import {type Static, Type as t} from '@sinclair/typebox';
import {DayText, InstantText, Name, strict, Text} from './common.ts';

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
export const CalendarYearReply = t.Object(
	{
		...calendarYear,
		loadedBy: t.Optional(t.String({description: '录入人'})),
		loadedAt: t.Optional(InstantText),
		version: t.Integer({description: '0：随程序提供'}),
	},
	strict,
);
