export type Change = {path: string[]; was: unknown; is: unknown};
type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => JSON.stringify(value) ?? '';

/** What differs between two pictures of a thing, member by member; lists of things with an id are compared thing by thing. */
export function changesBetween(was: unknown, is: unknown, path: string[] = []): Change[] {
	if (text(was) === text(is)) return [];
	// What was not there is told member by member, what is gone as a whole.
	if (isMembers(is) && (isMembers(was) || was === undefined)) {
		const old = was ?? {};
		const names = [...new Set([...Object.keys(old), ...Object.keys(is)])];
		return names.flatMap(name => changesBetween(old[name], is[name], [...path, name]));
	}
	const [before, after] = [keyed(was ?? []), keyed(is)];
	if (before && after) {
		const found = [...new Set([...before.keys(), ...after.keys()])].flatMap(key =>
			changesBetween(before.get(key), after.get(key), [...path, key]),
		);
		return found.length > 0 ? found : [{path: [...path, '次序'], was: undefined, is: '改变'}];
	}
	return [{path, was, is}];
}

/** A list by what tells its things apart, when they are things with an id; lists of plain values are compared whole. */
function keyed(list: unknown): Map<string, unknown> | undefined {
	if (!Array.isArray(list) || !list.every(isMembers)) return undefined;
	const keys = list.map((one, i) => String(one.title ?? one.name ?? one.id ?? one.kind ?? `第${i + 1}项`));
	const isTold = new Set(keys).size === keys.length;
	return new Map(list.map((one, i) => [isTold ? keys[i]! : `第${i + 1}项`, one]));
}
