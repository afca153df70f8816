import {approveMeasure, putMeasure} from '../../actions/hazards/put-measure.ts';
import {seeMeasure, seeMeasures} from '../../actions/hazards/see-measures.ts';
import {seeWanted} from '../../actions/hazards/see-wanted.ts';
import {
	ApprovalBody,
	MeasureBody,
	MeasureDetail,
	MeasureMoment,
	MeasurePage,
	MeasureQuery,
	MeasureReply,
	WantedPage,
	WantedQuery,
} from '../../contract/measures.ts';
import {ok, put, read, write} from '../route.ts';

const tag = '制度措施';

export const measureRoutes = [
	read({
		method: 'get',
		path: '/api/measures',
		tag,
		summary: '制度措施（时限在前）',
		may: 'read-register',
		query: MeasureQuery,
		replies: {200: MeasurePage},
		read: async ({reader}, context, {query}) => ok(await seeMeasures(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/measures/wanted',
		tag,
		summary: '复发后须制定或修订措施的隐患类别（新的在前）',
		may: 'read-register',
		query: WantedQuery,
		replies: {200: WantedPage},
		read: async ({reader}, context, {query}) => ok(await seeWanted(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/measures/:id',
		tag,
		summary: '一项制度措施及其进展经过',
		may: 'read-register',
		query: MeasureMoment,
		replies: {200: MeasureDetail},
		read: async ({reader}, context, {params, query}) => ok(await seeMeasure(reader, context, params.id!, query)),
	}),
	write({
		method: 'put',
		path: '/api/measures/:id',
		tag,
		summary: '新增或修改制度措施',
		may: 'measures',
		body: MeasureBody,
		replies: {200: MeasureReply, 201: MeasureReply},
		write: async (db, context, {params, body}) => put(await putMeasure(db, context, params.id!, body)),
	}),
	write({
		method: 'post',
		path: '/api/measures/:id/approval',
		tag,
		summary: '批准制度措施实施',
		may: ['leader'],
		remember: 'body',
		body: ApprovalBody,
		replies: {200: MeasureReply},
		write: async (db, context, {params, body}) => ok(await approveMeasure(db, context, params.id!, body)),
	}),
];
