import {setImmediate} from 'node:timers/promises';

const inOneGo = 400;

/** `map` for thousands of rows: others are served between a slice and the next. */
export async function mapInSlices<T, R>(items: readonly T[], act: (item: T, index: number) => R): Promise<R[]> {
	const made: R[] = [];
	for (const [index, item] of items.entries()) {
		made.push(act(item, index));
		if (index % inOneGo === inOneGo - 1) await setImmediate();
	}
	return made;
}
