import type {Readable} from 'node:stream';
import type {Context} from '../actions/context.ts';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';
import {afterwards} from './afterwards.ts';
import {answerAgain, contentOf, findReply, once, replyKey} from './remember.ts';
import type {AnyRoute, Reply, Request} from './route.ts';
import {validateBody, validateQuery} from './validation.ts';

/** A request without its transport: what the gates after session, role, size and syntax look at. */
export type Incoming = {
	path: string;
	params: Record<string, string>;
	query: Record<string, unknown>;
	body: unknown;
	bytes?: Buffer | undefined;
	stream?: Readable | undefined;
	headers: Record<string, string | string[] | undefined>;
	origin: string;
	/** Where the request came from, for limits by address. */
	address: string;
};

/** Stored reply, then schema, then the row's own work: existence in scope, version, rules (rules §1.15). */
export async function perform(services: Services, route: AnyRoute, context: Context, incoming: Incoming): Promise<Reply> {
	const {path, params, body, query} = incoming;
	const key = replyKey(route, path, params, body);
	const content = key ? contentOf(body) : '';
	const stored = key && (await findReply(services.reader, key, context));
	if (stored) return answerAgain(stored, content, context, route);
	if (route.body) validateBody(route.body, body);
	validateQuery(route.query ?? noQuery, query);
	checkParams(params);
	const request = {...incoming, origin: services.publicUrl ?? incoming.origin} as unknown as Request<never, never>;
	const reply = await answer(services, route, context, request, {key, content, size: JSON.stringify(body ?? null).length});
	if (route.after) afterwards(services, route.summary, route.after(services, context, request, reply));
	return reply;
}

async function answer(
	services: Services,
	route: AnyRoute,
	context: Context,
	request: Request<never, never>,
	{key, content, size}: {key: string | undefined; content: string; size: number},
): Promise<Reply> {
	if (route.read) return route.read(services, context, request);
	if (route.steps) return route.steps(services, context, request);
	if (route.set) return services.queue.submitSet(route.set as never, {context, request, content, key}, size);
	const act = route.write!;
	return services.queue.submit(async db => {
		const write = async () => act(db, context, request);
		return key ? once(db, route, key, content, context, write) : write();
	});
}

const noQuery = {type: 'object', properties: {}, additionalProperties: false} as never;

function checkParams(params: Record<string, string>): void {
	for (const [name, value] of Object.entries(params)) {
		if (!/^[\w@.:%/-]{1,100}$/.test(value))
			throw new Problem(404, 'not-found', '没有找到。', [{path: `/${name}`, message: '编号格式不对。'}]);
	}
}
