import {computed, shallowRef} from 'vue';
import {mostMoved} from '../../../../domain/hazards/move-titles.ts';
import {get, type Query} from '../../server.ts';
import {count} from '../../words.ts';

/** Rows that are chosen, kept while the list is paged; never more than can be dealt with in one go. */
export function useSelection<T extends {id: string}>(most = mostMoved, unit = '条') {
	const rows = shallowRef(new Map<string, T>());
	const words = shallowRef('');
	const set = (next: Map<string, T>): void => {
		words.value = next.size > most ? `一次最多办理${most}${unit}，其余没有选上。` : '';
		rows.value = new Map([...next].slice(0, most));
	};
	return {
		rows,
		/** Why something was not chosen. */
		words,
		size: computed(() => rows.value.size),
		has: (id: string): boolean => rows.value.has(id),
		toggle(row: T): void {
			const next = new Map(rows.value);
			if (!next.delete(row.id)) next.set(row.id, row);
			set(next);
		},
		/** All of a page, or none when all are chosen. */
		toggleAll(page: readonly T[]): void {
			const next = new Map(rows.value);
			const isAll = page.every(({id}) => next.has(id));
			for (const row of page) isAll ? next.delete(row.id) : next.set(row.id, row);
			set(next);
		},
		/** Everything that the filter finds, where that is not too much. Throws Trouble. */
		async takeAll(path: string, query: Query, total: number): Promise<void> {
			if (total > most) {
				words.value = `符合条件的有${count(total)}${unit}，一次最多办理${most}${unit}，请先用条件缩小范围，再全选。`;
				return;
			}
			const page = await get<{items: T[]}>(path, {...query, limit: most});
			set(new Map(page.items.map(row => [row.id, row])));
		},
		clear(): void {
			set(new Map());
		},
	};
}
export type Selection<T extends {id: string}> = ReturnType<typeof useSelection<T>>;
