import {randomUUID} from 'node:crypto';
import {Readable} from 'node:stream';
import {promisify} from 'node:util';
import zlib from 'node:zlib';
import Router from '@koa/router';
import type {Context as Koa} from 'koa';
import type {Caller, Context} from '../actions/context.ts';
import type {Role} from '../domain/person.ts';
import {policy} from '../domain/policy.ts';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';
import {readBytes, readJson} from './body.ts';
import {requireCaller} from './caller.ts';
import {freshCalendars} from './fresh-calendars.ts';
import {perform} from './perform.ts';
import {byRole} from './problems.ts';
import type {AnyRoute, Reply} from './route.ts';
import {faultsOfReply} from './validation.ts';

/** Turns rows into koa routes. The order of the gates is the security of the service (rules §1.15). */
export function createRouter(services: Services, routes: AnyRoute[]): Router {
	const router = new Router();
	for (const route of routes) {
		router[route.method](route.path, async ctx => {
			const admitted = await admit(services, route, ctx);
			const body = route.body ? await readJson(ctx) : undefined;
			const bytes = route.raw ? await readBytes(ctx, route.raw) : undefined;
			// The moment of a request is that at which it was here as a whole: a slow line must not write into the past (rules §1.10).
			const context = {...admitted, now: services.clock.now(), today: services.clock.today()};
			const incoming = {
				path: ctx.path,
				params: ctx.params as Record<string, string>,
				query: readQuery(ctx),
				body,
				bytes,
				stream: route.upload ? ctx.req : undefined,
				headers: ctx.headers,
				origin: `${ctx.protocol}://${ctx.host}`,
				address: ctx.ip,
			};
			const reply = await perform(services, route, context, incoming).catch((error: unknown) => {
				throw byRole(error, context.caller.person.roles);
			});
			if (services.checkReplies) checkReply(route, reply);
			await send(ctx, reply, route.compress);
		});
	}
	return router;
}

/** Session (401), then role (403). */
async function admit(services: Services, route: AnyRoute, ctx: Koa): Promise<Context> {
	const requestId = (ctx.state.requestId as string | undefined) ?? randomUUID();
	if (route.may === 'everyone') return contextOf(services, nobody, requestId);
	const caller = await requireCaller(services, ctx);
	ctx.state.person = caller.person.id;
	await freshCalendars(services);
	if (!caller.person.roles.some(role => rolesOf(route).includes(role))) {
		throw new Problem(403, 'role', `您的角色不能办理此事（${route.summary}）。`);
	}
	return contextOf(services, caller, requestId);
}

/** What an action knows: who asks, and one moment for the whole request. */
export const contextOf = (services: Services, caller: Caller, requestId: string | null): Context => ({
	actor: caller.person.id,
	caller,
	now: services.clock.now(),
	today: services.clock.today(),
	requestId,
	forms: services.forms,
	orgCode: services.orgCode,
});

export const rolesOf = (route: AnyRoute): readonly Role[] =>
	route.may === 'everyone' ? [] : typeof route.may === 'string' ? policy[route.may] : route.may;

const nobody: Caller = {
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

/** A repeated query field means nothing sensible: refused as a fault of that field. */
function readQuery(ctx: Koa): Record<string, unknown> {
	const query: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
	for (const [name, value] of new URLSearchParams(ctx.querystring)) {
		if (name in query)
			throw new Problem(400, 'query', '查询条件重复。', [{path: `/${name.slice(0, 60)}`, message: '只能出现一次。'}]);
		query[name] = value;
	}
	return query;
}

function checkReply(route: AnyRoute, reply: Reply): void {
	const schema = route.replies[reply.status];
	if (!schema) throw new Error(`${route.method} ${route.path} answers ${reply.status}, which its row does not list`);
	if (isRaw(reply.body)) return;
	const faults = faultsOfReply(schema, JSON.parse(JSON.stringify(reply.body ?? null)));
	if (faults.length > 0) throw new Error(`${route.method} ${route.path} ${reply.status}: ${JSON.stringify(faults.slice(0, 5))}`);
}

const isRaw = (body: unknown): body is Buffer | string | Readable =>
	Buffer.isBuffer(body) || typeof body === 'string' || body instanceof Readable;

async function send(ctx: Koa, reply: Reply, compress = false): Promise<void> {
	ctx.status = reply.status;
	for (const [name, value] of Object.entries(reply.headers ?? {})) ctx.set(name, value);
	if (isRaw(reply.body)) {
		ctx.body = reply.body;
		return;
	}
	const text = JSON.stringify(reply.body ?? null);
	ctx.body = compress ? await zipped(ctx, text) : text;
	ctx.type = 'application/json';
}

const gzip = promisify(zlib.gzip);

async function zipped(ctx: Koa, text: string): Promise<string | Buffer> {
	ctx.vary('Accept-Encoding');
	if (ctx.acceptsEncodings('gzip', 'identity') !== 'gzip') return text;
	ctx.set('Content-Encoding', 'gzip');
	return gzip(text);
}
