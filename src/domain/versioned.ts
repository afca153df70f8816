import {Problem, unprocessable} from './problem.ts';

export type PutDecision<T> = {kind: 'made' | 'changed' | 'unchanged'; value: T};

/**
 * PUT by rules §1.6: a missing field is left, `null` clears; on making, required fields must be there (422).
 * Nothing would change → unchanged; no `version` → 428; another one → 409 with `current`.
 */
export function decidePut<T extends {version: number}>(
	current: T | undefined,
	body: Record<string, unknown>,
	{defaults, required}: {defaults: Omit<T, 'version'>; required: readonly string[]},
): PutDecision<T> {
	const {version, ...patch} = body;
	const clean = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
	const missing = required.filter(name => (current ? clean[name] === null : clean[name] === undefined || clean[name] === null));
	if (missing.length > 0)
		throw unprocessable(
			missing.map(name => ({path: `/${name}`, message: '此项必填。'})),
			'required',
		);
	if (!current) return {kind: 'made', value: {...defaults, ...clean, version: 1} as unknown as T};
	const next = {...current, ...clean};
	if (same(next, current)) return {kind: 'unchanged', value: current};
	requireVersion(current, version as number | undefined);
	return {kind: 'changed', value: {...next, version: current.version + 1}};
}

/** Refuses a change that does not say which picture it was made on (428), or was made on an older one (409). */
export function requireVersion(current: {version: number}, version: number | undefined): void {
	if (version === undefined)
		throw new Problem(428, 'version-required', '修改时请带上所见的版本号 version。', [{path: '/version', message: '此项必填。'}]);
	checkVersion(current, version);
}

/** Refuses a change that was made on an older picture than the present one. */
export function checkVersion(current: {version: number}, version: number | undefined): void {
	if (version !== undefined && version !== current.version) {
		throw new Problem(409, 'version-conflict', '他人已先修改，请查看最新内容后再改。', [], {current});
	}
}

const same = (a: unknown, b: unknown): boolean => stable(a) === stable(b);

const stable = (value: unknown): string =>
	JSON.stringify(value, (_, inner) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
