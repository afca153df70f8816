import {Type as t} from '@sinclair/typebox';
import {gapCodes} from '../domain/register/gaps.ts';
import {DayText, Id, literals, nullable, paging, strict} from './common.ts';

export const GapCodeText = literals(gapCodes);
export const GapReply = t.Object({code: GapCodeText, text: t.String()}, strict);

export const GapQuery = t.Object(
	{
		area: t.Optional({...Id, description: '区域及其下级'}),
		gap: t.Optional(GapCodeText),
		after: paging.after,
		limit: paging.limit,
	},
	strict,
);

const counts = {
	sites: t.Integer({description: '在用场所'}),
	withGaps: t.Integer({description: '有缺口的场所'}),
	'no-safety-manager': t.Integer(),
	'no-letter': t.Integer(),
	'letter-expired': t.Integer(),
};
export const GapsReply = t.Object(
	{
		scope: nullable(t.String({description: '范围；全部时为空'})),
		today: DayText,
		total: t.Object(counts, strict),
		communities: t.Array(t.Object({id: t.String(), name: t.String(), ...counts}, strict)),
		items: t.Array(
			t.Object(
				{
					id: t.String(),
					label: t.String(),
					name: t.String(),
					kind: t.String(),
					communityId: t.String(),
					communityName: t.String(),
					occupant: nullable(t.String()),
					gaps: t.Array(GapReply),
				},
				strict,
			),
		),
		next: nullable(t.String()),
	},
	strict,
);
