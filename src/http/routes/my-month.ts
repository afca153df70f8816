import {seeMyMonth} from '../../actions/figures/see-my-month.ts';
import {MyMonthQuery, MyMonthReply} from '../../contract/my-month.ts';
import {ok, read} from '../route.ts';

export const myMonthRoutes = [
	read({
		method: 'get',
		path: '/api/my-month',
		tag: '指标与报表',
		summary: '本人一个月的工作（只供本人查看，不排名）',
		may: 'use-own-session',
		query: MyMonthQuery,
		replies: {200: MyMonthReply},
		read: async ({reader}, context, {query}) => ok(await seeMyMonth(reader, context, query.month)),
	}),
];
