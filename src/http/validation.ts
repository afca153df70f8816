import type {TSchema} from '@sinclair/typebox';
import {Ajv, type ErrorObject, type ValidateFunction} from 'ajv';
import addFormats from 'ajv-formats';
import {isDay, isInstant} from '../domain/days.ts';
import {type Fault, Problem} from '../domain/problem.ts';
import {faultWords, memberOf} from '../domain/schema-words.ts';

const ajv = new Ajv({allErrors: true, strict: true, allowUnionTypes: true});
const queries = new Ajv({allErrors: true, strict: true, coerceTypes: true});
for (const one of [ajv, queries]) {
	addFormats.default(one, ['uuid']);
	one.addFormat('date', isDay);
	one.addFormat('instant', isInstant);
}

const compiled = new WeakMap<TSchema, ValidateFunction>();

/** Refuses with every fault at once (400). */
export function validateBody(schema: TSchema, value: unknown): void {
	const faults = faultsOf(ajv, schema, value);
	if (faults.length > 0) throw new Problem(400, 'schema', '提交的内容格式不对，请按提示逐项改正。', faults);
}

/** The same for query fields, which arrive as texts: numbers and booleans are read from them. */
export function validateQuery(schema: TSchema, value: Record<string, unknown>): void {
	const faults = faultsOf(queries, schema, value);
	if (faults.length > 0) throw new Problem(400, 'query', '查询条件不对，请按提示改正。', faults);
}

export const faultsOfReply = (schema: TSchema, value: unknown): Fault[] => faultsOf(ajv, schema, value);

function faultsOf(compiler: Ajv, schema: TSchema, value: unknown): Fault[] {
	let check = compiled.get(schema);
	if (!check) {
		check = compiler.compile(schema);
		compiled.set(schema, check);
	}
	return check(value) ? [] : (check.errors ?? []).filter(error => error.keyword !== 'if').map(toFault);
}

function toFault(error: ErrorObject): Fault {
	const params = error.params as Record<string, unknown>;
	const name = memberOf(params);
	const path = name === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(name)}`;
	return {path: path || '/', message: faultWords(error.keyword, params)};
}

const escapePointer = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100);
