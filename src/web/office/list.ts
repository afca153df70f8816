import {computed, type Ref, ref, shallowRef, watch} from 'vue';
import {type LocationQueryValue, useRoute, useRouter} from 'vue-router';
import {get, type Query, Trouble} from './server.ts';

export type Page<T> = {items: T[]; next: string | null; total?: number};
export type ListPage<T> = {
	items: Ref<T[]>;
	total: Ref<number | null>;
	/** The page as it came, with what else stands beside its items. */
	page: Ref<Page<T> | null>;
	isLoading: Ref<boolean>;
	fault: Ref<Trouble | null>;
	/** From 1. */
	number: Ref<number>;
	hasNext: Ref<boolean>;
	forward: () => void;
	back: () => void;
	reload: () => Promise<void>;
	/** The filters as they stand in the address. */
	filter: Ref<Record<string, string>>;
	setFilter: (part: Record<string, string | undefined>) => void;
};

const text = (value: LocationQueryValue | LocationQueryValue[] | undefined): string =>
	(Array.isArray(value) ? value[0] : value) ?? '';

/**
 * A list whose filters live in the address, paged by the server. `names` are the query fields that it understands; `fixed`
 * goes with every request; `isCounted` false where the server gives no total. Throws nothing: what went wrong is in `fault`.
 */
export function useList<T>(
	path: string,
	{names, fixed = {}, limit = 50, isCounted = true}: {names: string[]; fixed?: Query; limit?: number; isCounted?: boolean},
): ListPage<T> {
	const route = useRoute();
	const router = useRouter();
	const home = route.name;
	const items = shallowRef<T[]>([]) as Ref<T[]>;
	const total = ref<number | null>(null);
	const whole = shallowRef<Page<T> | null>(null) as Ref<Page<T> | null>;
	const isLoading = ref(true);
	const fault = shallowRef<Trouble | null>(null);
	const cursors = ref<(string | null)[]>([null]);
	const next = ref<string | null>(null);
	let latest = 0;

	const filter = computed(() =>
		Object.fromEntries(names.flatMap(name => (text(route.query[name]) ? [[name, text(route.query[name])]] : []))),
	);

	async function load(after: string | null): Promise<void> {
		const turn = ++latest;
		isLoading.value = true;
		fault.value = null;
		try {
			const count = isCounted && after === null ? true : undefined;
			const page = await get<Page<T>>(path, {...fixed, ...filter.value, limit, after, count});
			if (turn !== latest) return;
			items.value = page.items;
			whole.value = page;
			next.value = page.next;
			if (isCounted && page.total !== undefined) total.value = page.total;
		} catch (error) {
			if (turn !== latest) return;
			if (!(error instanceof Trouble)) throw error;
			fault.value = error;
			items.value = [];
		} finally {
			if (turn === latest) isLoading.value = false;
		}
	}
	const reload = (): Promise<void> => load(cursors.value.at(-1)!);
	watch(
		filter,
		(now, before) => {
			if (route.name !== home || JSON.stringify(now) === JSON.stringify(before)) return;
			cursors.value = [null];
			void load(null);
		},
		{immediate: true},
	);
	return {
		items,
		total,
		page: whole,
		isLoading,
		fault,
		number: computed(() => cursors.value.length),
		hasNext: computed(() => next.value !== null),
		forward() {
			if (next.value === null) return;
			cursors.value = [...cursors.value, next.value];
			void reload();
		},
		back() {
			if (cursors.value.length < 2) return;
			cursors.value = cursors.value.slice(0, -1);
			void reload();
		},
		reload,
		filter,
		setFilter(part) {
			const query = Object.fromEntries(Object.entries({...route.query, ...part}).filter(([, value]) => value));
			void router.replace({query});
		},
	};
}

/** One thing from the server: what it is, whether it is on its way, and what went wrong. */
export function useThing<T>(load: () => Promise<T>) {
	const value = shallowRef<T | null>(null) as Ref<T | null>;
	const isLoading = ref(true);
	const fault = shallowRef<Trouble | null>(null);
	async function reload(): Promise<void> {
		isLoading.value = true;
		fault.value = null;
		try {
			value.value = await load();
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			fault.value = error;
		} finally {
			isLoading.value = false;
		}
	}
	void reload();
	return {value, isLoading, fault, reload};
}
