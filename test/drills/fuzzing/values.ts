import fc from 'fast-check';
import type {Known} from './known.ts';
import type {Luck} from './luck.ts';
import {naughtyTexts} from './naughty.ts';

export type Schema = {
	type?: string | string[];
	properties?: Record<string, Schema>;
	patternProperties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	anyOf?: Schema[];
	enum?: unknown[];
	const?: unknown;
	format?: string;
	pattern?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
	uniqueItems?: boolean;
	maxProperties?: number;
};
type Making = {known: Known; luck: Luck};

/** A value that fits its schema and stands at its edges: shortest, longest, first, last, naughty. */
export function fittingValue(schema: Schema, making: Making, name = ''): unknown {
	const {luck} = making;
	if (schema.const !== undefined) return schema.const;
	if (schema.enum) return luck.pick(schema.enum);
	if (schema.anyOf) return fittingValue(luck.pick(schema.anyOf), making, name);
	switch (Array.isArray(schema.type) ? luck.pick(schema.type) : schema.type) {
		case 'string':
			return textOf(schema, making, name);
		case 'integer':
			return Math.round(numberOf(schema, making, name));
		case 'number':
			return numberOf(schema, making, name);
		case 'boolean':
			return luck.chance(50);
		case 'null':
			return null;
		case 'array':
			return arrayOf(schema, making, name);
		case 'object':
			return objectOf(schema, making);
		default:
			return luck.pick([null, 0, '', [], {}, 'x', {a: [1]}]);
	}
}

function objectOf(schema: Schema, making: Making): Record<string, unknown> {
	const {luck, known} = making;
	const required = schema.required ?? [];
	const wanted = luck.pick([0, 30, 70, 100]);
	const object: Record<string, unknown> = {};
	for (const [name, inner] of Object.entries(schema.properties ?? {}))
		if (required.includes(name) || luck.chance(wanted)) object[name] = fittingValue(inner, making, name);
	for (const [pattern, inner] of Object.entries(schema.patternProperties ?? {})) {
		const most = Math.min(schema.maxProperties ?? 4, luck.pick([0, 1, 3]));
		for (let i = 0; i < most; i++) {
			const isHash = pattern.includes('0-9a-f]{64}');
			object[isHash ? luck.pick(known.photos) : luck.chance(70) ? luck.pick(known.items) : matching(pattern, luck)] =
				fittingValue(inner, making);
		}
	}
	return object;
}

function arrayOf(schema: Schema, making: Making, name: string): unknown[] {
	const {luck} = making;
	const [least, most] = [schema.minItems ?? 0, Math.min(schema.maxItems ?? 50, 60)];
	const count = Math.min(most, Math.max(least, luck.pick([least, least, 1, 1, 2, 3, luck.chance(5) ? most : 1])));
	const items = Array.from({length: count}, () => fittingValue(schema.items ?? {}, making, name));
	if (!schema.uniqueItems) return items;
	return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}

function numberOf({minimum, maximum}: Schema, {luck, known}: Making, name: string): number {
	if (name === 'version' && luck.chance(80)) return luck.pick(known.versions);
	const [low, high] = [minimum ?? -Number.MAX_SAFE_INTEGER, maximum ?? Number.MAX_SAFE_INTEGER];
	const wanted = luck.pick([low, high, low + 1, high - 1, 0, 1, -1, 0.1, 1e-7, 1e15, 2 ** 31, luck.roll(100), luck.roll(3000)]);
	return Math.min(high, Math.max(low, wanted));
}

const days = [
	'0000-01-01',
	'0001-01-01',
	'1900-02-28',
	'1970-01-01',
	'2000-02-29',
	'2026-02-28',
	'2026-03-31',
	'9999-12-31',
	'9999-01-01',
];
const instants = ['0000-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '2026-03-31T15:59:59.999Z'];

function textOf(schema: Schema, making: Making, name: string): string {
	const {luck, known} = making;
	const near = () => known.dayNear(luck.roll(120) - 80);
	if (schema.format === 'uuid') return luck.chance(85) ? luck.pick(known.idsFor(name)) : luck.uuid();
	if (schema.format === 'date') return luck.chance(80) ? near() : luck.pick(days);
	if (schema.format === 'instant') return luck.chance(80) ? `${near()}T0${luck.roll(9)}:00:00.000Z` : luck.pick(instants);
	if (schema.pattern?.includes('0-9a-f]{64}')) return luck.chance(80) ? luck.pick(known.photos) : luck.hex(64);
	const told = known.textsFor(name);
	if (told && luck.chance(70)) return luck.pick(told);
	const pattern = schema.pattern && new RegExp(schema.pattern, 'u');
	for (let tries = 0; tries < 4; tries++) {
		const text = fitted(
			luck.chance(60) ? luck.pick(Object.values(naughtyTexts)) : luck.pick(['', '甲', '安'.repeat(5000), 'x'.repeat(5000)]),
			schema,
		);
		if (!pattern || pattern.test(text)) return text;
	}
	return schema.pattern ? fitted(matching(schema.pattern, luck), schema) : fitted('安', schema);
}

/** As long as the schema will have it; lengths are counted in code points, as ajv does. */
function fitted(text: string, {minLength = 0, maxLength = 300}: Schema): string {
	const signs = [...text].slice(0, maxLength);
	while (signs.length < minLength) signs.push('安');
	return signs.join('');
}

const samples = new Map<string, string[]>();
function matching(pattern: string, luck: Luck): string {
	let list = samples.get(pattern);
	if (!list) {
		list = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), {numRuns: 40, seed: 7}).filter(text => text.length < 5000);
		samples.set(pattern, list);
	}
	return list.length > 0 ? luck.pick(list) : 'x';
}
