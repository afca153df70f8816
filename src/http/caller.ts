import type {Context as Koa} from 'koa';
import type {Caller} from '../actions/context.ts';
import {callerOf} from '../actions/people/see-caller.ts';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';

export const cookieName = 'register_session';

/** The secret that the request carries: a bearer token, else the cookie. */
export function secretOf(ctx: Koa): string | undefined {
	const header = ctx.get('authorization');
	if (/^Bearer [\w-]{20,100}$/.test(header)) return header.slice(7);
	return ctx.cookies.get(cookieName);
}

/** The signed-in person with his scope at this moment; 401 when there is none. */
export async function requireCaller(services: Services, ctx: Koa): Promise<Caller> {
	const secret = secretOf(ctx);
	const caller = secret && (await callerOf(services.reader, secret, services.clock.now(), services.clock.today()));
	if (!caller) throw new Problem(401, 'sign-in', '请先登录。');
	return caller;
}
