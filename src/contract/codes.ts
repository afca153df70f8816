import {Type as t} from '@sinclair/typebox';
import {literals, strict} from './common.ts';

export const CodeReply = t.Object(
	{
		kind: literals(['site', 'risk-point']),
		code: t.String({description: '编号牌，如 F001234-5'}),
		id: t.String(),
		name: t.String(),
		siteId: t.String(),
		siteName: t.String(),
	},
	strict,
);
