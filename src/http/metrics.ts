import type {Middleware} from 'koa';
import {collectDefaultMetrics, Histogram, Registry} from 'prom-client';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';
import {requireCaller, secretOf} from './caller.ts';

/** Times every request, and answers /metrics to loopback or to a token. */
export function metrics(services: Services): Middleware {
	const registry = new Registry();
	collectDefaultMetrics({register: registry});
	const seconds = new Histogram({
		name: 'http_request_seconds',
		help: 'Duration of requests',
		labelNames: ['method', 'status'],
		buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
		registers: [registry],
	});
	return async (ctx, next) => {
		if (ctx.path === '/metrics' && ctx.method === 'GET') {
			if (!(await mayRead(services, ctx))) throw new Problem(403, 'role', '指标只供本机或持令牌者读取。');
			ctx.type = registry.contentType;
			ctx.body = await registry.metrics();
			return;
		}
		const started = performance.now();
		await next();
		seconds.observe({method: ctx.method, status: String(ctx.status)}, (performance.now() - started) / 1000);
	};
}

async function mayRead(services: Services, ctx: Parameters<Middleware>[0]): Promise<boolean> {
	if (['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ctx.ip)) return true;
	if (!secretOf(ctx)) return false;
	const {person} = await requireCaller(services, ctx);
	return person.roles.includes('administrator');
}
