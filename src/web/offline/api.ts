import type {Reply} from '../../domain/field/answer.ts';
import {learnOffset, now} from './clock.ts';

const patience = {json: 30_000, photo: 120_000};

/** A request to our own server. Throws when nobody answered in time; any answer at all comes back as it is. */
export async function call(method: string, path: string, body?: unknown): Promise<Reply> {
	const isBlob = body instanceof Blob;
	const sentAt = now();
	const response = await fetch(path, {
		method,
		credentials: 'same-origin',
		redirect: 'manual',
		cache: 'no-store',
		signal: AbortSignal.timeout(isBlob ? patience.photo : patience.json),
		...(body !== undefined && {
			body: isBlob ? body : JSON.stringify(body),
			headers: {'content-type': isBlob ? body.type : 'application/json'},
		}),
	});
	learnOffset(response.headers.get('date'), sentAt);
	const type = response.headers.get('content-type') ?? '';
	return {
		status: response.status,
		type,
		body: type.includes('json') ? await response.json().catch(() => undefined) : undefined,
		retryAfter: response.headers.get('retry-after'),
	};
}

/** Whether our server answers, by what it says and not by whether a network claims to be there. */
export async function isReachable(): Promise<boolean> {
	try {
		const {status, body} = await call('GET', '/api/health');
		const said = body as {status?: unknown; version?: unknown} | undefined;
		return status === 200 && said?.status === 'ok' && typeof said.version === 'string';
	} catch {
		return false;
	}
}
