import {cpus, loadavg} from 'node:os';
import {Ajv, type ValidateFunction} from 'ajv';
import addFormats from 'ajv-formats';
import {codes} from '../../../src/http/codes.ts';
import type {Operation} from './operations.ts';
import type {Schema} from './values.ts';

export type Heard = {status: number; type: string; body: Buffer; ms: number};
const known = new Set(codes.map(([code]) => code));
const slowest = 5000;
export const isTooSlow = (ms: number): boolean => ms > slowest;
/** With many times more work than processors nobody can say whose the seconds were: then they are counted apart. */
export const isBusyElsewhere = (): boolean => loadavg()[0]! > 2 * cpus().length;

const ajv = new Ajv({strict: false, allErrors: false});
addFormats.default(ajv, ['date', 'uuid']);
ajv.addFormat('instant', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
ajv.addFormat('binary', true);
const compiled = new WeakMap<object, ValidateFunction>();

/** What is wrong with a reply, measured by the document alone; nothing when it is as described. */
export function faultOf({responses}: Operation, problem: Schema, {status, type, body, ms}: Heard): string | undefined {
	if (status >= 500) return `answers ${status}`;
	if (isTooSlow(ms) && !isBusyElsewhere()) return `takes ${Math.round(ms)} ms`;
	const content = responses[status]?.content ?? (status === 304 ? {} : undefined);
	if (!responses[status]) return `answers ${status}, which is not documented`;
	const bare = type.split(';')[0]!;
	if (bare === 'application/problem+json') return faultOfProblem(problem, status, body);
	if (!content || body.length === 0) return undefined;
	if (!content[bare]) return `answers ${status} as ${bare}, which is not documented`;
	return bare === 'application/json' ? faultOfJson(content[bare].schema, body) : undefined;
}

function faultOfProblem(schema: Schema, status: number, body: Buffer): string | undefined {
	const fault = faultOfJson(schema, body);
	if (fault) return `a problem document ${fault}`;
	const document = JSON.parse(body.toString()) as {
		status: number;
		code: string;
		detail: string;
		errors: Array<{path: string; message: string}>;
	};
	if (document.status !== status) return `says ${document.status} in the document and ${status} above it`;
	if (!known.has(document.code)) return `has the code ${document.code}, which is not listed`;
	const sentences = [document.detail, ...document.errors.map(({message}) => message)];
	const foreign = sentences.find(text => !/[\u4e00-\u9fff]/.test(text));
	return foreign === undefined ? undefined : `says no Chinese sentence: ${foreign.slice(0, 80)}`;
}

function faultOfJson(schema: Schema, body: Buffer): string | undefined {
	let check = compiled.get(schema);
	if (!check) {
		check = ajv.compile(schema);
		compiled.set(schema, check);
	}
	let value: unknown;
	try {
		value = JSON.parse(body.toString());
	} catch {
		return 'is no JSON';
	}
	return check(value) ? undefined : `breaks its schema at ${ajv.errorsText(check.errors).slice(0, 200)}`;
}
