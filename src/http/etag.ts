import {createHash} from 'node:crypto';
import type {Reply, Request} from './route.ts';

/** 304 when the asker holds this content already (RFC 9110 §13.1.2), else the body with its tag. `content` is what the tag stands for. */
export function tagged(body: unknown, content: unknown, {headers: asked}: Pick<Request, 'headers'>): Reply {
	// Weak: the same tag goes with the compressed form.
	const tag = `W/"${createHash('sha256').update(JSON.stringify(content)).digest('base64url')}"`;
	const headers = {ETag: tag, 'Cache-Control': 'private, no-cache'};
	return holds(String(asked['if-none-match'] ?? ''), tag) ? {status: 304, body: '', headers} : {status: 200, body, headers};
}

const holds = (list: string, tag: string): boolean =>
	list.trim() === '*' || list.split(',').some(one => one.trim().replace(/^(W\/)?/, 'W/') === tag);
