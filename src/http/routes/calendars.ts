import {Type as t} from '@sinclair/typebox';
import {makeAddress, seeAddress, stopAddress} from '../../actions/schedule/calendar-address.ts';
import {seePersonCalendar} from '../../actions/schedule/see-calendar.ts';
import {AddressMade, AddressReply, CalendarText} from '../../contract/calendars.ts';
import {calendarWarnings} from '../../domain/calendar.ts';
import {Problem} from '../../domain/problem.ts';
import {calendarText} from '../calendar.ts';
import {tagged} from '../etag.ts';
import {missCounter} from '../misses.ts';
import {created, ok, read, steps, write} from '../route.ts';

const tag = '日历';
const may = 'use-own-session';
const countMiss = missCounter('请求过于频繁，请稍后再试。');

export const calendarRoutes = [
	read({
		method: 'get',
		path: '/api/calendar-address',
		tag,
		summary: '本人的日历订阅地址（有无）',
		may,
		replies: {200: AddressReply},
		read: async ({reader}, context) => ok(await seeAddress(reader, context)),
	}),
	write({
		method: 'post',
		path: '/api/calendar-address',
		tag,
		summary: '取得或更换日历订阅地址（只显示这一次，旧地址随即失效）',
		may,
		replies: {201: AddressMade},
		async write(db, context, {origin}) {
			const {secret, madeAt} = await makeAddress(db, context);
			return created({url: `${origin}/f/calendar/${secret}.ics`, madeAt});
		},
	}),
	write({
		method: 'post',
		path: '/api/calendar-address/withdrawal',
		tag,
		summary: '停用日历订阅地址',
		may,
		replies: {200: AddressReply},
		write: async (db, context) => ok(await stopAddress(db, context)),
	}),
	steps({
		method: 'get',
		path: '/f/calendar/:secret.ics',
		tag,
		summary: '日历（iCalendar），凭秘密地址订阅',
		may: 'everyone',
		replies: {200: CalendarText, 304: t.Null()},
		async steps(services, context, request) {
			const events = await seePersonCalendar(services, context, request.params.secret!).catch(async (error: unknown) => {
				if (error instanceof Problem && error.status === 404) await countMiss(request.address);
				throw error;
			});
			const text = calendarText(
				services.demo ? '检查任务（演示）' : '检查任务',
				events,
				calendarWarnings(context.forms.calendars, context.today),
			);
			const reply = tagged(text, text, request);
			return {...reply, headers: {...reply.headers, 'Content-Type': 'text/calendar; charset=utf-8', 'X-Robots-Tag': 'noindex'}};
		},
	}),
];
