import {Problem, unprocessable} from '../domain/problem.ts';
import {fromCursor, toCursor} from './page-key.ts';

/** The opaque `next` of a list in order of arrival. */
export const cursorOf = (seq: number | null): string | null => (seq === null ? null : toCursor([seq]));

export const readCursor = (after: string | undefined): number | undefined => fromCursor<[number]>(after, 'n')?.[0];

/** A search takes two characters at least (rules §1.15). */
export function readSearch(q: string | undefined): string | undefined {
	const text = q?.trim();
	if (text !== undefined && [...text].length < 2) throw unprocessable([{path: '/q', message: '至少两个字。'}]);
	return text;
}

/** Things are made under a UUID that the caller chose (rules §1.6). */
export function requireUuid(id: string): void {
	if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id)) return;
	throw new Problem(400, 'schema', '编号格式不对，请用 UUID。', [{path: '/id', message: '应为 UUID。'}]);
}
