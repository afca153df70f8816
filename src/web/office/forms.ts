import {computed} from 'vue';
import {Trouble} from './server.ts';
import {recallWordLists, sectors, wordLists} from './word-lists.ts';
import {domainWords} from './words.ts';

/** For screens that can stand without: they show codes, and ask again when they are opened anew. Throws nothing. */
export async function recallForms(): Promise<void> {
	try {
		await recallWordLists();
	} catch (error) {
		if (!(error instanceof Trouble)) throw error;
	}
}

const titles = (list: () => ReadonlyArray<{code: string; title: string}>) => {
	const found = computed(() => new Map(list().map(({code, title}) => [code, title])));
	return (code: string): string => found.value.get(code) ?? code;
};
export const placeTypeTitle = titles(() => wordLists.value?.placeTypes ?? []);
export const controlLevelTitle = titles(() =>
	(wordLists.value?.controlLevels ?? []).map(({controlLevel, controlTitle}) => ({code: controlLevel, title: controlTitle})),
);
export const sectorOf = (id: string) => sectors.value.find(sector => sector.id === id);
export const domainTitle = (id: string): string => sectorOf(id)?.title ?? domainWords[id] ?? id;
export const domainOptions = computed(() =>
	sectors.value.length > 0 ? sectors.value.map(({id, title}) => [id, title] as const) : Object.entries(domainWords),
);
