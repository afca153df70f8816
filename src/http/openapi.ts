import type {TSchema} from '@sinclair/typebox';
import {roleTitles} from '../domain/person.ts';
import {bodyOf, responsesOf} from './openapi-contents.ts';
import type {AnyRoute} from './route.ts';
import {rolesOf} from './router.ts';

/** The OpenAPI 3.1 document, from the same rows and schemas that validate. */
export const openapi = (routes: AnyRoute[], version: string) => ({
	openapi: '3.1.0',
	info: {title: '双重预防台账', version, description: '街道风险分级管控与隐患排查治理登记系统的接口。'},
	components: {
		securitySchemes: {
			session: {type: 'apiKey', in: 'cookie', name: 'register_session'},
			token: {type: 'http', scheme: 'bearer'},
		},
		schemas: {Problem: problemSchema},
	},
	security: [{session: []}, {token: []}],
	paths: pathsOf(routes),
});

function pathsOf(routes: AnyRoute[]): Record<string, Record<string, unknown>> {
	const paths: Record<string, Record<string, unknown>> = {};
	for (const route of routes) {
		const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
		paths[path] ??= {};
		paths[path][route.method] = operation(route);
	}
	return paths;
}

const operation = (route: AnyRoute) => ({
	operationId: `${route.method}${route.path.replaceAll(/[^a-zA-Z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
	summary: route.summary,
	tags: [route.tag],
	description:
		route.may === 'everyone'
			? '公开。'
			: `可办理：${rolesOf(route)
					.map(role => roleTitles[role])
					.join('、')}。`,
	...(route.may === 'everyone' && {security: []}),
	parameters: [...pathParameters(route), ...queryParameters(route)],
	...bodyOf(route),
	responses: responsesOf(route),
});

const pathParameters = (route: AnyRoute) =>
	[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
		name,
		in: 'path',
		required: true,
		schema: {type: 'string', maxLength: 100},
	}));

const queryParameters = (route: AnyRoute) =>
	Object.entries((route.query?.properties ?? {}) as Record<string, TSchema>).map(([name, schema]) => ({
		name,
		in: 'query',
		required: ((route.query?.required ?? []) as string[]).includes(name),
		schema,
	}));

const problemSchema = {
	type: 'object',
	required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
	properties: {
		type: {type: 'string'},
		title: {type: 'string'},
		status: {type: 'integer'},
		code: {type: 'string', description: '稳定的代码'},
		detail: {type: 'string', description: '说明该怎么办的一句话'},
		errors: {type: 'array', items: {type: 'object', properties: {path: {type: 'string'}, message: {type: 'string'}}}},
	},
};
