import {Type as t} from '@sinclair/typebox';
import {RateLimiterMemory, RateLimiterRes} from 'rate-limiter-flexible';
import {checkPassword, openSession} from '../../actions/people/sign-in.ts';
import {closeSession} from '../../actions/people/sign-out.ts';
import {SessionBody, SessionReply} from '../../contract/people.ts';
import {calendarWarnings} from '../../domain/calendar.ts';
import {Problem} from '../../domain/problem.ts';
import {cookieName} from '../caller.ts';
import {ok, read, steps} from '../route.ts';

const tag = '登录';
/** Ten wrong passwords of one account in a quarter of an hour; a right one forgives them. */
const attempts = new RateLimiterMemory({points: 10, duration: 900});

async function throttled<T>(account: string, act: () => Promise<T>): Promise<T> {
	const key = account.toLowerCase();
	try {
		await attempts.consume(key);
	} catch (error) {
		if (!(error instanceof RateLimiterRes)) throw error;
		throw new Problem(429, 'too-many', '尝试过于频繁，请稍后再试。', [], {retryAfter: Math.ceil(error.msBeforeNext / 1000)});
	}
	const result = await act();
	await attempts.delete(key);
	return result;
}

const cookie = (secret: string, isSecure: boolean, seconds: number) =>
	`${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`;

export const sessionRoutes = [
	steps({
		method: 'post',
		path: '/api/session',
		tag,
		summary: '登录',
		may: 'everyone',
		body: SessionBody,
		replies: {200: SessionReply},
		async steps({reader, queue, forms}, {now, today}, {body, origin, address}) {
			const person = await throttled(body.account, async () => checkPassword(reader, body.account, body.password, today));
			const {secret} = await queue.submit(async db => openSession(db, person.id, now, address));
			return {
				...ok({person, warnings: calendarWarnings(forms.calendars, today)}),
				headers: {'Set-Cookie': cookie(secret, origin.startsWith('https:'), 12 * 3600)},
			};
		},
	}),
	read({
		method: 'get',
		path: '/api/session',
		tag,
		summary: '本人',
		may: 'use-own-session',
		replies: {200: SessionReply},
		read: async (_, {caller, forms, today}) => ok({person: caller.person, warnings: calendarWarnings(forms.calendars, today)}),
	}),
	steps({
		method: 'delete',
		path: '/api/session',
		tag,
		summary: '退出',
		may: 'use-own-session',
		replies: {200: t.Object({signedOut: t.Boolean()}, {additionalProperties: false})},
		async steps({queue}, _, {headers, origin}) {
			await queue.submit(async db => closeSession(db, headers));
			return {...ok({signedOut: true}), headers: {'Set-Cookie': cookie('', origin.startsWith('https:'), 0)}};
		},
	}),
];
