import {freezeReport, keepReport, prepareReport, rewordReport, voidReport} from '../../actions/figures/put-report.ts';
import {reportTable, seeReport, seeReports, showReport} from '../../actions/figures/see-reports.ts';
import {
	FreezingBody,
	ReportBody,
	ReportPage,
	ReportQuery,
	ReportReply,
	ReportsQuery,
	ReportVoidingBody,
	ReportWordsBody,
} from '../../contract/reports.ts';
import {csvReply} from '../csv.ts';
import {contentOf, once, replyKey} from '../remember.ts';
import {type AnyRoute, created, ok, read, steps, write} from '../route.ts';
import {xlsxReply} from '../xlsx.ts';

const tag = '指标与报表';

/** The figures are worked out by a reader; one short transaction keeps the draft. */
const drafting: AnyRoute = steps({
	method: 'post',
	path: '/api/reports',
	tag,
	summary: '编制一期报告（草稿）：周报、月报、季报，含文字与指标',
	may: 'draft-reports',
	remember: 'body',
	body: ReportBody,
	replies: {201: ReportReply},
	async steps({reader, queue}, context, {path, params, body}) {
		const report = await prepareReport(reader, context, body);
		const key = replyKey(drafting, path, params, body);
		return queue.submit(async db => {
			const keep = async () => created(await showReport(db, await keepReport(db, context, report)));
			return key ? once(db, drafting, key, contentOf(body), context, keep) : keep();
		});
	},
});

export const reportRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/reports',
		tag,
		summary: '报告（新的在前）',
		may: 'read-register',
		query: ReportsQuery,
		replies: {200: ReportPage},
		read: async ({reader}, context, {query}) => ok(await seeReports(reader, context, query)),
	}),
	drafting,
	read({
		method: 'get',
		path: '/api/reports/:id',
		tag,
		summary: '一份报告：文字、指标、重大和逾期隐患、下期计划',
		may: 'read-register',
		query: ReportQuery,
		replies: {200: ReportReply},
		async read({reader, demo}, context, {params, query: {format = 'json'}}) {
			if (format === 'json') return ok(await seeReport(reader, context, params.id!));
			const table = await reportTable(reader, context, params.id!);
			return format === 'csv' ? csvReply(table, {demo}) : xlsxReply(table, {demo});
		},
	}),
	write({
		method: 'put',
		path: '/api/reports/:id',
		tag,
		summary: '修改报告草稿的标题和文字；指标不变',
		may: 'draft-reports',
		body: ReportWordsBody,
		replies: {200: ReportReply},
		write: async (db, context, {params, body}) => ok(await showReport(db, await rewordReport(db, context, params.id!, body))),
	}),
	write({
		method: 'post',
		path: '/api/reports/:id/freezing',
		tag,
		summary: '报告定稿，此后不再改动',
		may: 'freeze-reports',
		remember: 'body',
		body: FreezingBody,
		replies: {200: ReportReply},
		write: async (db, context, {params, body}) => ok(await showReport(db, await freezeReport(db, context, params.id!, body))),
	}),
	write({
		method: 'post',
		path: '/api/reports/:id/voiding',
		tag,
		summary: '作废报告草稿',
		may: 'draft-reports',
		remember: 'body',
		body: ReportVoidingBody,
		replies: {200: ReportReply},
		write: async (db, context, {params, body}) => ok(await showReport(db, await voidReport(db, context, params.id!, body))),
	}),
];
