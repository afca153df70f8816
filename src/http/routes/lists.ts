import {seeHazardList, seeMeasureList} from '../../actions/hazards/see-lists.ts';
import {HazardListQuery, ListReply, MeasureListQuery, showTable} from '../../contract/lists.ts';
import type {Table} from '../../domain/hazards/table.ts';
import {csvReply} from '../csv.ts';
import {ok, type Reply, read} from '../route.ts';
import {xlsxReply} from '../xlsx.ts';

const tag = '两个清单';

type Format = 'json' | 'csv' | 'xlsx';
const replyWith = async (table: Table, format: Format | undefined, {demo}: {demo: boolean}): Promise<Reply> => {
	if (format === 'csv') return csvReply(table, {demo});
	return format === 'xlsx' ? xlsxReply(table, {demo}) : ok(showTable(table));
};

export const listRoutes = [
	read({
		method: 'get',
		path: '/api/lists/hazards',
		tag,
		summary: '问题隐患清单（最多 20000 行）',
		may: 'read-register',
		query: HazardListQuery,
		replies: {200: ListReply},
		async read(services, context, {query: {format, ...filters}}) {
			const table = await seeHazardList(services.reader, context, filters);
			return replyWith(table, format, services);
		},
	}),
	read({
		method: 'get',
		path: '/api/lists/measures',
		tag,
		summary: '制度措施清单',
		may: 'read-register',
		query: MeasureListQuery,
		replies: {200: ListReply},
		async read(services, context, {query: {format, ...filters}}) {
			const table = await seeMeasureList(services.reader, context, filters);
			return replyWith(table, format, services);
		},
	}),
];
