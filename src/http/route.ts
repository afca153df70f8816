import type {Readable} from 'node:stream';
import type {Static, TSchema} from '@sinclair/typebox';
import type {Caller, Context} from '../actions/context.ts';
import type {Role} from '../domain/person.ts';
import type {Permission} from '../domain/policy.ts';
import type {Services} from '../services.ts';
import type {Db} from '../store/engine.ts';
import type {SetAction} from '../store/queue.ts';

export type Method = 'get' | 'put' | 'post' | 'delete';
export type Reply = {status: number; body: unknown; headers?: Record<string, string>};
type Value<S> = S extends TSchema ? Static<S> : undefined;

export type Request<B = undefined, Q = undefined> = {
	params: Record<string, string>;
	body: Value<B>;
	query: Value<Q>;
	/** The body as sent, for rows with `raw`. */
	bytes?: Buffer;
	/** The body as it comes in, for rows with `upload`. */
	stream?: Readable;
	path: string;
	headers: Record<string, string | string[] | undefined>;
	/** Address by which this server was reached, for links. */
	origin: string;
	/** Where the request came from, for limits by address. */
	address: string;
};

/** One row of the API: everything the router, the OpenAPI document and the policy test need to know. */
type Base<B, Q> = {
	method: Method;
	path: string;
	summary: string;
	/** A permission of domain/policy.ts, a list of roles, or open to all. */
	may: Permission | readonly Role[] | 'everyone';
	query?: Q;
	body?: B;
	replies: Record<number, TSchema>;
	/** Says that the same id with the same content gets the reply it got before: the fact's own id, or `id` in the body. */
	remember?: 'path' | 'body';
	/** Takes bytes of at most this many instead of JSON. */
	raw?: number;
	/** Reads its body itself: a form with files. */
	upload?: true;
	/** Answers a browser with a page; JSON goes to a program that asks for it. */
	page?: true;
	/** Goes out in gzip to whoever accepts it: long replies for telephones. */
	compress?: true;
	/** What follows from a committed reply without anyone waiting for it; what it leaves undone the daily work does. */
	after?: (services: Services, context: Context, request: Request<B, Q>, reply: Reply) => Promise<void>;
	tag: string;
};

export type ReadRoute<B, Q> = Base<B, Q> & {
	read: (services: Services, context: Context, request: Request<B, Q>) => Promise<Reply>;
};
/** Runs in one transaction on the writer queue; the reply leaves after the commit. */
export type WriteRoute<B, Q> = Base<B, Q> & {write: (db: Db, context: Context, request: Request<B, Q>) => Promise<Reply>};
/** Set-based: everything that waits is decided in one transaction. The action keeps the stored replies itself. */
export type SetRoute<B, Q> = Base<B, Q> & {
	set: SetAction<{context: Context; request: Request<B, Q>; content: string; key: string}, Reply>;
};
/** Steps outside any transaction, with the queue in hand (papers: preflight, issue, draw). */
export type StepsRoute<B, Q> = Base<B, Q> & {
	steps: (services: Services, context: Context, request: Request<B, Q>) => Promise<Reply>;
};

export type AnyRoute = Base<TSchema, TSchema> & {
	read?: ReadRoute<TSchema, TSchema>['read'];
	write?: WriteRoute<TSchema, TSchema>['write'];
	set?: SetRoute<TSchema, TSchema>['set'];
	steps?: StepsRoute<TSchema, TSchema>['steps'];
};

/** Checks a row against its own schemas, then forgets their types so that rows can stand in one list. */
export const read = <B = undefined, Q = undefined>(definition: ReadRoute<B, Q>): AnyRoute => definition as unknown as AnyRoute;
export const write = <B = undefined, Q = undefined>(definition: WriteRoute<B, Q>): AnyRoute => definition as unknown as AnyRoute;
export const set = <B = undefined, Q = undefined>(definition: SetRoute<B, Q>): AnyRoute => definition as unknown as AnyRoute;
export const steps = <B = undefined, Q = undefined>(definition: StepsRoute<B, Q>): AnyRoute => definition as unknown as AnyRoute;

export const ok = (body: unknown): Reply => ({status: 200, body});
export const created = (body: unknown): Reply => ({status: 201, body});
/** 201 when made, 200 otherwise. */
export const put = ({kind, value}: {kind: string; value: unknown}): Reply => ({status: kind === 'made' ? 201 : 200, body: value});

export type {Caller, Context};
