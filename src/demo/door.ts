import type {Caller} from '../actions/context.ts';
import {callerOfPerson} from '../actions/people/see-caller.ts';
import type {Clock} from '../clock.ts';
import {type Day, dayOf, type Instant, plusMilliseconds, startOf} from '../domain/days.ts';
import {perform} from '../http/perform.ts';
import type {AnyRoute, Method} from '../http/route.ts';
import {contextOf} from '../http/router.ts';
import {allRoutes} from '../http/routes/index.ts';
import type {Services} from '../services.ts';

/** A clock that the demo moves through its ninety days. */
export type DemoClock = Clock & {set: (day: Day, hour: number, minute?: number) => void};

export function demoClock(): DemoClock {
	let now: Instant = '2020-01-01T00:00:00.000Z';
	return {
		now: () => {
			now = plusMilliseconds(now, 7);
			return now;
		},
		today: () => dayOf(now),
		set(day, hour, minute = 0) {
			now = plusMilliseconds(startOf(day), (hour * 60 + minute) * 60_000);
		},
	};
}

// What follows from a request beside its reply is planned each morning: days pass here between two requests.
const rows = allRoutes.map(({after: _, ...route}) => ({
	route: route as AnyRoute,
	pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}));

/** Answers a request through the API's own rows, without HTTP: what the demo does is what a person would have done. */
export type Door = <T = Record<string, unknown>>(
	who: string | Caller,
	method: Method,
	address: string,
	body?: unknown,
	bytes?: Buffer,
) => Promise<T>;

export function openDoor(services: Services): Door {
	return async <T>(who: string | Caller, method: Method, address: string, body?: unknown, bytes?: Buffer) => {
		const [path = '', search = ''] = address.split('?');
		const {route, params} = find(method, path);
		const caller = typeof who === 'string' ? await callerOfPerson(services.reader, who, services.clock.today()) : who;
		const query = Object.fromEntries(new URLSearchParams(search));
		const reply = await perform(services, route, contextOf(services, caller, null), {
			path,
			params,
			query,
			body: JSON.parse(JSON.stringify(body ?? null)),
			bytes,
			headers: {},
			origin: 'http://127.0.0.1:3000',
			address: '127.0.0.1',
		});
		return reply.body as T;
	};
}

function find(method: Method, path: string): {route: AnyRoute; params: Record<string, string>} {
	for (const {route, pattern} of rows) {
		const match = route.method === method && pattern.exec(path);
		if (match) return {route, params: {...match.groups}};
	}
	throw new Error(`no row for ${method} ${path}`);
}
