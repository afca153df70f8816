import type {Forms, Sector} from '../content.ts';
import type {Fault} from '../problem.ts';
import type {Hazard} from './hazard.ts';

/** Items of the checklists, or words of which one stands in what was written of the hazard. */
export type RoutedObject = {items: string[]} | {words: string[]};
/** Which department has the power (lifecycle §3.7); null matches anything. `check`: what a person must settle first. */
export type Route = {
	domain: string | null;
	placeType: string | null;
	object: RoutedObject | null;
	department: string;
	basis: string | null;
	confidence: 'V' | 'P' | 'M' | 'D';
	check?: string;
};
/** What is to be sent; `text` is what was written of it, without the checklist's own words. */
export type Case = {domain: string; placeType: string; itemId: string; text: string};

/** A hazard as a case: a question that speaks of electric bicycles does not make one of every answer to it. */
export const caseOf = ({domain, placeType, itemId, description}: Hazard, title: string): Case => ({
	domain,
	placeType,
	itemId,
	text: title === '' ? description : description.replaceAll(title, ''),
});

const concerns = (object: RoutedObject | null, {itemId, text}: Case): boolean => {
	if (object === null) return true;
	return 'items' in object ? object.items.includes(itemId) : object.words.some(word => text.includes(word));
};

/** An item says more than a word, a word more than a place, a place more than a field of work. */
const weight = ({domain, placeType, object}: Route): number =>
	(object === null ? 0 : 'items' in object ? 8 : 4) + (placeType === null ? 0 : 2) + (domain === null ? 0 : 1);

/** The most specific first, equal ones as they stand in the table. */
export const bySpecificity = (routes: readonly Route[]): Route[] => [...routes].sort((a, b) => weight(b) - weight(a));

/** The row that decides; undefined when none fits. */
export const routeOf = (routes: readonly Route[], one: Case): Route | undefined =>
	bySpecificity(routes).find(
		({domain, placeType, object}) =>
			(domain === null || domain === one.domain) && (placeType === null || placeType === one.placeType) && concerns(object, one),
	);

/** A field of work that the office's table does not name brings rows of its own. */
export function effectiveRoutes(table: readonly Route[], sectors: Iterable<Sector>): Route[] {
	const named = new Set(table.map(({domain}) => domain));
	const own = [...sectors].filter(({id}) => !named.has(id));
	return [...table, ...own.flatMap(({id, routing = []}) => routing.map(row => ({...fromSector(row), domain: id})))];
}

const fromSector = ({placeType, item, department, basis}: NonNullable<Sector['routing']>[number]): Omit<Route, 'domain'> => ({
	placeType,
	object: item === null ? null : {items: [item]},
	department,
	basis: basis ?? null,
	confidence: 'D',
});

/** To whom a case may go at all: a company is written to, but has no power (forms/README.md). */
export const transferable = ({departments}: Pick<Forms, 'departments'>): string[] =>
	[...departments.values()].filter(({kind}) => kind !== 'company').map(({code}) => code);

/** The three that answer for a hazard (三管三必须): the industry's department, the territory, and the entity itself. */
export const proposedParties = (
	route: Route | undefined,
	subdistrict: string | null,
	site: {name: string; occupant: {name: string} | null},
): Hazard['parties'] => ({
	industry: route?.department ?? null,
	territorial: subdistrict,
	entity: site.occupant?.name ?? site.name,
});

type Known = Pick<Forms, 'sectors' | 'placeTypes' | 'departments' | 'items'>;

/** Everything in the rows that leads nowhere or says twice what it says. */
export function routingFaults(routes: readonly Route[], forms: Known): Fault[] {
	const items = new Set([...forms.items.values()].map(({id}) => id));
	const powers = new Set(transferable(forms));
	const seen = new Map<string, number>();
	return routes.flatMap((route, i) => {
		const at = (field: string, message: string): Fault => ({path: `/value/${i}/${field}`, message});
		const key = JSON.stringify([route.domain, route.placeType, route.object]);
		const first = seen.get(key);
		if (first === undefined) seen.set(key, i);
		const strange = route.object && 'items' in route.object ? route.object.items.filter(id => !items.has(id)) : [];
		return [
			...(route.domain === null || forms.sectors.has(route.domain) ? [] : [at('domain', `没有这个领域：${route.domain}。`)]),
			...(route.placeType === null || forms.placeTypes.has(route.placeType)
				? []
				: [at('placeType', `没有这种部位类型：${route.placeType}。`)]),
			...(powers.has(route.department) ? [] : [at('department', `没有这个部门，或它没有处理职权：${route.department}。`)]),
			...(strange.length > 0 ? [at('object/items', `没有这些检查项：${strange.join('、')}。`)] : []),
			...(first === undefined ? [] : [at('object', `与第${first + 1}行的条件相同。`)]),
		];
	});
}
