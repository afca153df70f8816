import {randomUUID} from 'node:crypto';
import Router from '@koa/router';
import type {Context as Koa} from 'koa';
import type {Context} from '../actions/context.ts';
import type {Role} from '../domain/person.ts';
import {policy} from '../domain/policy.ts';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';
import {readJson} from './body.ts';
import {requireCaller} from './caller.ts';
import {answerAgain, contentOf, findReply, once, replyKey} from './remember.ts';
import type {AnyRoute, Reply, Request} from './route.ts';
import {faultsOfReply, validateBody, validateQuery} from './validation.ts';

/** Turns rows into koa routes. The order of the gates is the security of the service (rules §1.15). */
export function createRouter(services: Services, routes: AnyRoute[]): Router {
	const router = new Router();
	for (const route of routes) {
		router[route.method](route.path, async ctx => {
			const context = await admit(services, route, ctx);
			const body = route.body ? await readJson(ctx) : undefined;
			const reply = await answer(services, route, ctx, context, body);
			if (services.checkReplies) checkReply(route, reply);
			send(ctx, reply);
		});
	}
	return router;
}

/** Session (401), then role (403). */
async function admit(services: Services, route: AnyRoute, ctx: Koa): Promise<Context> {
	const base = {
		now: services.clock.now(),
		today: services.clock.today(),
		requestId: (ctx.state.requestId as string | undefined) ?? randomUUID(),
		forms: services.forms,
		orgCode: services.orgCode,
	};
	if (route.may === 'everyone') return {...base, actor: 'public', caller: nobody};
	const caller = await requireCaller(services, ctx);
	ctx.state.person = caller.person.id;
	if (!caller.person.roles.some(role => rolesOf(route).includes(role))) {
		throw new Problem(403, 'role', `您的角色不能办理此事（${route.summary}）。`);
	}
	return {...base, actor: caller.person.id, caller};
}

export const rolesOf = (route: AnyRoute): readonly Role[] =>
	route.may === 'everyone' ? [] : typeof route.may === 'string' ? policy[route.may] : route.may;

const nobody: Context['caller'] = {
	person: {
		id: 'public',
		account: '',
		name: '',
		roles: [],
		reviewer: false,
		phone: null,
		certificate: null,
		fromOn: '',
		toOn: null,
		version: 0,
	},
	scope: [],
};

async function answer(services: Services, route: AnyRoute, ctx: Koa, context: Context, body: unknown): Promise<Reply> {
	const params = ctx.params as Record<string, string>;
	const key = replyKey(route, ctx.path, params, body);
	const content = key ? contentOf(body) : '';
	const stored = key && (await findReply(services.reader, key, context));
	if (stored) return answerAgain(stored, content, context, route);
	const query = readQuery(ctx);
	if (route.body) validateBody(route.body, body);
	if (route.query) validateQuery(route.query, query);
	else if (Object.keys(query).length > 0) validateQuery(noQuery, query);
	checkParams(params);
	const request = {params, body, query, headers: ctx.headers, origin: services.publicUrl ?? ctx.origin} as unknown as Request<
		never,
		never
	>;
	if (route.read) return route.read(services, context, request);
	if (route.steps) return route.steps(services, context, request);
	if (route.set)
		return services.queue.submitSet(route.set as never, {context, request, content, key}, Number(ctx.request.length ?? 1000));
	const act = route.write!;
	return services.queue.submit(async db =>
		key ? once(db, route, key, content, context, async () => act(db, context, request)) : act(db, context, request),
	);
}

const noQuery = {type: 'object', properties: {}, additionalProperties: false} as never;

/** Repeated query fields become nothing sensible: refused as a fault of that field. */
function readQuery(ctx: Koa): Record<string, unknown> {
	const query: Record<string, unknown> = {};
	for (const [name, value] of new URLSearchParams(ctx.querystring)) {
		if (Object.hasOwn(query, name))
			throw new Problem(400, 'query', '查询条件重复。', [{path: `/${name.slice(0, 60)}`, message: '只能出现一次。'}]);
		Object.defineProperty(query, name, {value, enumerable: true, writable: true, configurable: true});
	}
	return query;
}

function checkParams(params: Record<string, string>): void {
	for (const [name, value] of Object.entries(params)) {
		if (!/^[\w@.:%/-]{1,100}$/.test(value))
			throw new Problem(404, 'not-found', '没有找到。', [{path: `/${name}`, message: '编号格式不对。'}]);
	}
}

function checkReply(route: AnyRoute, reply: Reply): void {
	const schema = route.replies[reply.status];
	if (!schema) throw new Error(`${route.method} ${route.path} answers ${reply.status}, which its row does not list`);
	if (Buffer.isBuffer(reply.body) || typeof reply.body === 'string') return;
	const faults = faultsOfReply(schema, JSON.parse(JSON.stringify(reply.body ?? null)));
	if (faults.length > 0) throw new Error(`${route.method} ${route.path} ${reply.status}: ${JSON.stringify(faults.slice(0, 5))}`);
}

function send(ctx: Koa, reply: Reply): void {
	ctx.status = reply.status;
	for (const [name, value] of Object.entries(reply.headers ?? {})) ctx.set(name, value);
	if (Buffer.isBuffer(reply.body) || typeof reply.body === 'string') ctx.body = reply.body;
	else {
		ctx.type = 'application/json';
		ctx.body = JSON.stringify(reply.body ?? null);
	}
}
