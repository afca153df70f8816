import {once} from 'node:events';
import http from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ExecutionContext} from 'ava';
import pino from 'pino';
import type {Context} from '../../src/actions/context.ts';
import {openSession} from '../../src/actions/people/sign-in.ts';
import {createApp} from '../../src/app.ts';
import {assignBeside} from '../../src/assigning/run.ts';
import type {Clock} from '../../src/clock.ts';
import {createPapers} from '../../src/create-papers.ts';
import {type Day, dayOf, type Instant, plusMilliseconds, startOf} from '../../src/domain/days.ts';
import type {Person} from '../../src/domain/person.ts';
import {createFiles} from '../../src/files.ts';
import {loadForms} from '../../src/forms.ts';
import {settled} from '../../src/http/afterwards.ts';
import {refuseUnreadable} from '../../src/http/unreadable.ts';
import type {Services} from '../../src/services.ts';
import {createQueue} from '../../src/store/queue.ts';
import {type EngineKind, freshEngine} from './engines.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into a reply freely
export type Answer = {status: number; body: any; headers: Headers; bytes: Buffer};

let forms: Services['forms'] | undefined;

export type TestClock = Clock & {
	set: (day: Day, hour?: number) => void;
	forward: (milliseconds: number) => void;
	run: () => void;
};

/** A clock that the test moves. Starts at 10:00 in Shanghai of a day; after `run` time passes by itself too. */
export function testClock(day: Day): TestClock {
	let moved: Instant = plusMilliseconds(startOf(day), 10 * 3_600_000);
	let ranAt: number | undefined;
	const now = () => (ranAt === undefined ? moved : plusMilliseconds(moved, Math.floor(performance.now() - ranAt)));
	return {
		now,
		today: () => dayOf(now()),
		set: (next, hour = 10) => {
			moved = plusMilliseconds(startOf(next), hour * 3_600_000);
		},
		forward: milliseconds => {
			moved = plusMilliseconds(moved, milliseconds);
		},
		run: () => {
			ranAt = performance.now();
		},
	};
}

/** The whole service on a port of its own, on the day that the test names. */
export async function startApp(
	t: ExecutionContext,
	{kind = 'sqlite' as EngineKind, today = '2026-03-02', ...more}: {kind?: EngineKind; today?: Day} & Partial<Services> = {},
) {
	const {engine, folder} = await freshEngine(t, kind);
	const clock = testClock(today);
	forms ??= loadForms();
	const papers = createPapers({fontDir: undefined});
	const services: Services = {
		engine,
		reader: engine.reader,
		queue: createQueue(engine),
		clock,
		forms,
		files: createFiles(folder),
		papers,
		assign: assignBeside,
		orgCode: 'XH',
		publicUrl: undefined,
		demo: true,
		production: false,
		checkReplies: true,
		trustProxy: false,
		log: pino({level: process.env.LOG_LEVEL ?? 'error'}),
		...more,
	};
	const server = http.createServer(createApp(services).callback());
	refuseUnreadable(server);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	t.teardown(async () => {
		server.closeAllConnections();
		server.close();
		await settled(services);
		await services.queue.drain();
		await papers.close();
	});

	/** Sends as a person (a session is opened for him once) or as nobody. */
	const secrets = new Map<string, string>();
	const send = async (
		method: string,
		path: string,
		{as, body, headers}: {as?: Pick<Person, 'id'> | undefined; body?: unknown; headers?: Record<string, string>} = {},
	): Promise<Answer> => {
		if (as && !secrets.has(as.id)) {
			secrets.set(as.id, (await services.queue.submit(async db => openSession(db, as.id, '2099-01-01T00:00:00.000Z'))).secret);
		}
		const isBytes = body instanceof Uint8Array;
		const response = await fetch(origin + path, {
			method,
			headers: {
				...(as && {authorization: `Bearer ${secrets.get(as.id)}`}),
				...(body !== undefined && {'content-type': isBytes ? 'application/octet-stream' : 'application/json'}),
				...headers,
			},
			...(body !== undefined && {
				body: isBytes ? (body as Uint8Array<ArrayBuffer>) : typeof body === 'string' ? body : JSON.stringify(body),
			}),
		});
		const bytes = Buffer.from(await response.arrayBuffer());
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		return {
			status: response.status,
			body: isJson ? JSON.parse(bytes.toString()) : bytes.toString(),
			headers: response.headers,
			bytes,
		};
	};
	/** What an action is given when the test calls it directly. */
	const contextOf = (person: Person, scope: Context['caller']['scope'] = 'all'): Context => ({
		actor: person.id,
		now: clock.now(),
		today: clock.today(),
		requestId: null,
		forms: services.forms,
		orgCode: 'XH',
		caller: {person, scope},
	});
	return {services, clock, origin, send, contextOf, folder};
}

export type App = Awaited<ReturnType<typeof startApp>>;
