import {type Static, Type as t} from '@sinclair/typebox';
import {roles} from '../domain/person.ts';
import {DayText, Id, literals, Name, nullable, strict, Version} from './common.ts';

export const Account = t.String({pattern: '^[A-Za-z0-9._-]{2,40}$', description: '登录账号'});
export const Phone = t.String({pattern: '^[0-9+ -]{5,20}$'});
const Roles = t.Array(literals(roles), {maxItems: 6, uniqueItems: true});
const Certificate = t.Object({number: t.String({minLength: 1, maxLength: 40}), validTo: nullable(DayText)}, strict);

export const PersonReply = t.Object(
	{
		id: t.String(),
		account: t.String(),
		name: t.String(),
		roles: Roles,
		reviewer: t.Boolean(),
		phone: nullable(t.String()),
		certificate: nullable(Certificate),
		fromOn: DayText,
		toOn: nullable(DayText),
		version: t.Integer(),
	},
	strict,
);

export const PersonBody = t.Object(
	{
		account: t.Optional(Account),
		name: t.Optional(Name),
		roles: t.Optional(Roles),
		reviewer: t.Optional(t.Boolean()),
		phone: t.Optional(nullable(Phone)),
		certificate: t.Optional(nullable(Certificate)),
		password: t.Optional(nullable(t.String({minLength: 10, maxLength: 200, description: '至少 10 位；null 为停用登录'}))),
		fromOn: t.Optional(DayText),
		toOn: t.Optional(nullable(DayText)),
		version: t.Optional(Version),
	},
	strict,
);
export type PersonBody = Static<typeof PersonBody>;

export const SessionBody = t.Object(
	{account: t.String({minLength: 1, maxLength: 80}), password: t.String({minLength: 1, maxLength: 200})},
	strict,
);
export const SessionReply = t.Object(
	{person: PersonReply, warnings: t.Array(t.String({description: '登录后应看到的提示，如放假安排未录入'}))},
	strict,
);

const Domains = nullable(t.Array(t.String({maxLength: 40}), {minItems: 1, maxItems: 20, uniqueItems: true}));
export const GrantBody = t.Object(
	{
		personId: t.Optional(Id),
		areaId: t.Optional(Id),
		domains: t.Optional(Domains),
		fromOn: t.Optional(DayText),
		toOn: t.Optional(nullable(DayText)),
		version: t.Optional(Version),
	},
	strict,
);
export const GrantReply = t.Object(
	{
		id: t.String(),
		personId: t.String(),
		areaId: t.String(),
		domains: Domains,
		fromOn: DayText,
		toOn: nullable(DayText),
		version: t.Integer(),
	},
	strict,
);
