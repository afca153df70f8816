import type {TSchema} from '@sinclair/typebox';
import {outboxFileType} from '../domain/inspections/outbox-file.ts';
import {titles} from './problems.ts';
import type {AnyRoute} from './route.ts';

type Contents = Record<string, {schema: unknown}>;
const file = {schema: {type: 'string', format: 'binary'}};
const files = {csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'} as const;
const problem = {'application/problem+json': {schema: {$ref: '#/components/schemas/Problem'}}};

/** What an operation takes: JSON, bytes, or a form. */
export function bodyOf({body, raw, upload, page}: AnyRoute): object {
	const required = true;
	if (body) return {requestBody: {required, content: {'application/json': {schema: body}}}};
	if (raw) return {requestBody: {required, content: {'application/octet-stream': file}}};
	if (upload) return {requestBody: {required, content: {[page ? 'multipart/form-data' : outboxFileType]: {schema: {}}}}};
	return {};
}

/** Every answer by its status, refusals too; `default` is left for bugs. */
export const responsesOf = (route: AnyRoute): Record<string, object> => ({
	...Object.fromEntries(refusalsOf(route).map(status => [status, refusal(status, route)])),
	...Object.fromEntries(Object.entries(route.replies).map(([status, schema]) => [status, reply(schema, Number(status), route)])),
	default: refusal(500, route),
});

const reply = (schema: TSchema, status: number, route: AnyRoute) => ({
	description: status < 400 ? '成功' : (titles[status] ?? '未办成'),
	content: {...contentOf(schema, route), ...(status >= 400 && problem)},
});

function contentOf(schema: TSchema, {query, page}: AnyRoute): Contents {
	if (schema.contentMediaType)
		return Object.fromEntries(
			String(schema.contentMediaType)
				.split(', ')
				.map(type => [type, file]),
		);
	const formats = ((query?.properties?.format as TSchema | undefined)?.enum ?? []) as string[];
	return {
		'application/json': {schema},
		...Object.fromEntries(Object.entries(files).flatMap(([name, type]) => (formats.includes(name) ? [[type, file]] : []))),
		...(page && {'text/html': file}),
	};
}

const refusal = (status: number, {page}: AnyRoute) => ({
	description: titles[status] ?? '未办成',
	content: {...problem, ...(page && {'text/html': file})},
});

/** What may be refused, gate by gate (rules §1.15): a program that knows these is not surprised. */
function refusalsOf({path, method, may, body, raw, upload, query}: AnyRoute): number[] {
	const brings = Boolean(body || raw || upload);
	const names = path.includes(':');
	const writes = method !== 'get';
	return [
		...[400, 431, 503],
		...(may === 'everyone' ? [] : [401, 403]),
		...(may === 'everyone' && (names || brings) ? [429] : []),
		...(may === 'everyone' && body ? [401] : []),
		...(names || writes || query ? [404, 422] : []),
		...(names || writes ? [409] : []),
		...(brings ? [413, 415] : []),
		...(method === 'put' || (names && writes) ? [428] : []),
		...(writes ? [507] : []),
	];
}
