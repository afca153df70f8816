import {Type as t} from '@sinclair/typebox';
import type {Context} from '../../actions/context.ts';
import {type Pack, seePack, seeSitePack} from '../../actions/schedule/see-pack.ts';
import {PackQuery, PackReply} from '../../contract/pack.ts';
import {tagged} from '../etag.ts';
import {type Reply, type Request, read} from '../route.ts';

const tag = '任务';
const replies = {200: PackReply, 304: t.Null({description: '所持内容仍是最新'})};

/** The moments of making change with every request; the day is part of what a tag stands for, so a pack is renewed daily. */
function answer({today}: Context, pack: Pack, request: Pick<Request, 'headers'>): Reply {
	const {madeAt: _, serverAt: __, validUntil: ___, ...content} = pack;
	return tagged(pack, {today, ...content}, request);
}

export const packRoutes = [
	read({
		method: 'get',
		path: '/api/pack',
		tag,
		summary: '离线工作包：本人的任务及所需的一切（支持 If-None-Match）',
		may: 'read-register',
		query: PackQuery,
		replies,
		compress: true,
		read: async ({reader}, context, request) => answer(context, await seePack(reader, context, request.query.days ?? 7), request),
	}),
	read({
		method: 'get',
		path: '/api/sites/:id/pack',
		tag,
		summary: '一个场所的离线工作包',
		may: 'read-register',
		replies,
		compress: true,
		read: async ({reader}, context, request) => answer(context, await seeSitePack(reader, context, request.params.id!), request),
	}),
];
