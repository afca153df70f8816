import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {Ajv2020, type ErrorObject, type ValidateFunction} from 'ajv/dist/2020.js';
import canonicalize from 'canonicalize';
import type {Fault} from './domain/problem.ts';
import {faultWords, memberOf} from './domain/schema-words.ts';
import type {DefaultTable} from './domain/tables.ts';

export type Schemas = ReadonlyMap<string, ValidateFunction>;
/** One data file below forms/: its path with `/`, its kind (the schema's name), what it says. */
export type FormFile = {file: string; kind: string; data: unknown};

const name = '[a-z][a-z0-9-]*';
const version = String.raw`v[1-9]\d*`;
/** Where each kind of file lies. A field of work is any folder that has a sector.json. */
const kinds: [kind: string, place: RegExp][] = [
	['published', /^published\.json$/],
	['site-kinds', /^site-kinds\.json$/],
	['place-types', /^place-types\.json$/],
	['departments', /^departments\.json$/],
	['papers', /^papers\.json$/],
	['control-levels', /^control-levels\.json$/],
	['table', new RegExp(`^tables/${name}\\.json$`)],
	['calendar', /^calendar\/\d{4}\.json$/],
	['method', new RegExp(`^methods/${name}\\.${version}\\.json$`)],
	['sector', new RegExp(`^${name}/sector\\.json$`)],
	['items', new RegExp(`^${name}/items\\.${version}\\.json$`)],
	['checklist', new RegExp(`^${name}/checklists/${name}\\.${version}\\.json$`)],
	['criteria', new RegExp(`^${name}/criteria/${name}\\.json$`)],
];

/** Every JSON file, validated against its schema; what is wrong is added to `faults`, and faulty files are left out. */
export const readFormFiles = (folder: string, schemas: Schemas, faults: string[]): FormFile[] =>
	listJson(folder).flatMap(file => {
		const kind = kinds.find(([, place]) => place.test(file))?.[0];
		if (!kind) return fail(faults, `${file}：不认识的文件，请检查文件名和位置。`);
		const data = parse(path.join(folder, file));
		if (data === undefined) return fail(faults, `${file}：不是有效的 JSON。`);
		const validate = schemas.get(kind);
		if (!validate) return fail(faults, `${file}：缺少 schemas/${kind}.schema.json。`);
		if (!validate(data))
			return fail(faults, ...(validate.errors ?? []).map(error => `${file}${error.instancePath}：${inWords(error)}`));
		if (kind === 'table') faults.push(...valueFaults(schemas, file, data as DefaultTable));
		return [{file, kind, data}];
	});

const valueFaults = (schemas: Schemas, file: string, {id, value}: DefaultTable): string[] => {
	if (!schemas.has(`table-${id}`)) return [`${file}：缺少 schemas/table-${id}.schema.json。`];
	return tableFaults(schemas, id, value).map(({path, message}) => `${file}${path}：${message}`);
};

/** What is wrong with a value of a table, by the schema of its own: all faults at once. */
export const tableFaults = (schemas: Schemas, id: string, value: unknown): Fault[] => {
	const validate = schemas.get(`table-${id}`);
	if (!validate || validate(value)) return [];
	return (validate.errors ?? []).map(error => ({path: `/value${error.instancePath}`, message: inWords(error)}));
};

/** Versioned files (`….v1.json`) can be published; a published version never changes again. */
export const isVersioned = (file: string): boolean => /\.v[1-9]\d*\.json$/.test(file);

/** SHA-256 of RFC 8785 canonical JSON: layout and key order do not count. */
export const hashOf = (data: unknown): string => createHash('sha256').update(canonicalize(data)!).digest('hex');

export const publishedIn = (files: FormFile[]): Map<string, string> =>
	new Map(Object.entries((files.find(({kind}) => kind === 'published')?.data ?? {}) as Record<string, string>));

/** A change needs a new version, because inspections and assessments name the one they were made with. */
export const publishingFaults = (files: FormFile[]): string[] => {
	const present = new Map(files.map(({file, data}) => [file, data]));
	return [...publishedIn(files)].flatMap(([file, hash]) => {
		if (!present.has(file)) return [`${file}：已发布的版本不能删除，请恢复原文件。`];
		return hashOf(present.get(file)) === hash ? [] : [`${file}：已发布的版本不能修改，请恢复原文件并另建新版本。`];
	});
};

/** The schema of each kind of file, and of the value of each table. */
export const readSchemas = (folder: string): Schemas => {
	const ajv = new Ajv2020({allErrors: true, allowUnionTypes: true});
	const schemas = path.join(folder, 'schemas');
	if (!existsSync(schemas)) return new Map();
	const names = readdirSync(schemas).filter(file => file.endsWith('.schema.json'));
	return new Map(
		names.map(file => [
			file.replace('.schema.json', ''),
			ajv.compile(JSON.parse(readFileSync(path.join(schemas, file), 'utf8'))),
		]),
	);
};

const listJson = (folder: string): string[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.map(file => file.split(path.sep).join('/'))
		.filter(file => file.endsWith('.json') && !file.startsWith('schemas/'))
		.sort();

const parse = (file: string): unknown => {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
};

const inWords = ({keyword, params}: ErrorObject): string => {
	const name = memberOf(params as Record<string, unknown>);
	return `${name === undefined ? '' : `“${name}”：`}${faultWords(keyword, params as Record<string, unknown>)}`;
};

const fail = (faults: string[], ...messages: string[]): [] => {
	faults.push(...messages);
	return [];
};
