import {Problem} from '../domain/problem.ts';

/** `next` of a page: opaque to those who send it back as `after`. */
export const toCursor = (key: ReadonlyArray<string | number>): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key of a page, when it is one: 'n' number, 's' text, in order. */
export function fromCursor<K>(after: string | undefined, shape: string): K | undefined {
	if (after === undefined) return undefined;
	const key = parsed(after);
	const isKey =
		Array.isArray(key) &&
		key.length === shape.length &&
		key.every((part, i) => (shape[i] === 'n' ? Number.isSafeInteger(part) : typeof part === 'string'));
	if (!isKey) throw new Problem(400, 'query', '查询条件不对，请按提示改正。', [{path: '/after', message: '应为上一页的 next。'}]);
	return key as K;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString());
	} catch {
		return undefined;
	}
}
