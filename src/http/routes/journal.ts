import {seeJournal} from '../../actions/journal/see-journal.ts';
import {JournalPage, JournalQuery} from '../../contract/journal.ts';
import {dueAt, type Instant, isDay, startOf} from '../../domain/days.ts';
import {Problem} from '../../domain/problem.ts';
import {ok, read} from '../route.ts';

export const journalRoutes = [
	read({
		method: 'get',
		path: '/api/journal',
		tag: '日志',
		summary: '日志：一个对象的经过；不指明对象为全部（管理员、督查）',
		may: 'read-subject-journal',
		query: JournalQuery,
		replies: {200: JournalPage},
		async read({reader}, context, {query: {subject, actor, from, to, after, limit, count}}) {
			const {next, ...page} = await seeJournal(reader, context, {
				...(subject !== undefined && {subject}),
				...(actor !== undefined && {actor}),
				...(from !== undefined && {from: isDay(from) ? startOf(from) : (from as Instant)}),
				// A day counts to its end, a moment is exclusive.
				...(to !== undefined && {to: isDay(to) ? dueAt(to) : (to as Instant)}),
				...(after !== undefined && {after: seqOf(after)}),
				limit: limit ?? 50,
				count: count ?? false,
			});
			return ok({...page, next: next === null ? null : Buffer.from(JSON.stringify(next)).toString('base64url')});
		},
	}),
];

function seqOf(after: string): number {
	const text = Buffer.from(after, 'base64url').toString();
	if (!/^\d{1,15}$/.test(text))
		throw new Problem(400, 'query', '查询条件不对。', [{path: '/after', message: '应为上一页的 next。'}]);
	return Number(text);
}
