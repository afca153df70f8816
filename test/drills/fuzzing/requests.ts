import {breakBody, breakQuery} from './breaking.ts';
import {brokenPart} from './broken-words.ts';
import type {Known} from './known.ts';
import type {Luck} from './luck.ts';
import type {Operation, Sample} from './operations.ts';
import {rawBodyOf} from './raw.ts';
import {fittingValue, type Schema} from './values.ts';

export type Shot = {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: Buffer | undefined;
	/** A role, nobody, or somebody with a secret that does not exist. */
	as: string;
	kind: 'valid' | 'broken';
};
export type Making = {known: Known; luck: Luck; samples: ReadonlyMap<Operation, Sample[]>};
const everybody = ['inspector', 'manager', 'leader', 'administrator', 'auditor', 'grid-worker', 'nobody', 'stranger'];

/** One request to an operation: half of them fit the document and stand at its edges, half break it somewhere. */
export async function requestOf(operation: Operation, making: Making): Promise<Shot> {
	const {luck, samples} = making;
	const isBroken = luck.chance(50);
	const as = operation.roles.length > 0 && luck.chance(80) ? luck.pick(operation.roles) : luck.pick(everybody);
	const list = samples.get(operation) ?? [];
	const sample = list.length > 0 && luck.chance(60) ? luck.pick(list) : undefined;
	const shot: Shot = {
		method: operation.method,
		path: pathOf(operation, making, sample) + queryOf(operation, making),
		headers: {},
		as,
		kind: isBroken ? 'broken' : 'valid',
	};
	const schema = operation.requestBody?.content['application/json']?.schema;
	if (schema) {
		shot.headers['content-type'] = 'application/json';
		shot.body = Buffer.from(JSON.stringify(bodyOf(schema, making, sample)));
	} else if (operation.method !== 'GET' && (operation.requestBody || luck.chance(10))) await rawBodyOf(operation, shot, making);
	return isBroken ? broken(operation, shot, making) : shot;
}

function broken(operation: Operation, shot: Shot, {luck}: Making): Shot {
	const hasBody = operation.requestBody?.content['application/json'] !== undefined;
	const place = luck.roll(hasBody ? 10 : 4);
	if (place === 0 && operation.path.includes('{')) {
		const at = shot.path.indexOf('?');
		const query = at < 0 ? '' : shot.path.slice(at);
		return {...shot, path: operation.path.replaceAll(/\{\w+\}/g, () => luck.pick(brokenPart)) + query};
	}
	if (place <= 1 || !hasBody) return {...shot, path: breakQuery(shot.path, luck)};
	return breakBody(shot, luck);
}

/** As it was sent once with some fields at their edges, or all anew. */
function bodyOf(schema: Schema, making: Making, sample: Sample | undefined): unknown {
	const {luck} = making;
	if (!sample || typeof sample.body !== 'object' || sample.body === null) return fittingValue(schema, making);
	const body = structuredClone(sample.body) as Record<string, unknown>;
	for (let n = luck.roll(4); n > 0; n--) touch(schema, body, making);
	return body;
}

/** Puts another value that fits at one place, however deep. */
function touch(schema: Schema, body: Record<string, unknown>, making: Making): void {
	const {luck} = making;
	const names = Object.keys(schema.properties ?? {});
	if (names.length === 0) return;
	const name = luck.pick(names);
	const inner = schema.properties![name]!;
	const value = body[name];
	const within = (one: Schema): Schema => one.anyOf?.find(({type}) => type === 'object' || type === 'array') ?? one;
	if (Array.isArray(value) && value.length > 0 && luck.chance(60)) {
		const items = within(within(inner).items ?? {});
		const item = luck.pick(value) as Record<string, unknown>;
		if (items.properties && typeof item === 'object' && item !== null) return void touch(items, item, making);
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value) && luck.chance(60)) {
		const object = within(inner);
		if (object.properties) return void touch(object, value as Record<string, unknown>, making);
	}
	if (luck.chance(15) && !schema.required?.includes(name)) delete body[name];
	else body[name] = fittingValue(inner, making, name);
}

function pathOf({path, method}: Operation, {known, luck}: Making, sample: Sample | undefined): string {
	// The same path again is mostly told the same again: making another thing says more.
	if (sample && luck.chance(method === 'PUT' ? 40 : 85)) return sample.path.split('?')[0]!;
	return path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
		const before = path.slice(0, path.indexOf(whole)).split('/').at(-2) ?? '';
		const told = known.textsFor(`${path.slice(0, path.indexOf(whole))}`);
		if (told && luck.chance(90)) return encodeURIComponent(luck.pick(told));
		if (name === 'sha256') return luck.chance(80) ? luck.pick(known.photos) : luck.hex(64);
		return luck.chance(85) ? luck.pick(known.idsFor(name === 'id' ? before : name)) : luck.uuid();
	});
}

function queryOf({parameters}: Operation, making: Making): string {
	const {luck} = making;
	const wanted = luck.pick([0, 10, 30, 60]);
	const fields = parameters
		.filter(one => one.in === 'query' && (one.required || luck.chance(wanted)))
		.map(one => `${one.name}=${encodeURIComponent(Buffer.from(String(fittingValue(one.schema, making, one.name))).toString())}`);
	return fields.length > 0 ? `?${fields.join('&')}` : '';
}
