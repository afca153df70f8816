import {randomUUID} from 'node:crypto';
import path from 'node:path';
import Koa from 'koa';
import helmet from 'koa-helmet';
import {pictureHosts} from './actions/register/put-map-setting.ts';
import {Problem} from './domain/problem.ts';
import {metrics} from './http/metrics.ts';
import {answerProblems} from './http/problems.ts';
import {createRouter} from './http/router.ts';
import {allRoutes} from './http/routes/index.ts';
import {webFiles} from './http/web-files.ts';
import {root} from './root.ts';
import type {Services} from './services.ts';

/** The middleware, in order: name the request, log it, answer problems, protect the browser, pages, route. */
export function createApp(services: Services): Koa {
	const app = new Koa({proxy: services.trustProxy});
	app.silent = true;
	app.use(async (ctx, next) => {
		ctx.state.requestId = randomUUID();
		const started = performance.now();
		await next();
		ctx.set('X-Request-Id', ctx.state.requestId as string);
		services.log.info({
			request: ctx.state.requestId as string,
			method: ctx.method,
			path: /^\/(verify|reply|f\/calendar)\//.exec(ctx.path)?.[0] ?? ctx.path,
			status: ctx.status,
			person: ctx.state.person as string | undefined,
			ms: Math.round(performance.now() - started),
		});
	});
	app.use(metrics(services));
	app.use(answerProblems(services));
	app.use(
		helmet({
			contentSecurityPolicy: {
				useDefaults: false,
				directives: {
					'default-src': ["'self'"],
					'style-src': ["'self'", "'unsafe-inline'"],
					'img-src': ["'self'", 'data:', 'blob:'],
					'object-src': ["'none'"],
					'base-uri': ["'none'"],
					'form-action': ["'self'"],
					'frame-ancestors': ["'none'"],
				},
			},
			strictTransportSecurity: false,
		}),
	);
	app.use(webFiles(path.join(root, 'dist/web'), async () => pictureHosts(services.reader)));
	const router = createRouter(services, allRoutes);
	app.use(router.routes());
	app.use(ctx => {
		throw new Problem(404, 'not-found', '没有这个地址。', [
			{path: ctx.path.slice(0, 100), message: '请核对接口说明 /api/docs。'},
		]);
	});
	return app;
}
