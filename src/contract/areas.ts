import {type Static, Type as t} from '@sinclair/typebox';
import {Id, literals, Name, nullable, page, strict, Version} from './common.ts';

export const areaKinds = ['subdistrict', 'community', 'grid', 'micro-grid'] as const;

export const AreaBody = t.Object(
	{
		name: t.Optional(Name),
		kind: t.Optional(literals(areaKinds)),
		parentId: t.Optional(nullable(Id)),
		population: t.Optional(nullable(t.Integer({minimum: 0, maximum: 10_000_000}))),
		version: t.Optional(Version),
	},
	strict,
);
export type AreaBody = Static<typeof AreaBody>;

const area = {
	id: t.String(),
	name: t.String(),
	kind: literals(areaKinds),
	parentId: nullable(t.String()),
	population: nullable(t.Integer()),
	version: t.Integer(),
};
export const AreaReply = t.Object(area, strict);
const Counts = t.Object(
	{sites: t.Integer(), riskPoints: t.Integer(), openHazards: t.Integer()},
	{...strict, description: '直属本区域的数目（不含下级），按本人范围；counts=true 时才有'},
);
export const AreaPage = page(
	t.Object({...area, inScope: t.Boolean({description: '在本人范围内'}), counts: t.Optional(Counts)}, strict),
);
export const AreaQuery = t.Object({counts: t.Optional(t.Boolean({description: '附场所、风险点、未结隐患数'}))}, strict);
