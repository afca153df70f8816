import {ref} from 'vue';

/** A view that somebody named, on this machine; the address itself is what is handed to others. */
export type Saved = {name: string; query: Record<string, string>};
const key = 'hazard-filters';

function read(): Saved[] {
	try {
		const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown;
		return Array.isArray(kept)
			? (kept as Saved[]).filter(one => typeof one?.name === 'string' && typeof one.query === 'object')
			: [];
	} catch {
		return [];
	}
}

export function useSavedFilters() {
	const saved = ref(read());
	const keep = (list: Saved[]): void => {
		saved.value = list;
		localStorage.setItem(key, JSON.stringify(list));
	};
	return {
		saved,
		/** The same name again is the newer view. */
		save: (name: string, query: Record<string, string>): void =>
			keep([...saved.value.filter(one => one.name !== name), {name, query}]),
		remove: (name: string): void => keep(saved.value.filter(one => one.name !== name)),
	};
}
