import {previewPlan} from '../../actions/schedule/preview-plan.ts';
import {putPlan, seePlan, seePlans} from '../../actions/schedule/put-plan.ts';
import {type Question, seeWhatIf} from '../../actions/schedule/what-if.ts';
import {PlanBody, PlanPage, PlanQuery, PlanReply, PreviewBody, PreviewReply} from '../../contract/plans.ts';
import {WhatIfBody, WhatIfReply} from '../../contract/what-if.ts';
import {ok, put, read, write} from '../route.ts';

const tag = '计划';

export const planRoutes = [
	read({
		method: 'get',
		path: '/api/plans',
		tag,
		summary: '排查计划',
		may: 'read-register',
		query: PlanQuery,
		replies: {200: PlanPage},
		read: async ({reader}, _, {query}) => ok(await seePlans(reader, query)),
	}),
	read({
		method: 'get',
		path: '/api/plans/:id',
		tag,
		summary: '一个排查计划',
		may: 'read-register',
		replies: {200: PlanReply},
		read: async ({reader}, _, {params}) => ok(await seePlan(reader, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/plans/:id',
		tag,
		summary: '新增或修改排查计划，并生成任务',
		may: 'plans',
		body: PlanBody,
		replies: {200: PlanReply, 201: PlanReply},
		write: async (db, context, {params, body}) => put(await putPlan(db, context, params.id!, body)),
	}),
	read({
		method: 'post',
		path: '/api/plans/:id/preview',
		tag,
		summary: '试算计划：每天每组的工作量、排不下的任务、所需组数（不保存）',
		may: 'plans',
		body: PreviewBody,
		replies: {200: PreviewReply},
		read: async ({reader}, context, {params, body}) => ok(await previewPlan(reader, context, params.id!, body)),
	}),
	read({
		method: 'post',
		path: '/api/schedule/what-if',
		tag,
		summary: '假设试算：少几组、加一个专项、改等级，与现在相比（不保存）',
		may: 'plans',
		body: WhatIfBody,
		replies: {200: WhatIfReply},
		read: async ({reader}, context, {body}) => ok(await seeWhatIf(reader, context, body as Question)),
	}),
];
