import {computed, shallowRef} from 'vue';
import {get} from './server.ts';
import {can} from './session.ts';

export type Area = {
	id: string;
	name: string;
	kind: string;
	parentId: string | null;
	inScope: boolean;
	version: number;
	population: number | null;
};
export type PersonLine = {id: string; name: string; roles: string[]; toOn: string | null};
export type ChecklistLine = {
	key: string;
	id: string;
	version: number;
	title: string;
	domain: string;
	validTo: string | null;
	items: {id: string; title: string}[];
};

/** What every screen needs to name things: fetched once, renewed when somebody changes it. */
export const areas = shallowRef<Area[]>([]);
export const people = shallowRef<PersonLine[]>([]);
export const checklists = shallowRef<ChecklistLine[]>([]);

export const recallAreas = async (): Promise<void> => {
	areas.value = (await get<{items: Area[]}>('/api/areas')).items;
};
export const recallPeople = async (): Promise<void> => {
	people.value = (await get<{items: PersonLine[]}>('/api/people')).items;
};
export const recallChecklists = async (): Promise<void> => {
	checklists.value = (await get<{items: ChecklistLine[]}>('/api/checklists')).items;
};
export const recallReference = async (): Promise<void> => {
	await Promise.all([recallAreas(), recallPeople(), ...(can('read-register') ? [recallChecklists()] : [])]);
};

/** Whether anything was given to him to see (rules §1.7). */
export const hasScope = computed(() => areas.value.some(({inScope}) => inScope));
export const communities = computed(() => areas.value.filter(({kind, inScope}) => kind === 'community' && inScope));
const byId = <T extends {id: string; name: string}>(list: () => readonly T[]) => {
	const names = computed(() => new Map(list().map(({id, name}) => [id, name])));
	return (id: string | null | undefined): string => (id ? (names.value.get(id) ?? '') : '');
};
export const areaName = byId(() => areas.value);
export const personName = byId(() => people.value);
const items = computed(() => new Map(checklists.value.flatMap(list => list.items.map(item => [item.id, item.title] as const))));
export const itemTitle = (id: string): string => items.value.get(id) ?? id;
