import {type Static, Type as t} from '@sinclair/typebox';
import {DayText, InstantText, nullable, strict, Text, Version} from './common.ts';

const Value = t.Unknown({description: '按该表自己的格式，见 forms/schemas/table-<id>.schema.json'});

export const TableBody = t.Object(
	{
		value: Value,
		source: t.String({minLength: 1, maxLength: 500, description: '依据或核定文件'}),
		reason: t.Optional(Text),
		version: t.Optional(t.Integer({minimum: 0})),
	},
	strict,
);
export type TableBody = Static<typeof TableBody>;

export const PublicationBody = t.Object({reason: t.Optional(Text), version: t.Optional(Version)}, strict);

export const TableReply = t.Object(
	{
		id: t.String(),
		title: t.String(),
		value: t.Unknown({description: '现行值'}),
		source: t.String(),
		confidence: t.Union([t.Literal('V'), t.Literal('P'), t.Literal('M'), t.Literal('D')]),
		validFrom: DayText,
		default: t.Unknown(),
		since: nullable(t.Object({at: InstantText, by: t.String()}, {...strict, description: '现行值何时、由谁发布；null 为缺省值'})),
		draft: nullable(t.Object({value: t.Unknown(), source: t.String(), by: t.String(), at: InstantText}, strict)),
		version: t.Integer({description: '0：本单位尚未修改'}),
	},
	strict,
);
export const TablesReply = t.Object({items: t.Array(TableReply)}, strict);
