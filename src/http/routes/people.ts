import {Type as t} from '@sinclair/typebox';
import {putGrant, seeGrant, seeGrants} from '../../actions/people/put-grant.ts';
import {putPerson, seePerson} from '../../actions/people/put-person.ts';
import {seePeople} from '../../actions/people/see-people.ts';
import {Id, page, strict} from '../../contract/common.ts';
import {GrantBody, GrantReply, PersonBody, PersonReply} from '../../contract/people.ts';
import {ok, put, read, write} from '../route.ts';

const tag = '人员';

export const peopleRoutes = [
	read({
		method: 'get',
		path: '/api/people',
		tag,
		summary: '人员（电话按角色显示）',
		may: 'read-people',
		replies: {200: page(PersonReply)},
		read: async ({reader}, context) => ok({items: await seePeople(reader, context), next: null}),
	}),
	read({
		method: 'get',
		path: '/api/people/:id',
		tag,
		summary: '一个人',
		may: 'set-up',
		replies: {200: PersonReply},
		read: async ({reader}, _, {params}) => ok(await seePerson(reader, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/people/:id',
		tag,
		summary: '新增或修改人员',
		may: 'set-up',
		body: PersonBody,
		replies: {200: PersonReply, 201: PersonReply},
		write: async (db, context, {params, body}) => put(await putPerson(db, context, params.id!, body)),
	}),
	read({
		method: 'get',
		path: '/api/grants',
		tag,
		summary: '授权',
		may: 'set-up',
		query: t.Object({person: t.Optional(Id)}, strict),
		replies: {200: page(GrantReply)},
		read: async ({reader}, _, {query}) => ok({items: await seeGrants(reader, query.person), next: null}),
	}),
	read({
		method: 'get',
		path: '/api/grants/:id',
		tag,
		summary: '一项授权',
		may: 'set-up',
		replies: {200: GrantReply},
		read: async ({reader}, _, {params}) => ok(await seeGrant(reader, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/grants/:id',
		tag,
		summary: '授予或修改范围',
		may: 'set-up',
		body: GrantBody,
		replies: {200: GrantReply, 201: GrantReply},
		write: async (db, context, {params, body}) => put(await putGrant(db, context, params.id!, body)),
	}),
];
