import {Type as t} from '@sinclair/typebox';
import {InstantText, literals, nullable, strict} from './common.ts';
import {hazardFilters} from './hazards.ts';
import {measureFilters} from './measures.ts';

const format = t.Optional(literals(['json', 'csv']));
export const HazardListQuery = t.Object({...hazardFilters, format}, strict);
export const MeasureListQuery = t.Object(
	{...measureFilters, asOf: t.Optional({...InstantText, description: '截至此时刻的情形'}), format},
	strict,
);

/** A list as it is printed: cells in the order of the columns. */
export const ListReply = t.Object(
	{
		title: t.String(),
		cutOffAt: InstantText,
		columns: t.Array(t.String()),
		ids: t.Array(t.String(), {description: '每行的编号'}),
		rows: t.Array(t.Array(t.Union([t.String(), t.Number()]))),
		count: t.Integer({description: '列出的行数'}),
		total: t.Integer({description: '符合条件的总数'}),
		scope: nullable(t.String()),
		notes: t.Array(t.String()),
	},
	strict,
);
