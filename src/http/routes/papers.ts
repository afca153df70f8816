import {Type as t} from '@sinclair/typebox';
import {changeDraft, draftPaper, type Keeping, needsSteps, withdrawDraft} from '../../actions/papers/draft-paper.ts';
import {issueDraft, issuePaper} from '../../actions/papers/issue-paper.ts';
import type {PaperBody as PaperGiven} from '../../actions/papers/prepare/ask.ts';
import {previewPaper} from '../../actions/papers/preview-paper.ts';
import {seeBundle, seePaper, seePapers, seePdf} from '../../actions/papers/see-papers.ts';
import {servePaper} from '../../actions/papers/serve-paper.ts';
import {type StepAsk, takeStep} from '../../actions/papers/take-step.ts';
import {voidPaper} from '../../actions/papers/void-paper.ts';
import {
	BundleQuery,
	DraftBody,
	IssueBody,
	IssuedReply,
	PaperBody,
	PaperDetail,
	PaperPage,
	PaperQuery,
	PaperReply,
	ServiceBody,
	StepBody,
	VoidingBody,
	WithdrawalBody,
} from '../../contract/papers.ts';
import type {PaperStep} from '../../domain/content.ts';
import {draftedReply} from '../../domain/papers/paper.ts';
import type {Permission} from '../../domain/policy.ts';
import {addressOf} from '../address.ts';
import {pdfReply, sheetReply} from '../pdf.ts';
import {answerAgain, contentOf, findReply, once, replyKey} from '../remember.ts';
import {type AnyRoute, created, ok, type Reply, read, steps, write} from '../route.ts';
import {zipReply} from '../zip.ts';

const tag = '文书';

const issue: AnyRoute = steps({
	method: 'post',
	path: '/api/papers',
	tag,
	summary: '签发文书（编号、生成、留存），或先拟稿',
	may: 'papers',
	remember: 'body',
	body: PaperBody,
	replies: {201: IssuedReply},
	async steps(services, context, asked) {
		const {draft = false, ...body} = asked.body;
		const key = replyKey(issue, issue.path, {}, body);
		const content = contentOf(asked.body);
		const origin = addressOf(services, asked);
		if (!draft && !(await needsSteps(services.reader, context, body.kind))) {
			const request = key ? {key, content} : null;
			return created(await issuePaper(services, context, {body: body as PaperGiven, origin, request}));
		}
		const write: Keeping<Reply>['write'] = async act =>
			services.queue.submit(async db => (key ? once(db, issue, key, content, context, async () => act(db)) : act(db)));
		const show: Keeping<Reply>['show'] = (paper, needs) => created(draftedReply(paper, needs));
		return draftPaper(services, context, {body: body as PaperGiven, origin}, {write, show}).catch(async error => {
			// Sent twice at once, the later one meets what the first has just done: it is answered with that.
			const stored = key && (await findReply(services.reader, key, context));
			if (!stored) throw error;
			return answerAgain(stored, content, context, issue);
		});
	},
});

const issueOfDraft: AnyRoute = steps({
	method: 'post',
	path: '/api/papers/:id/issue',
	tag,
	summary: '签发已经审核、审批的文书稿（编号、生成、留存）',
	may: 'papers',
	remember: 'body',
	body: IssueBody,
	replies: {201: IssuedReply},
	async steps(services, context, asked) {
		const {path, params, body} = asked;
		const key = replyKey(issueOfDraft, path, params, body);
		const request = key ? {key, content: contentOf(body)} : null;
		const origin = addressOf(services, asked);
		return created(await issueDraft(services, context, {id: params.id!, body: body as {version?: number}, origin, request}));
	},
});

const stepRoute = (step: PaperStep, name: string, summary: string, may: Permission): AnyRoute => {
	const route: AnyRoute = steps({
		method: 'post',
		path: `/api/papers/:id/${name}`,
		tag,
		summary,
		may,
		remember: 'body',
		body: StepBody,
		replies: {200: PaperReply},
		async steps(services, context, asked) {
			const {path, params, body} = asked;
			const key = replyKey(route, path, params, body);
			const setting = {origin: addressOf(services, asked), demo: services.demo};
			return services.queue.submit(async db => {
				const take = async () => ok(await takeStep(db, context, params.id!, step, body as StepAsk, setting));
				return key ? once(db, route, key, contentOf(body), context, take) : take();
			});
		},
	});
	return route;
};

export const paperRoutes: AnyRoute[] = [
	issue,
	issueOfDraft,
	stepRoute('review', 'review', '法制审核文书稿：通过或退回', 'review-papers'),
	stepRoute('leader', 'approval', '领导审批文书稿：同意或退回', 'approve-papers'),
	read({
		method: 'get',
		path: '/api/papers',
		tag,
		summary: '文书（新的在前）',
		may: 'read-register',
		query: PaperQuery,
		replies: {200: PaperPage},
		read: async (services, context, asked) =>
			ok(await seePapers(services.reader, context, asked.query, addressOf(services, asked))),
	}),
	read({
		method: 'get',
		path: '/api/papers.zip',
		tag,
		summary: '多份已签发的文书，打成一个压缩包',
		may: 'read-register',
		query: BundleQuery,
		replies: {200: t.String({contentMediaType: 'application/zip'})},
		read: async (services, context, {query}) => zipReply(await seeBundle(services, context, query), `文书${context.today}.zip`),
	}),
	read({
		method: 'get',
		path: '/api/papers/:id',
		tag,
		summary: '一份文书',
		may: 'read-register',
		replies: {200: PaperDetail},
		read: async ({reader}, context, {params}) => ok(await seePaper(reader, context, params.id!)),
	}),
	read({
		method: 'get',
		path: '/api/papers/:id/pdf',
		tag,
		summary: '文书的 PDF，即签发时留存的文件',
		may: 'read-register',
		replies: {200: t.String({contentMediaType: 'application/pdf'})},
		read: async (services, context, {params}) => pdfReply(await seePdf(services, context, params.id!)),
	}),
	read({
		method: 'get',
		path: '/api/papers/:id/preview.pdf',
		tag,
		summary: '文书稿的样子（草稿水印，无文号，不留存）',
		may: 'read-register',
		replies: {200: t.String({contentMediaType: 'application/pdf'})},
		async read(services, context, asked) {
			const {pdf, name} = await previewPaper(services, context, asked.params.id!, addressOf(services, asked));
			return sheetReply(pdf, name);
		},
	}),
	steps({
		method: 'put',
		path: '/api/papers/:id',
		tag,
		summary: '修改文书稿，或退回后重新送审（审核、审批重新开始）',
		may: 'papers',
		body: DraftBody,
		replies: {200: PaperReply},
		steps: async (services, context, asked) => {
			const origin = addressOf(services, asked);
			return ok(await changeDraft(services, context, {id: asked.params.id!, body: asked.body as {version?: number}, origin}));
		},
	}),
	write({
		method: 'post',
		path: '/api/papers/:id/withdrawal',
		tag,
		summary: '撤回文书稿',
		may: 'papers',
		remember: 'body',
		body: WithdrawalBody,
		replies: {200: PaperReply},
		write: async (db, context, {params, body}) => ok(await withdrawDraft(db, context, params.id!, body)),
	}),
	write({
		method: 'post',
		path: '/api/papers/:id/voiding',
		tag,
		summary: '作废文书（编号保留）',
		may: 'papers',
		remember: 'body',
		body: VoidingBody,
		replies: {200: PaperReply},
		write: async (db, context, {params, body}) => ok(await voidPaper(db, context, params.id!, body)),
	}),
	write({
		method: 'post',
		path: '/api/papers/:id/service',
		tag,
		summary: '登记送达',
		may: 'papers',
		remember: 'body',
		body: ServiceBody,
		replies: {201: PaperReply},
		write: async (db, context, {params, body}) => created(await servePaper(db, context, params.id!, body)),
	}),
];
