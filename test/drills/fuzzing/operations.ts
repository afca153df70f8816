import type {Role} from '../../../src/domain/person.ts';
import {rolesOf} from '../../../src/http/router.ts';
import {allRoutes} from '../../../src/http/routes/index.ts';
import type {Luck} from './luck.ts';
import type {Schema} from './values.ts';

type Content = Record<string, {schema: Schema}>;
/** One operation as the document describes it, and who may call it. */
export type Operation = {
	method: string;
	path: string;
	parameters: Array<{name: string; in: string; required: boolean; schema: Schema}>;
	requestBody?: {content: Content};
	responses: Record<string, {content?: Content}>;
	roles: readonly Role[];
	/** How many times rarer it is called than others: it draws, counts or hashes for long. */
	weight: number;
};
/** A request that went well while the register was made, to begin others from. */
export type Sample = {path: string; body: unknown};

/** Costly ones come a tenth as often, or nothing else would be asked. */
const costly =
	/\.pdf$|\.zip$|\/what-if$|\/preview$|\/papers$|\/issue$|^\/api\/session$|\/verification$|\/campaign-templates\/|\/calendar\/\{year\}$|\/hand-over/;

export async function readOperations(origin: string): Promise<Operation[]> {
	const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as {
		paths: Record<string, Record<string, Omit<Operation, 'method' | 'path' | 'roles' | 'weight'>>>;
	};
	return Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => {
			const route = allRoutes.find(row => row.method === method && row.path.replaceAll(/:(\w+)/g, '{$1}') === path)!;
			return {...operation, method: method.toUpperCase(), path, roles: rolesOf(route), weight: costly.test(path) ? 10 : 1};
		}),
	);
}

/** Every operation comes up before one comes again; costly ones every tenth time. */
export function* inTurn(operations: readonly Operation[], luck: Luck): Generator<Operation> {
	for (let round = 0; ; round++) {
		const now = operations.filter(({weight}) => round % weight === 0);
		for (let i = now.length - 1; i > 0; i--) {
			const j = luck.roll(i + 1);
			[now[i], now[j]] = [now[j]!, now[i]!];
		}
		yield* now;
	}
}

/** Keeps what was asked while `act` runs, by operation. */
export async function recording<T>(act: () => Promise<T>): Promise<{value: T; samples: Array<Sample & {method: string}>}> {
	const samples: Array<Sample & {method: string}> = [];
	const plain = globalThis.fetch;
	globalThis.fetch = async (input, init) => {
		const response = await plain(input, init);
		if (response.ok && typeof input === 'string')
			samples.push({
				method: init?.method ?? 'GET',
				path: input.replace(/^https?:\/\/[^/]+/, ''),
				body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
			});
		return response;
	};
	try {
		return {value: await act(), samples};
	} finally {
		globalThis.fetch = plain;
	}
}

export const isOf = (operation: Operation, {method, path}: {method: string; path: string}): boolean =>
	method === operation.method &&
	new RegExp(`^${operation.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0]!);
