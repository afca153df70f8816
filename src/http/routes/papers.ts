import {Type as t} from '@sinclair/typebox';
import {issuePaper} from '../../actions/papers/issue-paper.ts';
import {seePaper, seePapers, seePdf} from '../../actions/papers/see-papers.ts';
import {servePaper} from '../../actions/papers/serve-paper.ts';
import {voidPaper} from '../../actions/papers/void-paper.ts';
import {IssuedReply, PaperBody, PaperPage, PaperQuery, PaperReply, ServiceBody, VoidingBody} from '../../contract/papers.ts';
import {contentOf, replyKey} from '../remember.ts';
import {type AnyRoute, created, ok, type Reply, type Request, read, steps, write} from '../route.ts';

const tag = '文书';

/** The address printed on papers: the one that is set, else the one by which we were reached, never one that a header claims. */
function addressOf({publicUrl}: {publicUrl: string | undefined}, {headers, origin}: Pick<Request, 'headers' | 'origin'>): string {
	const host = typeof headers.host === 'string' ? headers.host : undefined;
	if (publicUrl !== undefined || host === undefined) return publicUrl ?? origin;
	return origin === `https://${host}` ? origin : `http://${host}`;
}

const issue: AnyRoute = steps({
	method: 'post',
	path: '/api/papers',
	tag,
	summary: '签发文书（编号、生成、留存）',
	may: 'papers',
	remember: 'body',
	body: PaperBody,
	replies: {201: IssuedReply},
	async steps(services, context, asked) {
		const {body} = asked;
		const key = replyKey(issue, issue.path, {}, body);
		const request = key ? {key, content: contentOf(body)} : null;
		return created(await issuePaper(services, context, {body, origin: addressOf(services, asked), request}));
	},
});

/** The number is Chinese: RFC 5987 carries it, the plain name is for what cannot read that. */
const pdfReply = ({pdf, number, sha256}: {pdf: Buffer; number: string; sha256: string}): Reply => ({
	status: 200,
	body: pdf,
	headers: {
		'Content-Type': 'application/pdf',
		'Content-Disposition': `inline; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent(`${number}.pdf`)}`,
		'Cache-Control': 'private, no-cache',
		ETag: `"${sha256}"`,
	},
});

export const paperRoutes: AnyRoute[] = [
	issue,
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
		path: '/api/papers/:id',
		tag,
		summary: '一份文书',
		may: 'read-register',
		replies: {200: PaperReply},
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
