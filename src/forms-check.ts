import {calendarFaults} from './domain/calendar.ts';
import type {Forms, Item, Method, ResolvedChecklist, Sector} from './domain/content.ts';
import {isDay} from './domain/days.ts';
import {bandFaults} from './domain/register/assessment.ts';

/** What no schema of a single file can see: every reference leads somewhere, every id is unique, every score has a level. */
export const crossFaults = (forms: Forms): string[] => [
	...each(forms.sectors, sector => sectorFaults(forms, sector)),
	...[...forms.items].flatMap(([key, item]) => itemFaults(forms, key, item)),
	...each(forms.checklists, list => checklistFaults(forms, list)),
	...each(forms.criteria, ({id, domain}) => missing(forms.sectors, domain, `判定标准 ${id} 的领域`)),
	...each(forms.criteria, ({id, validFrom, validTo}) => dayFaults(`判定标准 ${id}`, validFrom, validTo)),
	...each(forms.methods, methodFaults),
	...each(forms.calendars, year =>
		calendarFaults(year).map(({path, message}) => `calendar/${year.year}.json${path}：${message}`),
	),
	...strayDomains(forms),
	...each(forms.tables, ({id, value}) =>
		forms.tableFaults(id, value).map(({path, message}) => `tables/${id}.json${path}：${message}`),
	),
];

const sectorFaults = (forms: Forms, sector: Sector): string[] => [
	...repeated(
		sector.attributes.map(attribute => attribute.code),
		`${sector.id} 的属性`,
	),
	...sector.checklists.flatMap(id => {
		const exists = [...forms.checklists.values()].some(list => list.id === id);
		return exists ? [] : [`${sector.id}：检查表 ${id} 不存在。`];
	}),
	...(sector.routing ?? []).flatMap(route => [
		...missing(forms.departments, route.department, `${sector.id} 转送表的部门`),
		...(route.placeType === null ? [] : missing(forms.placeTypes, route.placeType, `${sector.id} 转送表的部位类型`)),
		...(route.item === null || domainItems(forms, sector.id).has(route.item)
			? []
			: [`${sector.id} 转送表的检查项 ${route.item} 不存在。`]),
	]),
];

const itemFaults = (forms: Forms, key: string, item: Item): string[] => [
	...(key.startsWith(`${item.domain}@`) ? [] : [`${key}：领域写的是 ${item.domain}。`]),
	...(item.criteria ?? []).flatMap(({id}) => missing(forms.criteria, id, `${key} 的判定标准`)),
	...(item.placeTypes ?? []).flatMap(type => missing(forms.placeTypes, type, `${key} 的部位类型`)),
	...(item.route ? missing(forms.departments, item.route.department, `${key} 的部门`) : []),
	...(item.secondAddressee ? missing(forms.departments, item.secondAddressee, `${key} 的第二送达对象`) : []),
];

const checklistFaults = (forms: Forms, list: ResolvedChecklist): string[] => [
	...missing(forms.sectors, list.domain, `${list.key} 的领域`),
	...(list.id.startsWith(`${list.domain}/`) ? [] : [`${list.key}：编号应以领域 ${list.domain} 开头。`]),
	...repeated(
		list.sections.flatMap(section => section.items),
		`${list.key} 的检查项`,
	),
	...dayFaults(list.key, list.validFrom, list.validTo),
];

const methodFaults = (method: Method): string[] => {
	const key = `${method.id}@${method.version}`;
	return [
		...repeated(
			method.factors.map(factor => factor.code),
			`${key} 的因素`,
		),
		...method.factors.flatMap(factor =>
			repeated(
				factor.options.map(option => option.score),
				`${key} 因素 ${factor.code} 的分值`,
			),
		),
		...bandFaults(method).map(({message}) => `${key}：${message}`),
		...dayFaults(key, method.validFrom, method.validTo),
	];
};

const strayDomains = (forms: Forms): string[] =>
	[...new Set([...forms.items.keys()].map(key => key.slice(0, key.indexOf('@'))))].flatMap(domain =>
		missing(forms.sectors, domain, '检查项所属的领域'),
	);

const dayFaults = (what: string, from: string | null, to: string | null): string[] => [
	...[from, to].filter(day => day !== null && !isDay(day)).map(day => `${what}：${day} 不是日期。`),
	...(from !== null && to !== null && from > to ? [`${what}：起止日期颠倒。`] : []),
];

const domainItems = (forms: Forms, domain: string): Set<string> =>
	new Set([...forms.items].filter(([key]) => key.startsWith(`${domain}@`)).map(([, item]) => item.id));

const missing = (known: ReadonlyMap<string, unknown>, id: string, what: string): string[] =>
	known.has(id) ? [] : [`${what} ${id} 不存在。`];
const repeated = (ids: (string | number)[], what: string): string[] =>
	[...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(id => `${what} ${id} 重复。`);
const each = <T>(map: ReadonlyMap<unknown, T>, faultsOf: (value: T) => string[]): string[] => [...map.values()].flatMap(faultsOf);
