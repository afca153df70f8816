import {putLeave, seeLeave, seeLeaves} from '../../actions/schedule/put-leave.ts';
import {putTeam, seeTeam, seeTeams} from '../../actions/schedule/put-team.ts';
import {LeaveBody, LeavePage, LeaveQuery, LeaveReply, TeamBody, TeamPage, TeamReply} from '../../contract/teams.ts';
import {ok, put, read, write} from '../route.ts';

const tag = '检查队';
const may = 'teams-and-leave';

export const teamRoutes = [
	read({
		method: 'get',
		path: '/api/teams',
		tag,
		summary: '检查队',
		may,
		replies: {200: TeamPage},
		read: async ({reader}) => ok({items: await seeTeams(reader), next: null}),
	}),
	read({
		method: 'get',
		path: '/api/teams/:id',
		tag,
		summary: '一支检查队',
		may,
		replies: {200: TeamReply},
		read: async ({reader}, _, {params}) => ok(await seeTeam(reader, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/teams/:id',
		tag,
		summary: '新增或修改检查队及其组',
		may,
		body: TeamBody,
		replies: {200: TeamReply, 201: TeamReply},
		write: async (db, context, {params, body}) => put(await putTeam(db, context, params.id!, body)),
	}),
	read({
		method: 'get',
		path: '/api/leave',
		tag,
		summary: '请假（新的在前）',
		may,
		query: LeaveQuery,
		replies: {200: LeavePage},
		read: async ({reader}, _, {query}) => ok(await seeLeaves(reader, query)),
	}),
	read({
		method: 'get',
		path: '/api/leave/:id',
		tag,
		summary: '一次请假',
		may,
		replies: {200: LeaveReply},
		read: async ({reader}, _, {params}) => ok(await seeLeave(reader, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/leave/:id',
		tag,
		summary: '登记或修改请假',
		may,
		body: LeaveBody,
		replies: {200: LeaveReply, 201: LeaveReply},
		write: async (db, context, {params, body}) => put(await putLeave(db, context, params.id!, body)),
	}),
];
