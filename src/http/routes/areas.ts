import {putArea} from '../../actions/register/put-area.ts';
import {seeAreas} from '../../actions/register/see-areas.ts';
import {AreaBody, AreaPage, AreaQuery, AreaReply} from '../../contract/areas.ts';
import {ok, put, read, write} from '../route.ts';

const tag = '区域';

export const areaRoutes = [
	read({
		method: 'get',
		path: '/api/areas',
		tag,
		summary: '区域（本人范围内的在前）',
		may: 'read-people',
		query: AreaQuery,
		replies: {200: AreaPage},
		read: async ({reader}, context, {query}) => ok({items: await seeAreas(reader, context, query), next: null}),
	}),
	write({
		method: 'put',
		path: '/api/areas/:id',
		tag,
		summary: '新增或修改区域',
		may: 'set-up',
		body: AreaBody,
		replies: {200: AreaReply, 201: AreaReply},
		write: async (db, context, {params, body}) => put(await putArea(db, context, params.id!, body)),
	}),
];
