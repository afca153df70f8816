import {Problem, unprocessable} from '../domain/problem.ts';

/** `next` of a page that ends at an arrival number; null at the end of the list. */
export const cursorOf = (seq: number | null): string | null =>
	seq === null ? null : Buffer.from(JSON.stringify(seq)).toString('base64url');

/** The arrival number in `after`. */
export function readCursor(after: string | undefined): number | undefined {
	if (after === undefined) return undefined;
	const seq = Number(Buffer.from(after, 'base64url').toString());
	if (Number.isSafeInteger(seq) && seq > 0) return seq;
	throw new Problem(400, 'query', '查询条件不对，请按提示改正。', [{path: '/after', message: '应为上一页的 next。'}]);
}

/** Two characters at least (rules §1.15). */
export function readSearch(q: string | undefined): string | undefined {
	const text = q?.trim();
	if (text !== undefined && [...text].length < 2) throw unprocessable([{path: '/q', message: '至少两个字。'}]);
	return text;
}

/** Ids are made by whoever makes the thing, as UUIDs. */
export function requireUuid(id: string): void {
	if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return;
	throw new Problem(400, 'schema', '编号应为 UUID。', [{path: '/id', message: '应为 UUID。'}]);
}
