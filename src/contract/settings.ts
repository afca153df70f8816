import {type Static, Type as t} from '@sinclair/typebox';
import {Name, nullable, strict, Version} from './common.ts';
import {Phone} from './people.ts';

const Address = t.String({minLength: 1, maxLength: 200});

export const OrganisationBody = t.Object(
	{
		office: t.Optional({...Name, description: '单位全称，如 新桦路街道办事处'}),
		paperPrefix: t.Optional(t.String({pattern: '^[\\u4e00-\\u9fff]{1,10}$', description: '文号机关代字，如 新桦'})),
		phone: t.Optional(Phone),
		address: t.Optional(nullable(Address)),
		version: t.Optional(Version),
	},
	strict,
);
export type OrganisationBody = Static<typeof OrganisationBody>;

export const FontsReply = t.Object(
	{
		own: t.Boolean({description: '是否设了自备字体目录（FONT_DIR）'}),
		uses: t.Array(
			t.Object(
				{use: t.String(), title: t.String(), fonts: t.Array(t.String(), {description: '先用者在前；缺字依次取后者'})},
				strict,
			),
		),
	},
	strict,
);

export const OrganisationReply = t.Object(
	{
		id: t.Literal('organisation'),
		office: t.String(),
		paperPrefix: t.String(),
		phone: t.String(),
		address: nullable(t.String()),
		version: t.Integer(),
	},
	strict,
);
