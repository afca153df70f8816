import {decideCalendar, putCalendar, seeCalendarYear} from '../../actions/register/office-calendars.ts';
import {CalendarYearBody, CalendarYearReply} from '../../contract/office-calendars.ts';
import {refreshCalendars} from '../fresh-calendars.ts';
import {ok, put, read, steps} from '../route.ts';

const tag = '设置';
const path = '/api/calendar/:year';
const yearIn = ({year}: Record<string, string>): number => (/^\d{4}$/.test(year!) ? Number(year) : 0);

export const officeCalendarRoutes = [
	read({
		method: 'get',
		path,
		tag,
		summary: '一年的放假和调休安排',
		may: 'read-register',
		replies: {200: CalendarYearReply},
		read: async (_, context, {params}) => ok(seeCalendarYear(context, yearIn(params))),
	}),
	steps({
		method: 'put',
		path,
		tag,
		summary: '录入一年的放假和调休安排，立即生效；可先试算影响',
		may: 'set-up',
		body: CalendarYearBody,
		replies: {200: CalendarYearReply, 201: CalendarYearReply},
		async steps(services, context, {params, body: {preview, ...body}}) {
			const year = yearIn(params);
			if (preview) return ok((await decideCalendar(services.reader, context, year, body)).value);
			const decision = await services.queue.submit(async db => putCalendar(db, context, year, body));
			await refreshCalendars(services);
			return put(decision);
		},
	}),
];
