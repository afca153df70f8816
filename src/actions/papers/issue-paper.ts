import {randomBytes} from 'node:crypto';
import {v7 as uuidv7} from 'uuid';
import {yearOf} from '../../domain/days.ts';
import {verifyCode} from '../../domain/number.ts';
import {issuedReply, type Paper, type Snapshot} from '../../domain/papers/paper.ts';
import {glyphFaults} from '../../domain/papers/wording.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {saveHazard} from '../../store/hazards/hazards.ts';
import {canonical} from '../../store/journal/journal.ts';
import {findPaper, insertPaper, savePaper} from '../../store/papers/papers.ts';
import {takeNumbers} from '../../store/rows.ts';
import type {Context} from '../context.ts';
import {drawPaper, type PaperTools, photoFiles} from './finish-drawing.ts';
import {type PaperAsk, type PaperBody, type Prepared, refusal} from './prepare/ask.ts';
import {preparePaper} from './prepare/index.ts';

export type IssueTools = PaperTools & {demo: boolean; production: boolean; publicUrl: string | undefined};
/** `key` and `content`: under which the reply is kept, when the body carries an id. */
export type IssueRequest = {body: PaperBody; origin: string; request: {key: string; content: string} | null};

/**
 * Issues a paper in three steps (rules §1.13): preflight outside any transaction; number and snapshot in one; bytes, then
 * their hash in another. A number is never spent on a paper that cannot be drawn.
 */
export async function issuePaper(tools: IssueTools, context: Context, {body, origin, request}: IssueRequest) {
	const paperId = body.id ?? uuidv7();
	const find = async () => sameRequest(tools.reader, context, paperId, request);
	const ask = {body, origin, request};
	const paper =
		(await find()) ?? (await preflightAndNumber(tools, context, ask, paperId).catch(async error => afterAll(find, error)));
	return issuedReply(paper.state === 'drawing' ? await drawn(tools, context, paper) : paper);
}

/** Sent twice at the same moment, the later one is refused by what the first has just done: it is answered with that. */
async function afterAll(find: () => Promise<Paper | undefined>, error: unknown): Promise<Paper> {
	const paper = await find();
	if (!paper) throw error;
	return paper;
}

async function preflightAndNumber(tools: IssueTools, context: Context, {body, origin, request}: IssueRequest, paperId: string) {
	const code = verifyCode(randomBytes(16));
	const {id, roles} = context.caller.person;
	const ask: PaperAsk = {
		paperId,
		code,
		body,
		origin,
		actor: {id, roles},
		demo: tools.demo,
		lacksHttps: tools.production && !tools.publicUrl?.startsWith('https://'),
	};
	const prepared = await preparePaper(tools.reader, context, ask);
	await preflight(tools, context, body.kind, prepared, ask.demo);
	const checked = canonical(prepared.numbered(0).data);
	return tools.queue.submit(async db => {
		const earlier = await sameRequest(db, context, paperId, request);
		return earlier ?? numberPaper(db, context, ask, checked, request);
	});
}

/** A drawing that is thrown away: whatever would stop the real one stops it here. */
async function preflight(tools: IssueTools, context: Context, kind: string, prepared: Prepared, demo: boolean): Promise<void> {
	const {data} = prepared.numbered(0);
	const options = {demo, draft: true, created: context.now, photoFiles: photoFiles(tools, prepared.photos)};
	const {missing} = await tools.papers.draw(kind, data, options).catch(error => {
		throw photoProblem(error);
	});
	if (missing.length > 0) {
		const detail = `字体中没有这些字：${missing.join('、')}。请更换后再签发；未编号。`;
		throw new Problem(422, 'missing-glyphs', detail, glyphFaults(prepared.fields, missing), {missing});
	}
}

function photoProblem(error: unknown): unknown {
	const {code, sha256} = error as {code?: string; sha256?: string};
	if ((code !== 'photo-broken' && code !== 'photo-missing') || !sha256) return error;
	return refusal([{path: '/hazardIds', message: `照片损坏，读不出来：${sha256}`}], 'photo-broken', [sha256]);
}

/** The paper that the same id already made; 409 when it was another's, or for another content. */
async function sameRequest(db: Db, {actor}: Context, id: string, request: IssueRequest['request']): Promise<Paper | undefined> {
	const paper = await findPaper(db, id);
	if (!paper) return undefined;
	if (request && paper.issuedBy === actor && paper.snapshot.request?.content === request.content) return paper;
	throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
}

async function numberPaper(
	db: Db,
	context: Context,
	ask: PaperAsk,
	checked: string,
	request: IssueRequest['request'],
): Promise<Paper> {
	const prepared = await preparePaper(db, context, ask, {forUpdate: true});
	if (canonical(prepared.numbered(0).data) !== checked)
		throw new Problem(409, 'version-conflict', '签发时隐患或场所的内容刚被他人修改，请查看后重新签发；未编号。');
	const year = yearOf(context.today);
	const ordinal = await takeNumbers(db, `paper/${ask.body.kind}/${year}`, 1);
	const {number, data} = prepared.numbered(ordinal);
	const draw = {demo: ask.demo, draft: false, created: context.now};
	const snapshot: Snapshot = {data, draw, photos: prepared.photos, flags: prepared.flags, request};
	const paper = paperOf(context, ask, prepared, {year, ordinal, number, snapshot});
	await insertPaper(db, context, paper, prepared.covers);
	for (const hazard of prepared.moved)
		await saveHazard(db, context, hazard, {action: 'notice', body: {paperId: paper.id, number}});
	const {replaced} = prepared;
	if (replaced) {
		const linked = {...replaced, replacedBy: paper.id, version: replaced.version + 1};
		await savePaper(db, context, linked, {action: 'paper-replaced'});
	}
	return paper;
}

const paperOf = (
	context: Context,
	{paperId, code, body}: PaperAsk,
	{site, covers, domain, inspectionId}: Prepared,
	given: Pick<Paper, 'year' | 'ordinal' | 'number' | 'snapshot'>,
): Paper => ({
	...given,
	id: paperId,
	kind: body.kind,
	state: 'drawing',
	siteId: site.id,
	communityId: site.communityId,
	domain,
	inspectionId,
	title: given.snapshot.data.title,
	sha256: null,
	pages: null,
	verifyCode: code,
	issuedBy: context.actor,
	allocatedAt: context.now,
	issuedAt: null,
	voidedAt: null,
	voidReason: null,
	replacedBy: null,
	replaces: body.replaces ?? null,
	services: [],
	version: 1,
	hazardIds: covers.map(({hazard}) => hazard.id),
});

/** The number is given by now: a failure leaves the paper to be drawn later. */
async function drawn(tools: IssueTools, context: Context, paper: Paper): Promise<Paper> {
	try {
		return await drawPaper(tools, context, paper);
	} catch (error) {
		tools.log.error({err: error, paper: paper.id}, 'paper not drawn');
		const {id, number} = paper;
		throw new Problem(503, 'drawing', `${number}已编号，正在生成，请稍后再取。`, [], {id, number, retryAfter: 5});
	}
}
