import {seeJournal, seeNames, seeSeals} from '../../actions/journal/see-journal.ts';
import {
	JournalPage,
	JournalQuery,
	NamesBody,
	NamesReply,
	SealPage,
	SealQuery,
	VerificationReply,
} from '../../contract/journal.ts';
import {dueAt, type Instant, isDay, startOf} from '../../domain/days.ts';
import {Problem} from '../../domain/problem.ts';
import {seeVerification, startVerification} from '../journal-verification.ts';
import {ok, read, steps} from '../route.ts';

const tag = '日志';

export const journalRoutes = [
	read({
		method: 'get',
		path: '/api/journal',
		tag,
		summary: '日志：一个对象的经过；不指明对象为全部（管理员、督查）',
		may: 'read-subject-journal',
		query: JournalQuery,
		replies: {200: JournalPage},
		async read({reader}, context, {query: {subject, kind, actor, action, from, to, newest, before, after, limit, count}}) {
			const {next, ...page} = await seeJournal(reader, context, {
				...(subject !== undefined && {subject}),
				...(kind !== undefined && {kind}),
				...(actor !== undefined && {actor}),
				...(action !== undefined && {action}),
				...(from !== undefined && {from: isDay(from) ? startOf(from) : (from as Instant)}),
				// A day counts to its end, a moment is exclusive.
				...(to !== undefined && {to: isDay(to) ? dueAt(to) : (to as Instant)}),
				...(after !== undefined && {after: seqOf(after)}),
				limit: limit ?? 50,
				count: count ?? false,
				isNewestFirst: newest ?? false,
				withBefore: before ?? false,
			});
			return ok({...page, next: next === null ? null : Buffer.from(JSON.stringify(next)).toString('base64url')});
		},
	}),
	read({
		method: 'post',
		path: '/api/subject-names',
		tag,
		summary: '日志各对象的名称或编号（最多 200 个）',
		may: 'read-subject-journal',
		body: NamesBody,
		replies: {200: NamesReply},
		read: async ({reader}, context, {body}) => ok({names: await seeNames(reader, context, body.subjects)}),
	}),
	read({
		method: 'get',
		path: '/api/journal/seals',
		tag,
		summary: '封存值（新的在前）',
		may: 'read-whole-journal',
		query: SealQuery,
		replies: {200: SealPage},
		read: async ({reader}, _, {query: {after, limit}}) =>
			ok(await seeSeals(reader, {...(after !== undefined && {before: after}), limit: limit ?? 50})),
	}),
	read({
		method: 'get',
		path: '/api/journal/verification',
		tag,
		summary: '核验日志的进度，或最近一次核验的结果',
		may: 'verify-journal',
		replies: {200: VerificationReply},
		read: async services => ok(seeVerification(services)),
	}),
	steps({
		method: 'post',
		path: '/api/journal/verification',
		tag,
		summary: '开始核验日志、封存值与现状是否一致；正在核验时答复其进度',
		may: 'verify-journal',
		replies: {200: VerificationReply},
		steps: async (services, context) => ok(startVerification(services, context)),
	}),
];

function seqOf(after: string): number {
	const text = Buffer.from(after, 'base64url').toString();
	if (!/^\d{1,15}$/.test(text))
		throw new Problem(400, 'query', '查询条件不对。', [{path: '/after', message: '应为上一页的 next。'}]);
	return Number(text);
}
