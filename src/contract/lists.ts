import {Type as t} from '@sinclair/typebox';
import {cellKinds, type Table} from '../domain/hazards/table.ts';
import {InstantText, literals, nullable, Sha256, strict} from './common.ts';
import {hazardFilters} from './hazards.ts';
import {measureFilters} from './measures.ts';

export const format = t.Optional(literals(['json', 'csv', 'xlsx']));
export const HazardListQuery = t.Object({...hazardFilters, format}, strict);
export const MeasureListQuery = t.Object(
	{...measureFilters, asOf: t.Optional({...InstantText, description: '截至此时刻的情形'}), format},
	strict,
);

export const CellValue = t.Union([t.String(), t.Number()]);
export const Statistic = t.Object(
	{title: t.String(), counts: t.Array(t.Object({name: t.String(), count: t.Integer()}, strict))},
	strict,
);

/** A list as it is printed: cells in the order of the columns. */
export const ListReply = t.Object(
	{
		title: t.String(),
		cutOffAt: InstantText,
		columns: t.Array(t.String()),
		kinds: t.Array(literals(cellKinds), {description: '每列的类型：text 文字，code 编码或号码，day 日期，number 数字'}),
		ids: t.Array(t.String(), {description: '每行的编号'}),
		rows: t.Array(t.Array(CellValue)),
		count: t.Integer({description: '列出的行数'}),
		total: t.Integer({description: '符合条件的总数'}),
		scope: nullable(t.String()),
		notes: t.Array(t.String()),
		statistics: t.Array(Statistic, {description: '每项之和等于 count'}),
		sha256: {...Sha256, description: '{columns, rows} 按 RFC 8785 排成的 JSON 的 SHA-256'},
	},
	strict,
);

export const showTable = ({columns, ...table}: Table) => ({
	...table,
	columns: columns.map(({title}) => title),
	kinds: columns.map(({kind}) => kind),
});
