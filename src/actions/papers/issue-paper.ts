import {randomBytes} from 'node:crypto';
import {v7 as uuidv7} from 'uuid';
import {verifyCode} from '../../domain/number.ts';
import {hasNumber, issuedReply, type NumberedPaper, nameOf, type Paper} from '../../domain/papers/paper.ts';
import {missingSteps, mustBeDraft, stepTitles, substanceOf} from '../../domain/papers/steps.ts';
import {Problem} from '../../domain/problem.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {canonical} from '../../store/journal/journal.ts';
import {findPaper} from '../../store/papers/papers.ts';
import type {Context} from '../context.ts';
import {drawPaper} from './finish-drawing.ts';
import {type IssueRequest, numberPaper} from './number-paper.ts';
import {askOf, hashOf, type IssueTools, preflight} from './preflight.ts';
import type {PaperAsk, PaperBody} from './prepare/ask.ts';
import {preparePaper} from './prepare/index.ts';
import {kindInForce} from './prepare/kind-in-force.ts';
import {newReplyToken} from './renew-reply-link.ts';
import {paperView, visiblePaper} from './see-papers.ts';

/** `request`: under which the reply is kept, when the body carries an id. */
export type IssueAsk = {body: PaperBody; origin: string; request: IssueRequest};

const newCode = (): string => verifyCode(randomBytes(16));

/**
 * Issues a paper in three steps (rules §1.13): preflight outside any transaction; number and snapshot in one; bytes, then
 * their hash in another. A number is never spent on a paper that cannot be drawn.
 */
export async function issuePaper(tools: IssueTools, context: Context, {body, origin, request}: IssueAsk) {
	const paperId = body.id ?? uuidv7();
	const find = async (db: Db) => sameRequest(context, await findPaper(db, paperId), request);
	const ask = askOf(tools, context, {paperId, code: newCode(), replyToken: newReplyToken(), body, origin});
	return issueOnce(tools, context, find, ask, request);
}

/** Issues a draft whose steps have been taken: exactly what was approved (rules §1.2). */
export async function issueDraft(
	tools: IssueTools,
	context: Context,
	{id, body, origin, request}: {id: string; body: {version?: number}; origin: string; request: IssueRequest},
) {
	const seen = await visiblePaper(tools.reader, context, id);
	const find = async (db: Db) => {
		const paper = await findPaper(db, id, {forUpdate: true});
		return paper && isAnswerTo(context, paper, request) ? paper : undefined;
	};
	const already = await find(tools.reader);
	if (!already) await mustBeIssuable(tools.reader, context, seen, body.version);
	const asked = (seen.asked ?? {}) as unknown as PaperBody;
	const ask = askOf(tools, context, {paperId: id, code: newCode(), replyToken: newReplyToken(), body: asked, origin});
	return issueOnce(tools, context, find, ask, request, {version: body.version});
}

type Find = (db: Db) => Promise<NumberedPaper | undefined>;

async function issueOnce(
	tools: IssueTools,
	context: Context,
	find: Find,
	ask: PaperAsk,
	request: IssueRequest,
	draft?: {version: number | undefined},
) {
	const paper =
		(await find(tools.reader)) ??
		(await preflightAndNumber(tools, context, find, ask, request, draft).catch(async error => afterAll(tools, find, error)));
	return issuedReply(paper.state === 'drawing' ? await drawn(tools, context, paper) : paper);
}

/** Sent twice at the same moment, the later one is refused by what the first has just done: it is answered with that. */
async function afterAll({reader}: IssueTools, find: Find, error: unknown): Promise<NumberedPaper> {
	const paper = await find(reader);
	if (!paper) throw error;
	return paper;
}

async function preflightAndNumber(
	tools: IssueTools,
	context: Context,
	find: Find,
	ask: PaperAsk,
	request: IssueRequest,
	draft?: {version: number | undefined},
): Promise<NumberedPaper> {
	const prepared = await preparePaper(tools.reader, context, ask);
	await preflight(tools, context, prepared);
	const {data} = prepared.numbered(0);
	const checked = canonical(data);
	return tools.queue.submit(async db => {
		const earlier = await find(db);
		if (earlier) return earlier;
		if (!draft) return numberPaper(db, context, {ask, checked, request});
		const paper = await visiblePaper(db, context, ask.paperId, {forUpdate: true});
		await mustBeIssuable(db, context, paper, draft.version);
		mustBeApproved(paper, hashOf(substanceOf(data)));
		if (canonical(paper.asked) !== canonical(ask.body))
			throw new Problem(409, 'version-conflict', '此稿刚被他人修改，请查看后再签发；未编号。', [], {current: paperView(paper)});
		return numberPaper(db, context, {ask, checked, request, draft: paper});
	});
}

async function mustBeIssuable(db: Db, context: Context, paper: Paper, version: number | undefined): Promise<void> {
	mustBeDraft(paper);
	checkVersion({...paperView(paper), version: paper.version}, version);
	const {steps} = await kindInForce(db, context, paper.kind);
	const missing = missingSteps(paper, steps);
	if (paper.state !== 'returned' && missing.length === 0) return;
	const detail =
		paper.state === 'returned'
			? '此稿已退回，请修改后重新送审。'
			: `此稿须先经${missing.map(step => stepTitles[step]).join('、')}。`;
	throw new Problem(409, 'illegal-state', detail, [], {current: paper.state, needs: missing});
}

/** What reviewer and leader read is what goes out. */
function mustBeApproved(paper: Paper, content: string): void {
	if (paper.steps.every(step => step.content === content)) return;
	const detail = `${nameOf(paper)}审批之后隐患或场所的内容有变，请修改或重新送审后再签发；未编号。`;
	throw new Problem(409, 'version-conflict', detail, [], {current: paperView(paper)});
}

/** The paper that the same request already made; 409 when it was another's, or for another content. */
function sameRequest(context: Context, paper: Paper | undefined, request: IssueRequest): NumberedPaper | undefined {
	if (!paper || isAnswerTo(context, paper, request)) return paper;
	throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
}

const isAnswerTo = ({actor}: Context, paper: Paper, request: IssueRequest): paper is NumberedPaper =>
	request !== null && hasNumber(paper) && paper.issuedBy === actor && paper.snapshot.request?.content === request.content;

/** The number is given by now: a failure leaves the paper to be drawn later. */
async function drawn(tools: IssueTools, context: Context, paper: NumberedPaper): Promise<NumberedPaper> {
	try {
		return await drawPaper(tools, context, paper);
	} catch (error) {
		tools.log.error({err: error, paper: paper.id}, 'paper not drawn');
		const {id, number} = paper;
		throw new Problem(503, 'drawing', `${number}已编号，正在生成，请稍后再取。`, [], {id, number, retryAfter: 5});
	}
}
