import {Type as t} from '@sinclair/typebox';
import {DayText, Id, Name, nullable, page, paging, strict, Version} from './common.ts';

const Pair = t.Object(
	{
		id: Id,
		people: t.Array(Id, {minItems: 2, maxItems: 2, description: '两名检查员'}),
		from: DayText,
		to: t.Optional(nullable(DayText)),
	},
	strict,
);
const Areas = t.Array(Id, {maxItems: 200, uniqueItems: true, description: '空为不限（仍受本人范围限制）'});
const Domains = t.Array(t.String({maxLength: 40}), {maxItems: 20, uniqueItems: true, description: '空为全部领域'});
const MinutesPerDay = t.Integer({minimum: 30, maximum: 720, description: '每组每天用于检查的分钟数'});

export const TeamBody = t.Object(
	{
		name: t.Optional(Name),
		areas: t.Optional(Areas),
		domains: t.Optional(Domains),
		minutesPerDay: t.Optional(MinutesPerDay),
		pairs: t.Optional(t.Array(Pair, {maxItems: 100})),
		version: t.Optional(Version),
	},
	strict,
);

export const TeamReply = t.Object(
	{
		id: t.String(),
		name: t.String(),
		areas: Areas,
		domains: Domains,
		minutesPerDay: t.Integer(),
		pairs: t.Array(Pair),
		version: t.Integer(),
	},
	strict,
);
export const TeamPage = page(TeamReply);

export const LeaveBody = t.Object(
	{personId: t.Optional(Id), from: t.Optional(DayText), to: t.Optional(DayText), version: t.Optional(Version)},
	strict,
);
export const LeaveReply = t.Object(
	{id: t.String(), personId: t.String(), from: DayText, to: DayText, version: t.Integer()},
	strict,
);
export const LeavePage = page(LeaveReply);
export const LeaveQuery = t.Object(
	{
		person: t.Optional(Id),
		from: t.Optional(DayText),
		to: t.Optional(DayText),
		after: paging.after,
		limit: paging.limit,
	},
	strict,
);
