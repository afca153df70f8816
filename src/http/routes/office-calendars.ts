import {changesOfHazards, loadCalendar, previewCalendar, seeCalendarChanges} from '../../actions/register/load-calendar.ts';
import {seeCalendarYear} from '../../actions/register/office-calendars.ts';
import {isSmall, planAll} from '../../actions/schedule/plan-slots.ts';
import {CalendarYearBody, CalendarYearReply, ChangesQuery, ChangesReply, LoadedReply} from '../../contract/office-calendars.ts';
import type {Services} from '../../services.ts';
import {afterwards} from '../afterwards.ts';
import {refreshCalendars} from '../fresh-calendars.ts';
import {type Context, ok, put, read, steps} from '../route.ts';

const tag = '设置';
const path = '/api/calendar/:year';
const yearIn = ({year}: Record<string, string>): number => (/^\d{4}$/.test(year!) ? Number(year) : 0);

/** Days and pairs by the new calendar: at once in a small office, else beside the reply. */
async function planAgain(services: Services, context: Context): Promise<void> {
	const work = planAll(services, context).then(() => undefined);
	if (await isSmall(services.reader)) await work;
	else afterwards(services, 'planning by a new calendar', work);
}

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
		replies: {200: LoadedReply, 201: LoadedReply},
		async steps(services, context, {params, body: {preview, ...body}}) {
			const {reader, queue} = services;
			const year = yearIn(params);
			if (preview) return ok(await previewCalendar(reader, context, year, body));
			const ofHazards = await changesOfHazards(reader, context, year, body);
			const loaded = await queue.submit(async db => loadCalendar(db, context, year, body, ofHazards));
			await refreshCalendars(services);
			if (loaded.kind !== 'unchanged') await planAgain(services, {...context, forms: services.forms});
			return put(loaded);
		},
	}),
	read({
		method: 'get',
		path: `${path}/changes`,
		tag,
		summary: '录入放假安排后的变化：任务、检查、办理时限、期限提示',
		may: 'read-register',
		query: ChangesQuery,
		replies: {200: ChangesReply},
		read: async ({reader}, context, {params, query}) => ok(await seeCalendarChanges(reader, context, yearIn(params), query)),
	}),
];
