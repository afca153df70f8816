import path from 'node:path';
import type {
	CalendarYear,
	Checklist,
	Criterion,
	Department,
	Forms,
	Item,
	ItemBook,
	LevelControl,
	Method,
	Named,
	PaperKind,
	ResolvedChecklist,
	Sector,
} from './domain/content.ts';
import {type Route, routingFaults} from './domain/hazards/routing.ts';
import {type PaperTitle, titleFaults} from './domain/papers/titles.ts';
import type {Fault} from './domain/problem.ts';
import {type KeyDate, keyDateFaults} from './domain/schedule/key-dates.ts';
import {responseFaults, type WeatherResponse} from './domain/schedule/weather.ts';
import type {DefaultTable} from './domain/tables.ts';
import {crossFaults} from './forms-check.ts';
import {
	type FormFile,
	publishedIn,
	publishingFaults,
	readFormFiles,
	readSchemas,
	type Schemas,
	tableFaults,
} from './forms-files.ts';
import {root} from './root.ts';

/** All data of `forms/`; throws one Error that lists every fault, each with its file. */
export const loadForms = (folder: string = path.join(root, 'forms')): Forms => {
	const faults: string[] = [];
	const schemas = readSchemas(folder);
	const files = readFormFiles(folder, schemas, faults);
	faults.push(...publishingFaults(files));
	const forms = gather(schemas, files, faults);
	// Cross-checks on half a load would only repeat the faults above.
	if (faults.length === 0) faults.push(...crossFaults(forms));
	if (faults.length > 0)
		throw new Error(`forms/ 中有 ${faults.length} 处错误：\n${faults.map(fault => `- ${fault}`).join('\n')}`);
	return forms;
};

const gather = (schemas: Schemas, files: FormFile[], faults: string[]): Forms => {
	const of = <T>(kind: string) => files.filter(file => file.kind === kind).map(({file, data}) => ({file, data: data as T}));
	const rows = <T>(kind: string, key: string) =>
		of<Record<string, T[]>>(kind).flatMap(({file, data}) => data[key]!.map(row => ({file, data: row})));
	const index = <K, T>(list: {file: string; data: T}[], keyOf: (data: T) => K) => indexed(list, keyOf, faults);
	misplaced(files, faults);
	const items = index(itemRows(of<ItemBook>('items')), ({book, item}) => `${book}/${item.id}`);
	const lists = index(of<Checklist>('checklist'), list => `${list.id}@${list.version}`);
	const forms: Omit<Forms, 'tableFaults'> = {
		sectors: index(of<Sector>('sector'), sector => sector.id),
		items: new Map([...items].map(([key, {item}]) => [key, item])),
		checklists: new Map([...lists].map(([key, list]) => [key, resolved(key, list, items, faults)])),
		criteria: index(rows<Criterion>('criteria', 'criteria'), criterion => criterion.id),
		methods: index(of<Method>('method'), method => `${method.id}@${method.version}`),
		siteKinds: index(rows<Named>('site-kinds', 'siteKinds'), kind => kind.code),
		placeTypes: index(rows<Named>('place-types', 'placeTypes'), type => type.code),
		departments: index(rows<Department>('departments', 'departments'), department => department.code),
		paperKinds: index(rows<PaperKind>('papers', 'papers'), paper => paper.kind),
		controlLevels: index(rows<LevelControl>('control-levels', 'controlLevels'), level => level.level),
		calendars: index(of<CalendarYear>('calendar'), calendar => calendar.year),
		tables: index(of<DefaultTable>('table'), table => table.id),
		publishedHashes: publishedIn(files),
	};
	return {...forms, tableFaults: (id, value) => valueFaults(forms, schemas, id, value)};
};

/** By the table's schema, then by what it refers to. */
const valueFaults = (forms: Omit<Forms, 'tableFaults'>, schemas: Schemas, id: string, value: unknown): Fault[] => {
	const faults = tableFaults(schemas, id, value);
	if (faults.length > 0) return faults;
	if (id === 'routing') return routingFaults(value as Route[], forms);
	if (id === 'paper-titles') return titleFaults(value as PaperTitle[], forms.paperKinds);
	if (id === 'key-dates') return keyDateFaults(value as KeyDate[], forms);
	return id === 'weather-response' ? responseFaults(value as WeatherResponse, forms) : [];
};

type BookItem = {book: string; item: Item};
const itemRows = (books: {file: string; data: ItemBook}[]) =>
	books.flatMap(({file, data}) => data.items.map(item => ({file, data: {book: `${data.id}@${data.version}`, item}})));

const indexed = <K, T>(list: {file: string; data: T}[], keyOf: (data: T) => K, faults: string[]): Map<K, T> => {
	const index = new Map<K, T>();
	for (const {file, data} of list) {
		const key = keyOf(data);
		if (index.has(key)) faults.push(`${file}：“${key}”重复。`);
		index.set(key, data);
	}
	return index;
};

const resolved = (key: string, list: Checklist, items: Map<string, BookItem>, faults: string[]): ResolvedChecklist => {
	const {items: book, ...rest} = list;
	const found = list.sections
		.flatMap(section => section.items)
		.flatMap(id => {
			const item = items.get(`${book}/${id}`)?.item;
			if (!item) faults.push(`${key}：检查项 ${book}/${id} 不存在。`);
			return item ? [item] : [];
		});
	return {...rest, key, book, items: found};
};

/** Name and version inside a file must be those of its path: the path is what gets published. */
const misplaced = (files: FormFile[], faults: string[]): void => {
	for (const {file, kind, data} of files) {
		const expected = placeOf(kind, data as {id: string; version: number; year: number});
		if (expected && expected !== file) faults.push(`${file}：内容写的是 ${expected}，请让文件名与编号、版本一致。`);
	}
};

const placeOf = (kind: string, {id, version, year}: {id: string; version: number; year: number}): string | undefined => {
	if (kind === 'sector') return `${id}/sector.json`;
	if (kind === 'items') return `${id}/items.v${version}.json`;
	if (kind === 'checklist') return `${id.replace('/', '/checklists/')}.v${version}.json`;
	if (kind === 'method') return `methods/${id}.v${version}.json`;
	if (kind === 'calendar') return `calendar/${year}.json`;
	if (kind === 'table') return `tables/${id}.json`;
	return undefined;
};
