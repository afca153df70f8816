import {draftTable, publishTable, seeTable, seeTables} from '../../actions/register/tables.ts';
import {PublicationBody, TableBody, TableReply, TablesReply} from '../../contract/tables.ts';
import {ok, read, write} from '../route.ts';

const tag = '设置';

export const tableRoutes = [
	read({
		method: 'get',
		path: '/api/tables',
		tag,
		summary: '本单位可修改的各表：时限、督办阶梯、转送等',
		may: 'read-register',
		replies: {200: TablesReply},
		read: async ({reader}, context) => ok({items: await seeTables(reader, context)}),
	}),
	read({
		method: 'get',
		path: '/api/tables/:id',
		tag,
		summary: '一张表：现行值、缺省值、待发布的修改',
		may: 'read-register',
		replies: {200: TableReply},
		read: async ({reader}, context, {params}) => ok(await seeTable(reader, context, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/tables/:id',
		tag,
		summary: '起草一张表的修改；发布前现行值不变',
		may: 'draft-tables',
		body: TableBody,
		replies: {200: TableReply},
		write: async (db, context, {params, body}) => ok(await draftTable(db, context, params.id!, body)),
	}),
	write({
		method: 'post',
		path: '/api/tables/:id/publication',
		tag,
		summary: '发布一张表的修改',
		may: 'publish-tables',
		body: PublicationBody,
		replies: {200: TableReply},
		write: async (db, context, {params, body}) => ok(await publishTable(db, context, params.id!, body)),
	}),
];
