import type {Static} from '@sinclair/typebox';
import {computed, shallowRef} from 'vue';
import type {SectorReply, WordListsReply} from '../../contract/sectors.ts';
import {get} from './server.ts';

type Sector = Static<typeof SectorReply>;
export type WordLists = Static<typeof WordListsReply>;

/** What codes are called, and what fields of work ask: fetched with the first page that needs them. */
export const wordLists = shallowRef<WordLists | null>(null);
export const sectors = shallowRef<Sector[]>([]);
let asked: Promise<void> | undefined;

/** Throws Trouble; the next call asks again. */
export function recallWordLists(): Promise<void> {
	asked ??= (async () => {
		const [lists, page] = await Promise.all([get<WordLists>('/api/word-lists'), get<{items: Sector[]}>('/api/sectors')]);
		wordLists.value = lists;
		sectors.value = page.items;
	})().catch((error: unknown) => {
		asked = undefined;
		throw error;
	});
	return asked;
}

const kinds = computed(() => new Map((wordLists.value?.siteKinds ?? []).map(({code, title}) => [code, title])));
export const siteKindTitle = (code: string): string => kinds.value.get(code) ?? code;

type Named = {code: string; title: string};
const titleOf = (list: readonly Named[] | undefined, code: string | null | undefined): string =>
	code ? (list?.find(one => one.code === code)?.title ?? code) : '';
export const departmentTitle = (code: string | null | undefined): string => titleOf(wordLists.value?.departments, code);
export const placeTypeTitle = (code: string | null | undefined): string => titleOf(wordLists.value?.placeTypes, code);
export const paperTitle = (kind: string): string => wordLists.value?.paperKinds.find(one => one.kind === kind)?.title ?? kind;
