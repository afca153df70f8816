import type {Route} from '../../../../domain/hazards/routing.ts';
import {itemTitle} from '../../reference.ts';
import {departmentTitle, placeTypeTitle} from '../../word-lists.ts';
import {domainWords} from '../../words.ts';
import {confidenceWords} from '../campaigns/campaign.ts';

export type {Route};
/** What the object of a row may be: anything, certain items, or what is described in certain words. */
export type ObjectKind = 'any' | 'items' | 'words';
export const objectKindWords: Record<ObjectKind, string> = {any: '不限', items: '检查项', words: '描述中的字词'};
export const objectKindOf = (object: Route['object']): ObjectKind => {
	if (object === null) return 'any';
	return 'items' in object ? 'items' : 'words';
};

export const domainOf = (domain: string | null): string => (domain === null ? '不限' : (domainWords[domain] ?? domain));
export const placeOf = (placeType: string | null): string => placeTypeTitle(placeType) || '不限';
export function objectWords(object: Route['object']): string {
	if (object === null) return '不限';
	if ('words' in object) return `描述中有“${object.words.join('”或“')}”`;
	return object.items.map(code => (itemTitle(code) === code ? code : `${code} ${itemTitle(code)}`)).join('；');
}

/** A row of the table as one line. */
export const routeWords = ({domain, placeType, object, department, basis, check, confidence}: Route): string =>
	[
		`${domainOf(domain)}，${placeOf(placeType)}，${objectWords(object)}：${departmentTitle(department)}`,
		`依据：${basis ?? '无'}（${confidenceWords[confidence]}）`,
		...(check ? [`待核：${check}`] : []),
	].join('；');

export const blankRoute = (): Route => ({
	domain: 'fire',
	placeType: null,
	object: null,
	department: '',
	basis: null,
	confidence: 'D',
});
