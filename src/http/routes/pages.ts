import {Type as t} from '@sinclair/typebox';
import {seeHealth, seeHome} from '../../actions/see-health.ts';
import {InstantText, strict} from '../../contract/common.ts';
import {calendarWarnings} from '../../domain/calendar.ts';
import {roleTitles} from '../../domain/person.ts';
import type {Services} from '../../services.ts';
import {codes} from '../codes.ts';
import {openapi} from '../openapi.ts';
import {docsPage} from '../pages.ts';
import {type AnyRoute, ok, type Reply, read} from '../route.ts';
import {version} from '../version.ts';

const tag = '运行';
const Html = t.String({contentMediaType: 'text/html'});
const html = (body: string): Reply => ({status: 200, body, headers: {'Content-Type': 'text/html; charset=utf-8'}});
/** By this a telephone tells our answer from that of a network's own page. */
const service = 'dual-prevention-register';
const status = {status: t.String(), version: t.String(), warnings: t.Array(t.String({description: '需要管理员处理的事项'}))};
const Status = t.Object(status, strict);
const Health = t.Object({...status, service: t.Literal(service), at: {...InstantText, description: '服务器时间'}}, strict);
const WelcomeReply = t.Object(
	{
		office: t.String(),
		version: t.String(),
		demo: t.Boolean(),
		warnings: t.Array(t.String()),
		accounts: t.Array(t.Object({account: t.String(), name: t.String(), roles: t.String()}, {additionalProperties: false})),
	},
	{additionalProperties: false},
);
const warningsOf = ({forms, clock}: Services): string[] => calendarWarnings(forms.calendars, clock.today());

/** Pages and documents about the API itself. */
export const pageRoutes = (rows: () => AnyRoute[]): AnyRoute[] => [
	read({
		method: 'get',
		path: '/api/welcome',
		tag,
		summary: '登录页所示：单位、版本；演示时另有账号',
		may: 'everyone',
		replies: {200: WelcomeReply},
		async read(services) {
			const {reader, demo} = services;
			const {office, people} = await seeHome(reader);
			const accounts = people.map(({account, name, roles, range}) => ({
				account,
				name,
				roles: `${roles.map(role => roleTitles[role]).join('、')} · ${range}`,
			}));
			return ok({office, version, demo, warnings: warningsOf(services), accounts: demo ? accounts : []});
		},
	}),
	read({
		method: 'get',
		path: '/api/docs',
		tag,
		summary: '接口说明',
		may: 'everyone',
		replies: {200: Html},
		read: async () => html(docsPage(rows(), codes)),
	}),
	read({
		method: 'get',
		path: '/api/openapi.json',
		tag,
		summary: 'OpenAPI 3.1 文件',
		may: 'everyone',
		replies: {200: t.Unknown()},
		read: async () => ok(openapi(rows(), version)),
	}),
	read({
		method: 'get',
		path: '/api/health',
		tag,
		summary: '是否在运行',
		may: 'everyone',
		replies: {200: Health},
		// What a network's own sign-in page answers instead must not pass for it, nor what a proxy has kept.
		read: async services => ({
			...ok({status: 'ok', service, version, at: services.clock.now(), warnings: warningsOf(services)}),
			headers: {'Cache-Control': 'no-store'},
		}),
	}),
	read({
		method: 'get',
		path: '/api/ready',
		tag,
		summary: '数据库与磁盘是否可用',
		may: 'everyone',
		replies: {200: Status, 503: Status},
		async read(services) {
			const isReady = (await seeHealth(services.reader)) && (await services.files.isWritable());
			const body = {status: isReady ? 'ready' : 'not-ready', version, warnings: warningsOf(services)};
			return {status: isReady ? 200 : 503, body};
		},
	}),
];
