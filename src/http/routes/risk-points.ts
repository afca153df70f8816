import {assess, decideLowering, seeAssessments} from '../../actions/register/assess-risk-point.ts';
import {putPoint} from '../../actions/register/put-risk-point.ts';
import {seeLowerings} from '../../actions/register/see-lowerings.ts';
import {nameSites, seePoint, seePoints, showPoint} from '../../actions/register/see-risk-points.ts';
import {
	AssessmentBody,
	AssessmentPage,
	AssessmentReply,
	DecisionBody,
	LoweringPage,
	LoweringQuery,
	NamedPointReply,
	RiskPointBody,
	RiskPointPage,
	RiskPointQuery,
} from '../../contract/risk-points.ts';
import {created, ok, put, read, write} from '../route.ts';

const tag = '风险点';

export const riskPointRoutes = [
	read({
		method: 'get',
		path: '/api/risk-points',
		tag,
		summary: '风险点',
		may: 'read-register',
		query: RiskPointQuery,
		replies: {200: RiskPointPage},
		read: async ({reader}, context, {query}) => ok(await seePoints(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/risk-points/:id',
		tag,
		summary: '一个风险点',
		may: 'read-register',
		replies: {200: NamedPointReply},
		read: async ({reader}, context, {params}) => ok(await seePoint(reader, context, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/risk-points/:id',
		tag,
		summary: '新增或修改风险点',
		may: 'register',
		body: RiskPointBody,
		replies: {200: NamedPointReply, 201: NamedPointReply},
		async write(db, context, {params, body}) {
			const {kind, value} = await putPoint(db, context, params.id!, body);
			const [shown] = await nameSites(db, [await showPoint(db, context, value)]);
			return put({kind, value: shown});
		},
	}),
	read({
		method: 'get',
		path: '/api/risk-points/:id/assessments',
		tag,
		summary: '历次风险评价（新的在前）',
		may: 'read-register',
		replies: {200: AssessmentPage},
		read: async ({reader}, context, {params}) => ok({items: await seeAssessments(reader, context, params.id!), next: null}),
	}),
	write({
		method: 'post',
		path: '/api/risk-points/:id/assessments',
		tag,
		summary: '风险评价；调低等级须他人批准',
		may: 'assess',
		remember: 'body',
		body: AssessmentBody,
		replies: {201: AssessmentReply},
		write: async (db, context, {params, body}) => created(await assess(db, context, params.id!, body)),
	}),
	read({
		method: 'get',
		path: '/api/lowerings',
		tag,
		summary: '待批准的调低等级（先提出的在前）',
		may: 'read-register',
		query: LoweringQuery,
		replies: {200: LoweringPage},
		read: async ({reader}, context, {query}) => ok(await seeLowerings(reader, context, query)),
	}),
	write({
		method: 'post',
		path: '/api/risk-points/:id/assessments/:assessmentId/decision',
		tag,
		summary: '批准或退回调低等级',
		may: 'approve-lowering',
		remember: 'body',
		body: DecisionBody,
		replies: {200: AssessmentReply},
		write: async (db, context, {params, body}) => ok(await decideLowering(db, context, params.id!, params.assessmentId!, body)),
	}),
];
