import type {Static} from '@sinclair/typebox';
import type {AreaPage} from '../../../../contract/areas.ts';

export type Area = Static<typeof AreaPage>['items'][number];
export type Counts = {sites: number; riskPoints: number; openHazards: number};
/** A line of the tree; `counts` are of the area and everything below it. */
export type AreaRow = {area: Area; depth: number; children: number; counts: Counts; isOpen: boolean};

export const areaKindWords: Record<Area['kind'], string> = {
	subdistrict: '街道',
	community: '居民区',
	grid: '网格',
	'micro-grid': '微网格',
};
export const childKind: Record<Area['kind'], Area['kind'] | null> = {
	subdistrict: 'community',
	community: 'grid',
	grid: 'micro-grid',
	'micro-grid': null,
};
export const parentKind: Record<Area['kind'], Area['kind'] | null> = {
	subdistrict: null,
	community: 'subdistrict',
	grid: 'community',
	'micro-grid': 'grid',
};

const none: Counts = {sites: 0, riskPoints: 0, openHazards: 0};
const plus = (a: Counts, b: Counts): Counts => ({
	sites: a.sites + b.sites,
	riskPoints: a.riskPoints + b.riskPoints,
	openHazards: a.openHazards + b.openHazards,
});

/** The tree as lines, in order of arrival; what lies below a closed area is left out. */
export function rowsOf(areas: readonly Area[], isOpen: (area: Area) => boolean): AreaRow[] {
	const below = new Map<string | null, Area[]>();
	for (const area of areas) below.set(area.parentId, [...(below.get(area.parentId) ?? []), area]);
	const sum = (area: Area): Counts => (below.get(area.id) ?? []).map(sum).reduce(plus, area.counts ?? none);
	const walk = (area: Area, depth: number): AreaRow[] => {
		const children = below.get(area.id) ?? [];
		const row = {area, depth, children: children.length, counts: sum(area), isOpen: isOpen(area)};
		return [row, ...(row.isOpen ? children.flatMap(child => walk(child, depth + 1)) : [])];
	};
	return (below.get(null) ?? []).flatMap(area => walk(area, 0));
}

/** Areas whose name contains the text, with all above them: what a search leaves open. */
export function pathsTo(areas: readonly Area[], text: string): Set<string> {
	const byId = new Map(areas.map(area => [area.id, area]));
	const found = new Set<string>();
	for (const area of areas.filter(({name}) => name.includes(text)))
		for (let one: Area | undefined = area; one; one = one.parentId ? byId.get(one.parentId) : undefined) found.add(one.id);
	return found;
}

/** 新桦路街道 / 桦苑第一居民区 / 一号网格; without the subdistrict when it is not asked for. */
export function pathOf(
	areas: ReadonlyArray<{id: string; name: string; parentId: string | null; kind: string}>,
	id: string,
): string {
	const names: string[] = [];
	for (let one = areas.find(area => area.id === id); one; one = areas.find(area => area.id === one?.parentId))
		if (one.kind !== 'subdistrict') names.unshift(one.name);
	return names.join(' / ');
}
