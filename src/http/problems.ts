import {randomBytes} from 'node:crypto';
import type {Middleware} from 'koa';
import type {Role} from '../domain/person.ts';
import {hidePersonal, sightOf} from '../domain/personal.ts';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';

/** Turns refusals into problem documents (RFC 9457). A bug is a 500 with a number to quote on the phone. */
export const answerProblems =
	(services: Services): Middleware =>
	async (ctx, next) => {
		try {
			await next();
		} catch (error) {
			const problem = problemOf(services, error, ctx.path);
			ctx.status = problem.status;
			ctx.type = 'application/problem+json';
			if (typeof problem.more.retryAfter === 'number') ctx.set('Retry-After', String(problem.more.retryAfter));
			ctx.body = JSON.stringify({
				type: `/api/docs#${problem.code}`,
				title: titles[problem.status] ?? '请求未成功',
				status: problem.status,
				code: problem.code,
				detail: problem.message,
				errors: problem.errors,
				...problem.more,
			});
		}
	};

/** The present picture that comes with a conflict shows telephones and signatures by role, like every other reply (rules §1.2). */
export function byRole(error: unknown, roles: readonly Role[]): unknown {
	if (!(error instanceof Problem) || typeof error.more.current !== 'object') return error;
	const more = {...error.more, current: hidePersonal(error.more.current, sightOf(roles))};
	return new Problem(error.status, error.code, error.message, error.errors, more);
}

/** A refusal as it is; anything else with a number to quote, which the log has too. */
export function problemOf(services: Services, error: unknown, path: string): Problem {
	const problem = error instanceof Problem ? error : fromSystem(error);
	if (problem.status === 500) services.log.error({err: error, number: problem.more.number, path}, 'bug');
	return problem;
}

function fromSystem(error: unknown): Problem {
	const code = String((error as {code?: string}).code ?? '');
	if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === '53100')
		return new Problem(507, 'disk-full', '服务器磁盘已满，请通知管理员；本次内容未保存。');
	if (isAway(error, code))
		return new Problem(503, 'database-away', '数据库暂时连不上，请稍后自动重试；本次内容未保存。', [], {retryAfter: 5});
	if (code === 'SQLITE_BUSY') return new Problem(503, 'busy', '系统正忙，请稍后自动重试。', [], {retryAfter: 2});
	const number = randomBytes(4).toString('hex');
	return new Problem(500, 'bug', `系统出错，请将编号 ${number} 告知管理员。`, [], {number});
}

/** PostgreSQL stopped, starting, cut off or not to be reached; or nobody got a connection in time. */
const isAway = (error: unknown, code: string): boolean =>
	/^(57P0[1-3]|08\d{3}|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/.test(code) ||
	(error instanceof Error &&
		(error.name === 'KnexTimeoutError' ||
			/Connection terminated|Client has encountered a connection error|Unable to acquire a connection/.test(error.message)));

export const titles: Record<number, string> = {
	400: '内容格式不对',
	401: '请先登录',
	403: '无权办理',
	404: '没有找到',
	409: '与现状冲突',
	413: '内容过大',
	431: '地址过长',
	415: '类型不支持',
	422: '不符合规定',
	428: '缺少版本号',
	429: '过于频繁',
	500: '系统出错',
	503: '系统正忙',
	507: '磁盘已满',
};
