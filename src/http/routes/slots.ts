import {assignSlot, excuseSlot} from '../../actions/schedule/excuse-slot.ts';
import {explainSlot} from '../../actions/schedule/explain-slot.ts';
import {handOver, previewHandOver} from '../../actions/schedule/hand-over.ts';
import {seeBoard} from '../../actions/schedule/see-board.ts';
import {seeSlot, seeSlots} from '../../actions/schedule/see-slots.ts';
import {
	AssignmentBody,
	BoardQuery,
	BoardReply,
	ExcuseBody,
	HandOverBody,
	HandOverReply,
	SlotLine,
	SlotPage,
	SlotQuery,
	SlotReply,
	WhyReply,
} from '../../contract/slots.ts';
import {ok, read, write} from '../route.ts';

const tag = '任务';

export const slotRoutes = [
	read({
		method: 'get',
		path: '/api/slots',
		tag,
		summary: '排查任务（按到期日）',
		may: 'read-register',
		query: SlotQuery,
		replies: {200: SlotPage},
		read: async ({reader}, context, {query}) => ok(await seeSlots(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/slots/board',
		tag,
		summary: '任务看板：各组各天的任务（最多 14 天）',
		may: 'read-register',
		query: BoardQuery,
		replies: {200: BoardReply},
		read: async ({reader}, context, {query}) => ok(await seeBoard(reader, context, query)),
	}),
	read({
		method: 'post',
		path: '/api/slots/hand-over/preview',
		tag,
		summary: '试算交接：一个人的未查任务交给另一组会怎样（不保存）',
		may: 'plans',
		body: HandOverBody,
		replies: {200: HandOverReply},
		read: async ({reader}, context, {body}) => ok(await previewHandOver(reader, context, body)),
	}),
	write({
		method: 'post',
		path: '/api/slots/hand-over',
		tag,
		summary: '交接：一个人的未查任务交给另一组，日期不变',
		may: 'plans',
		remember: 'body',
		body: HandOverBody,
		replies: {200: HandOverReply},
		write: async (db, context, {body}) => ok(await handOver(db, context, body)),
	}),
	read({
		method: 'get',
		path: '/api/slots/:id',
		tag,
		summary: '一项排查任务：期限、安排、结果',
		may: 'read-register',
		replies: {200: SlotLine},
		read: async ({reader}, context, {params}) => ok(await seeSlot(reader, context, params.id!)),
	}),
	read({
		method: 'get',
		path: '/api/slots/:id/why',
		tag,
		summary: '这项任务为什么在这里',
		may: 'read-register',
		replies: {200: WhyReply},
		read: async ({reader}, context, {params}) => ok({reasons: await explainSlot(reader, context, params.id!)}),
	}),
	write({
		method: 'post',
		path: '/api/slots/:id/excuse',
		tag,
		summary: '免查（须说明理由，最迟在补查期内）',
		may: 'plans',
		remember: 'body',
		body: ExcuseBody,
		replies: {200: SlotReply},
		write: async (db, context, {params, body}) => ok(await excuseSlot(db, context, params.id!, body.reason)),
	}),
	write({
		method: 'post',
		path: '/api/slots/:id/assignment',
		tag,
		summary: '指定日期和组',
		may: 'plans',
		remember: 'body',
		body: AssignmentBody,
		replies: {200: SlotReply},
		write: async (db, context, {params, body}) => ok(await assignSlot(db, context, params.id!, body)),
	}),
];
