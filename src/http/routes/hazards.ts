import {moveHazard} from '../../actions/hazards/move-hazard.ts';
import {previewMoves} from '../../actions/hazards/preview-moves.ts';
import {seeDuplicates, seeDuplicatesBefore} from '../../actions/hazards/see-duplicates.ts';
import {seeHazard, seeHazards} from '../../actions/hazards/see-hazards.ts';
import {moveBodies, staffMoves} from '../../contract/hazard-moves.ts';
import {DuplicatesReply, HazardDetail, HazardPage, HazardQuery, HazardReply, SpotQuery} from '../../contract/hazards.ts';
import {MovePreviewBody, MovePreviewReply} from '../../contract/move-previews.ts';
import {type MoveBody, ruleOf} from '../../domain/hazards/hazard-moves.ts';
import {type Role, roles} from '../../domain/person.ts';
import {replan} from '../replan.ts';
import {type AnyRoute, ok, read, write} from '../route.ts';

const tag = '隐患';
const isStaff = (role: string): role is Role => (roles as readonly string[]).includes(role);

/** Moves that may change a grade, end a hazard or make one: levels in force and intervals follow at once. */
const changesRisk: ReadonlySet<string> = new Set([
	'confirmation',
	'close-out',
	'regradings',
	'major-decisions',
	'voiding',
	'duplicate',
	'site-gone-decisions',
	'lookbacks',
]);
const after: AnyRoute['after'] = async (services, context, _, {body}) =>
	replan(services, context, [(body as {siteId: string}).siteId]);

/** One door for every move of the table that a person makes here; papers and the system make the others. */
const moveRoutes = staffMoves.map(move =>
	write({
		method: 'post',
		path: `/api/hazards/:id/${ruleOf(move).path}`,
		tag,
		summary: ruleOf(move).title,
		may: ruleOf(move).roles.filter(isStaff),
		remember: 'body',
		body: moveBodies[move],
		replies: {200: HazardReply},
		write: async (db, context, {params, body}) => ok(await moveHazard(db, context, params.id!, move, body as MoveBody)),
		...(changesRisk.has(ruleOf(move).path) && {after}),
	}),
);

export const hazardRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/hazards',
		tag,
		summary: '隐患（重大、当日通报、期限在前）',
		may: 'read-register',
		query: HazardQuery,
		replies: {200: HazardPage},
		read: async ({reader}, context, {query}) => ok(await seeHazards(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/hazards/:id',
		tag,
		summary: '一条隐患及其经过',
		may: 'read-register',
		replies: {200: HazardDetail},
		read: async ({reader}, context, {params}) => ok(await seeHazard(reader, context, params.id!)),
	}),
	read({
		method: 'get',
		path: '/api/hazards/:id/possible-duplicates',
		tag,
		summary: '可能重复的隐患（30天内），供合并时选择',
		may: 'read-register',
		replies: {200: DuplicatesReply},
		read: async ({reader}, context, {params}) => ok(await seeDuplicates(reader, context, params.id!)),
	}),
	read({
		method: 'get',
		path: '/api/possible-duplicates',
		tag,
		summary: '登记前查重：该场所、检查项、部位近30天的隐患',
		may: 'read-register',
		query: SpotQuery,
		replies: {200: DuplicatesReply},
		read: async ({reader}, context, {query}) => ok(await seeDuplicatesBefore(reader, context, query)),
	}),
	read({
		method: 'post',
		path: '/api/move-previews',
		tag,
		summary: '试办：同一步骤办在多条隐患上会怎样，哪些不能办、为什么（不保存）',
		may: 'read-register',
		body: MovePreviewBody,
		replies: {200: MovePreviewReply},
		read: async ({reader}, context, {body}) =>
			ok({items: await previewMoves(reader, context, body as Parameters<typeof previewMoves>[2])}),
	}),
	...moveRoutes,
];
