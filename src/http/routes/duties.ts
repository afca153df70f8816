import {seeDuties} from '../../actions/hazards/see-duties.ts';
import {DutyPage, DutyQuery} from '../../contract/duties.ts';
import {type AnyRoute, ok, read} from '../route.ts';

const tag = '隐患';

export const dutyRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/duties',
		tag,
		summary: '今天应办的事项（重大、红旗、应办结日在前）',
		may: 'read-register',
		query: DutyQuery,
		replies: {200: DutyPage},
		read: async ({reader}, context, {query}) => ok(await seeDuties(reader, context, query)),
	}),
];
