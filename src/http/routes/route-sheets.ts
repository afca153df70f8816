import {Type as t} from '@sinclair/typebox';
import {seeRouteSheets} from '../../actions/schedule/see-route-sheets.ts';
import {RouteSheetQuery, RouteSheetsReply} from '../../contract/route-sheets.ts';
import {ok, read} from '../route.ts';
import {routeSheetPage} from '../route-sheet-page.ts';

const tag = '任务';

export const routeSheetRoutes = [
	read({
		method: 'get',
		path: '/api/route-sheets',
		tag,
		summary: '一天的检查路线单：各组按步行顺序的各站',
		may: 'read-register',
		query: RouteSheetQuery,
		replies: {200: RouteSheetsReply},
		read: async ({reader}, context, {query: {day = context.today, ...filter}}) =>
			ok(await seeRouteSheets(reader, context, {day, ...filter})),
	}),
	read({
		method: 'get',
		path: '/d/route-sheets',
		tag,
		summary: '检查路线单，供打印（A4）',
		may: 'read-register',
		query: RouteSheetQuery,
		replies: {200: t.String({contentMediaType: 'text/html'})},
		async read({reader, demo, forms}, context, {query: {day = context.today, ...filter}}) {
			const sheets = await seeRouteSheets(reader, context, {day, ...filter});
			const levels = new Map([...forms.controlLevels].map(([level, {title}]) => [level as string, title]));
			return {
				status: 200,
				body: routeSheetPage(sheets, {levels, demo}),
				headers: {'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store'},
			};
		},
	}),
];
