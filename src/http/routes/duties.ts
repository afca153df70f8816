import {seeDuties} from '../../actions/hazards/see-duties.ts';
import {AdviceQuery, DeadlineAdviceReply, DutyPage, DutyQuery} from '../../contract/duties.ts';
import {deadlineAdvice} from '../../domain/hazards/deadline-advice.ts';
import {type AnyRoute, ok, read} from '../route.ts';

const tag = '隐患';

export const dutyRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/duties',
		tag,
		summary: '今天应办的事项（重大、当日通报、应办结日在前）',
		may: 'read-register',
		query: DutyQuery,
		replies: {200: DutyPage},
		read: async ({reader}, context, {query}) => ok(await seeDuties(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/deadlines/advice',
		tag,
		summary: '期限遇节假日的提示',
		may: 'read-register',
		query: AdviceQuery,
		replies: {200: DeadlineAdviceReply},
		read: async (_, {forms, today}, {query}) => ok(deadlineAdvice(query.dueOn, forms.calendars, today)),
	}),
];
