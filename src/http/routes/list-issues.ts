import {approveListIssue, type Freezing} from '../../actions/hazards/approve-list-issue.ts';
import {changeListIssue, draftListIssue, voidListIssue} from '../../actions/hazards/put-list-issue.ts';
import {issueTable, seeChanges, seeListIssue, seeListIssues, showIssue} from '../../actions/hazards/see-list-issues.ts';
import {
	ChangesQuery,
	ChangesReply,
	IssueApprovalBody,
	IssueBody,
	IssueChangeBody,
	IssuePage,
	IssueQuery,
	IssueReply,
	IssuesQuery,
	IssueVoidingBody,
	IssueWithRows,
} from '../../contract/list-issues.ts';
import type {ColumnLayout} from '../../domain/hazards/table.ts';
import {csvReply} from '../csv.ts';
import {answerAgain, contentOf, findReply, once, replyKey} from '../remember.ts';
import {type AnyRoute, created, ok, read, steps, write} from '../route.ts';
import {xlsxReply} from '../xlsx.ts';

const tag = '两个清单';

const changeColumns: ColumnLayout[] = [
	{title: '编号', kind: 'code', width: 22},
	{title: '变动', kind: 'text', width: 16},
	{title: '变动内容', kind: 'text', width: 80},
];

const approval: AnyRoute = steps({
	method: 'post',
	path: '/api/list-issues/:id/approval',
	tag,
	summary: '审批一期清单：编号并冻结，此后不再改动',
	may: 'approve-list-issues',
	remember: 'body',
	body: IssueApprovalBody,
	replies: {200: IssueReply},
	async steps({reader, queue}, context, {path, params, body}) {
		const key = replyKey(approval, path, params, body);
		const content = contentOf(body);
		const write = async (act: Freezing) =>
			queue.submit(async db => {
				const show = async () => ok(await showIssue(db, context, await act(db)));
				return key ? once(db, approval, key, content, context, show) : show();
			});
		return approveListIssue(reader, write, context, params.id!, body).catch(async error => {
			// Sent twice at once, the later one meets what the first has just done: it is answered with that.
			const stored = key && (await findReply(reader, key, context));
			if (!stored) throw error;
			return answerAgain(stored, content, context, approval);
		});
	},
});

export const listIssueRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/list-issues',
		tag,
		summary: '清单期次（新的在前）',
		may: 'read-register',
		query: IssuesQuery,
		replies: {200: IssuePage},
		read: async ({reader}, context, {query}) => ok(await seeListIssues(reader, context, query)),
	}),
	write({
		method: 'post',
		path: '/api/list-issues',
		tag,
		summary: '编制一期清单（草稿）',
		may: 'draft-list-issues',
		remember: 'body',
		body: IssueBody,
		replies: {201: IssueReply},
		write: async (db, context, {body}) => created(await showIssue(db, context, await draftListIssue(db, context, body))),
	}),
	read({
		method: 'get',
		path: '/api/list-issues/:id',
		tag,
		summary: '一期清单及其各行；草稿为此刻将冻结的内容',
		may: 'read-register',
		query: IssueQuery,
		replies: {200: IssueWithRows},
		async read({reader, demo}, context, {params, query: {format, ...paging}}) {
			if (format !== 'csv' && format !== 'xlsx') return ok(await seeListIssue(reader, context, params.id!, paging));
			const {table, changes, name} = await issueTable(reader, context, params.id!);
			if (format === 'csv') return csvReply(table, {demo, name});
			const more = changes.length > 0 ? [{name: '变动', columns: changeColumns, rows: changes, notes: []}] : [];
			return xlsxReply(table, {demo, name, more});
		},
	}),
	write({
		method: 'put',
		path: '/api/list-issues/:id',
		tag,
		summary: '修改清单草稿的截止时刻或范围',
		may: 'draft-list-issues',
		body: IssueChangeBody,
		replies: {200: IssueReply},
		write: async (db, context, {params, body}) =>
			ok(await showIssue(db, context, await changeListIssue(db, context, params.id!, body))),
	}),
	write({
		method: 'post',
		path: '/api/list-issues/:id/voiding',
		tag,
		summary: '作废清单草稿',
		may: 'draft-list-issues',
		remember: 'body',
		body: IssueVoidingBody,
		replies: {200: IssueReply},
		write: async (db, context, {params, body}) =>
			ok(await showIssue(db, context, await voidListIssue(db, context, params.id!, body))),
	}),
	approval,
	read({
		method: 'get',
		path: '/api/list-issues/:id/changes',
		tag,
		summary: '与上一期相比的变动：新增、销号、延期、升降级、移送等',
		may: 'read-register',
		query: ChangesQuery,
		replies: {200: ChangesReply},
		read: async ({reader}, context, {params, query}) => ok(await seeChanges(reader, context, params.id!, query)),
	}),
];
