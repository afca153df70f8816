import type {TSchema} from '@sinclair/typebox';
import {Ajv, type ErrorObject, type ValidateFunction} from 'ajv';
import addFormats from 'ajv-formats';
import {type Fault, Problem} from '../domain/problem.ts';

const ajv = new Ajv({allErrors: true, strict: true, allowUnionTypes: true});
const queries = new Ajv({allErrors: true, strict: true, coerceTypes: true});
for (const one of [ajv, queries]) {
	addFormats.default(one, ['date', 'uuid']);
	one.addFormat('instant', text => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)));
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
	const name = params.missingProperty ?? params.additionalProperty ?? params.propertyName;
	const path = name === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(String(name))}`;
	return {path: path || '/', message: (words[error.keyword] ?? (() => '内容不对。'))(params)};
}

const escapePointer = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100);

const words: Record<string, (params: Record<string, unknown>) => string> = {
	required: () => '此项必填。',
	additionalProperties: () => '没有这一项，请删去。',
	type: params => `类型应为 ${String(params.type)}。`,
	format: params => formats[String(params.format)] ?? '格式不对。',
	pattern: () => '格式不对。',
	enum: params => `应为其中之一：${(params.allowedValues as unknown[]).join('、')}。`,
	const: params => `应为 ${String(params.allowedValue)}。`,
	anyOf: () => '不属于允许的取值。',
	minLength: params => (params.limit === 1 ? '不能为空。' : `至少 ${String(params.limit)} 个字。`),
	maxLength: params => `最多 ${String(params.limit)} 个字。`,
	minItems: params => `至少 ${String(params.limit)} 项。`,
	maxItems: params => `最多 ${String(params.limit)} 项。`,
	minimum: params => `不小于 ${String(params.limit)}。`,
	maximum: params => `不大于 ${String(params.limit)}。`,
	uniqueItems: () => '不能重复。',
	maxProperties: params => `最多 ${String(params.limit)} 项。`,
	minProperties: params => `至少 ${String(params.limit)} 项。`,
};

const formats: Record<string, string> = {
	date: '应为存在的日期，如 2026-03-01。',
	instant: '应为世界时时刻，如 2026-03-01T02:00:00.000Z。',
	uuid: '应为 UUID。',
};
