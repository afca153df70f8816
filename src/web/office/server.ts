import {ref} from 'vue';
import type {Fault} from '../../domain/problem.ts';

/** What the server refuses, as it says it (RFC 9457). `current` comes with a version conflict, `missing` with what is owed. */
export class Trouble extends Error {
	readonly status: number;
	readonly code: string;
	readonly errors: Fault[];
	readonly more: Record<string, unknown>;
	constructor(status: number, code: string, detail: string, errors: Fault[] = [], more: Record<string, unknown> = {}) {
		super(detail);
		this.status = status;
		this.code = code;
		this.errors = errors;
		this.more = more;
	}
}

/** Set while the server wants the password again: what was asked waits, and nothing that was typed is lost. */
export const signInAgain = ref<(() => void) | null>(null);

const waitForSignIn = (): Promise<void> =>
	new Promise(resolve => {
		const others = signInAgain.value;
		signInAgain.value = () => {
			others?.();
			resolve();
		};
	});

export type Query = Record<string, string | number | boolean | null | undefined>;

export const withQuery = (path: string, query: Query = {}): string => {
	const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
	const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
	return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
};

async function request<T>(method: string, path: string, body?: unknown, mayAsk = true): Promise<T> {
	const isBytes = body instanceof Blob;
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			credentials: 'same-origin',
			cache: 'no-store',
			...(body !== undefined && {
				body: isBytes ? body : JSON.stringify(body),
				headers: {'content-type': isBytes ? body.type : 'application/json'},
			}),
		});
	} catch {
		throw new Trouble(0, 'unreachable', '连不上服务器，请检查网络后再试。已填的内容还在。');
	}
	const type = response.headers.get('content-type') ?? '';
	const said = type.includes('json') ? ((await response.json()) as Record<string, unknown>) : undefined;
	if (response.ok) return (said ?? (type.startsWith('application/pdf') ? await response.blob() : undefined)) as T;
	if (response.status === 401 && mayAsk) {
		await waitForSignIn();
		return request(method, path, body, mayAsk);
	}
	const {code, detail, errors, type: _, title: __, status: ___, ...more} = said ?? {};
	const words = typeof detail === 'string' ? detail : `服务器没有正常回答（${response.status}），请稍后再试。`;
	throw new Trouble(response.status, typeof code === 'string' ? code : 'unknown', words, (errors as Fault[]) ?? [], more);
}

/** GET as JSON, a PDF as a Blob; throws Trouble. A session that ended is renewed first. */
export const get = <T>(path: string, query?: Query): Promise<T> => request<T>('GET', withQuery(path, query));
export const post = <T>(path: string, body: unknown = {}): Promise<T> => request<T>('POST', path, body);
export const put = <T>(path: string, body: unknown): Promise<T> => request<T>('PUT', path, body);
/** For the sign-in itself, which must not wait for another. */
export const ask = <T>(method: string, path: string, body?: unknown): Promise<T> => request<T>(method, path, body, false);
