import {seeDashboard} from '../../actions/figures/see-dashboard.ts';
import {DashboardReply} from '../../contract/dashboard.ts';
import {type AnyRoute, ok, read} from '../route.ts';

export const dashboardRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/dashboard',
		tag: '指标与报表',
		summary: '工作台：待本人办理的、逾期的、未销号重大隐患、进度、趋势（10秒内给同一答复）',
		may: 'read-register',
		replies: {200: DashboardReply},
		read: async ({reader}, context) => ok(await seeDashboard(reader, context)),
	}),
];
