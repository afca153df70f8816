import {balanceTable, seeBalance} from '../../actions/figures/see-balance.ts';
import {figureRowTable, seeFigureRows} from '../../actions/figures/see-figure-rows.ts';
import {figureTable, seeFigures} from '../../actions/figures/see-figures.ts';
import {BalanceQuery, BalanceReply, FigureQuery, FigureRowQuery, FigureRowsReply, FiguresReply} from '../../contract/figures.ts';
import type {Table} from '../../domain/hazards/table.ts';
import type {Services} from '../../services.ts';
import {csvReply} from '../csv.ts';
import {type AnyRoute, ok, type Reply, read} from '../route.ts';
import {xlsxReply} from '../xlsx.ts';

const tag = '指标与报表';
const fileOf = async (table: Table, format: 'csv' | 'xlsx', services: Services): Promise<Reply> =>
	format === 'csv' ? csvReply(table, services) : xlsxReply(table, services);

export const figureRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/figures',
		tag,
		summary: '各项指标及其分项、口径（同一查询10秒内给同一答复，导出即时计算）',
		may: 'read-register',
		query: FigureQuery,
		replies: {200: FiguresReply},
		async read(services, context, {query: {format = 'json', ...query}}) {
			if (format === 'json') return ok(await seeFigures(services.reader, context, query));
			return fileOf(await figureTable(services.reader, context, query), format, services);
		},
	}),
	read({
		method: 'get',
		path: '/api/figures/balance',
		tag,
		summary: '隐患增减：期初、登记、转入、销号、作废、合并、转出、期末',
		may: 'read-register',
		query: BalanceQuery,
		replies: {200: BalanceReply},
		async read(services, context, {query: {format = 'json', ...query}}) {
			if (format === 'json') return ok(await seeBalance(services.reader, context, query));
			return fileOf(await balanceTable(services.reader, context, query), format, services);
		},
	}),
	read({
		method: 'get',
		path: '/api/figures/:id/rows',
		tag,
		summary: '一项指标计入的各行',
		may: 'read-register',
		query: FigureRowQuery,
		replies: {200: FigureRowsReply},
		async read(services, context, {params, query: {format = 'json', ...query}}) {
			if (format === 'json') return ok(await seeFigureRows(services.reader, context, params.id!, query));
			return fileOf(await figureRowTable(services.reader, context, params.id!, query), format, services);
		},
	}),
];
