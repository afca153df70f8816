import {fileLead} from '../../actions/hazards/file-lead.ts';
import {answerLead, registerLead, voidLead} from '../../actions/hazards/handle-lead.ts';
import {type ShownLead, seeLead, seeLeads} from '../../actions/hazards/see-leads.ts';
import {LeadAnswerBody, LeadBody, LeadHazardBody, LeadPage, LeadQuery, LeadReply, LeadVoidingBody} from '../../contract/leads.ts';
import {replan} from '../replan.ts';
import {created, ok, read, write} from '../route.ts';

const tag = '线索';

export const leadRoutes = [
	read({
		method: 'get',
		path: '/api/leads',
		tag,
		summary: '线索（新的在前）；网格员只见本人上报的',
		may: 'read-leads',
		query: LeadQuery,
		replies: {200: LeadPage},
		read: async ({reader}, context, {query}) => ok(await seeLeads(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/leads/:id',
		tag,
		summary: '一条线索，以及后来怎样了',
		may: 'read-leads',
		replies: {200: LeadReply},
		read: async ({reader}, context, {params}) => ok(await seeLead(reader, context, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/leads/:id',
		tag,
		summary: '上报线索：地点、情况、照片',
		may: 'file-leads',
		remember: 'path',
		body: LeadBody,
		replies: {200: LeadReply, 201: LeadReply},
		write: async (db, context, {params, body}) => created(await fileLead(db, context, params.id!, body)),
	}),
	write({
		method: 'post',
		path: '/api/leads/:id/answer',
		tag,
		summary: '答复线索（不构成隐患，或者已转告他人）',
		may: 'handle-leads',
		remember: 'body',
		body: LeadAnswerBody,
		replies: {200: LeadReply},
		write: async (db, context, {params, body}) => ok(await answerLead(db, context, params.id!, body)),
	}),
	write({
		method: 'post',
		path: '/api/leads/:id/hazard',
		tag,
		summary: '把线索登记为隐患，由上报人以外的管理人员审核',
		may: 'handle-leads',
		remember: 'body',
		body: LeadHazardBody,
		replies: {201: LeadReply},
		write: async (db, context, {params, body}) => created(await registerLead(db, context, params.id!, body)),
		after: async (services, context, _, {body}) => replan(services, context, [(body as ShownLead).site!.id]),
	}),
	write({
		method: 'post',
		path: '/api/leads/:id/voiding',
		tag,
		summary: '作废线索',
		may: 'handle-leads',
		remember: 'body',
		body: LeadVoidingBody,
		replies: {200: LeadReply},
		write: async (db, context, {params, body}) => ok(await voidLead(db, context, params.id!, body)),
	}),
];
