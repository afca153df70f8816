import {seeHazardList, seeMeasureList} from '../../actions/hazards/see-lists.ts';
import {HazardListQuery, ListReply, MeasureListQuery} from '../../contract/lists.ts';
import {csvReply} from '../csv.ts';
import {ok, read} from '../route.ts';

const tag = '两个清单';

export const listRoutes = [
	read({
		method: 'get',
		path: '/api/lists/hazards',
		tag,
		summary: '问题隐患清单（最多 20000 行）',
		may: 'read-register',
		query: HazardListQuery,
		replies: {200: ListReply},
		async read({reader}, context, {query: {format, ...filters}}) {
			const table = await seeHazardList(reader, context, filters);
			return format === 'csv' ? csvReply(table) : ok(table);
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
		async read({reader}, context, {query: {format, ...filters}}) {
			const table = await seeMeasureList(reader, context, filters);
			return format === 'csv' ? csvReply(table) : ok(table);
		},
	}),
];
