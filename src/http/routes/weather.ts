import {liftWarning, registerWarning, seeWarning, seeWarnings} from '../../actions/schedule/weather-warnings.ts';
import {LiftingBody, RegisteredReply, WarningBody, WarningPage, WarningQuery, WarningReply} from '../../contract/weather.ts';
import {created, ok, read, write} from '../route.ts';

const tag = '预警';
const path = '/api/weather-warnings';

export const weatherRoutes = [
	read({
		method: 'get',
		path,
		tag,
		summary: '台风、暴雨预警',
		may: 'read-register',
		query: WarningQuery,
		replies: {200: WarningPage},
		read: async ({reader}, _, {query}) => ok(await seeWarnings(reader, query)),
	}),
	read({
		method: 'get',
		path: `${path}/:id`,
		tag,
		summary: '一次预警',
		may: 'read-register',
		replies: {200: WarningReply},
		read: async ({reader}, _, {params}) => ok(await seeWarning(reader, params.id!)),
	}),
	write({
		method: 'post',
		path,
		tag,
		summary: '登记预警；红色预警立即生成地下空间巡查任务',
		may: 'plans',
		remember: 'body',
		body: WarningBody,
		replies: {201: RegisteredReply},
		write: async (db, context, {body}) => created(await registerWarning(db, context, body)),
	}),
	write({
		method: 'post',
		path: `${path}/:id/lifting`,
		tag,
		summary: '解除预警；未完成的巡查任务不再需要',
		may: 'plans',
		remember: 'body',
		body: LiftingBody,
		replies: {200: WarningReply},
		write: async (db, context, {params, body}) => ok(await liftWarning(db, context, params.id!, body)),
	}),
];
