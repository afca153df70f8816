import {computed, type Ref, ref, shallowRef} from 'vue';
import type {Page} from './list.ts';
import {get, type Query, Trouble} from './server.ts';

/** A list that grows at its end, for what is looked at as a whole. Throws nothing: what went wrong is in `fault`. */
export function useMore<T>(path: string, limit: number, query: Query = {}) {
	const items = shallowRef<T[]>([]) as Ref<T[]>;
	const next = ref<string | null>(null);
	const isLoading = ref(true);
	const fault = shallowRef<Trouble | null>(null);
	async function load(after: string | null): Promise<void> {
		isLoading.value = true;
		fault.value = null;
		try {
			const page = await get<Page<T>>(path, {...query, limit, after});
			items.value = after === null ? page.items : [...items.value, ...page.items];
			next.value = page.next;
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			fault.value = error;
		} finally {
			isLoading.value = false;
		}
	}
	void load(null);
	return {
		items,
		isLoading,
		fault,
		hasMore: computed(() => next.value !== null),
		more: () => load(next.value),
		reload: () => load(null),
	};
}
