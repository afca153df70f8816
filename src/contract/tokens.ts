import {type Static, Type as t} from '@sinclair/typebox';
import {DayText, Id, InstantText, Name, page, strict} from './common.ts';

export const TokenBody = t.Object(
	{
		id: t.Optional(Id),
		name: Name,
		personId: t.Optional(Id),
		expiresOn: t.Unsafe<string>({...DayText, description: '最后有效日，至多一年'}),
	},
	strict,
);
export type TokenBody = Static<typeof TokenBody>;

const token = {id: t.String(), personId: t.String(), name: t.String(), createdAt: InstantText, expiresAt: InstantText};
export const TokenPage = page(t.Object(token, strict));
/** The secret leaves once, with the making. */
export const TokenMade = t.Object({...token, secret: t.String()}, strict);
export const TokenWithdrawn = t.Object({id: t.String(), withdrawn: t.Boolean()}, strict);
