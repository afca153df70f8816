import {v7 as uuidv7} from 'uuid';
import type {PaperStep} from '../../domain/content.ts';
import {nameOf, type Paper} from '../../domain/papers/paper.ts';
import {mustBeDraft, substanceOf} from '../../domain/papers/steps.ts';
import {Problem} from '../../domain/problem.ts';
import {checkVersion, requireVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {canonical} from '../../store/journal/journal.ts';
import {findPaper, insertPaper, rewritePaper, savePaper} from '../../store/papers/papers.ts';
import {findOrganisation} from '../../store/register/settings.ts';
import type {Context} from '../context.ts';
import {blankPaper} from './number-paper.ts';
import {askOf, hashOf, type IssueTools, preflight} from './preflight.ts';
import type {PaperBody} from './prepare/ask.ts';
import {contactOf} from './prepare/facts.ts';
import {preparePaper} from './prepare/index.ts';
import {kindInForce} from './prepare/kind-in-force.ts';
import {paperView, visiblePaper} from './see-papers.ts';

/** No code: what is printed on a draft leads nowhere. */
export const noCode = '0'.repeat(26);

/** The short transaction, for whoever runs it and keeps its reply. */
export type Writing<T> = (act: Act<T>) => Promise<T>;
type Act<T> = (db: Db) => Promise<T>;
/** `write` runs the transaction, once for the id of the request; `show` makes its reply. */
export type Keeping<T> = {write: Writing<T>; show: (paper: Paper, needs: PaperStep[]) => T};

/** Whether a kind begins as a draft: its steps come before the number (rules §1.2). */
export async function needsSteps(db: Db, context: Context, kind: string): Promise<boolean> {
	return (await kindInForce(db, context, kind)).steps.length > 0;
}

/** A paper without a number, for others to read before it is issued. Everything that would stop its issue stops it here. */
export async function draftPaper<T>(
	tools: IssueTools,
	context: Context,
	{body, origin}: {body: PaperBody; origin: string},
	{write, show}: Keeping<T>,
): Promise<T> {
	const paperId = body.id ?? uuidv7();
	const asked = await settled(tools.reader, context, body);
	const ask = askOf(tools, context, {paperId, code: noCode, replyToken: null, body: asked, origin});
	await preflight(tools, context, await preparePaper(tools.reader, context, ask));
	return write(async db => {
		if (await findPaper(db, paperId)) throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
		const prepared = await preparePaper(db, context, ask);
		const paper: Paper = {
			...blankPaper(ask, prepared),
			asked: asked as unknown as Paper['asked'],
			drafters: [context.actor],
			draftedAt: context.now,
		};
		await insertPaper(db, context, paper, prepared.covers, 'paper-drafted');
		return show(paper, prepared.kind.steps);
	});
}

/** Who is to be rung is settled when it is drafted: whoever issues it changes no word. */
async function settled(db: Db, context: Context, body: PaperBody): Promise<PaperBody> {
	const {id: _, ...asked} = body;
	const office = await findOrganisation(db);
	return {...asked, contact: contactOf({context, ask: {body}, office})};
}

/** Changes a draft, or hands it in again after it was returned or its hazards changed; its steps begin anew. */
export async function changeDraft(
	tools: IssueTools,
	context: Context,
	{id, body, origin}: {id: string; body: Record<string, unknown> & {version?: number}; origin: string},
) {
	const {version, ...patch} = body;
	const seen = await editable(tools.reader, context, id, version);
	const asked = patched(seen, patch);
	const ask = askOf(tools, context, {paperId: id, code: noCode, replyToken: null, body: asked, origin});
	await preflight(tools, context, await preparePaper(tools.reader, context, ask));
	return tools.queue.submit(async db => {
		const paper = await editable(db, context, id, version);
		const prepared = await preparePaper(db, context, ask);
		const content = hashOf(substanceOf(prepared.numbered(0).data));
		const isSame = canonical(paper.asked) === canonical(asked) && paper.steps.every(step => step.content === content);
		if (isSame && paper.state !== 'returned') return paperView(paper, prepared.kind.steps);
		const {title, siteId, communityId, domain, inspectionId, hazardIds} = blankPaper(ask, prepared);
		const changed: Paper = {
			...paper,
			...{title, siteId, communityId, domain, inspectionId, hazardIds},
			...{asked: asked as unknown as Paper['asked'], replaces: asked.replaces ?? null},
			...{state: 'draft', steps: [], drafters: [...new Set([...paper.drafters, context.actor])], version: paper.version + 1},
		};
		await rewritePaper(db, context, changed, prepared.covers, {action: 'paper-changed'});
		return paperView(changed, prepared.kind.steps);
	});
}

async function editable(db: Db, context: Context, id: string, version: number | undefined): Promise<Paper> {
	const paper = await visiblePaper(db, context, id, {forUpdate: true});
	mustBeDraft(paper);
	requireVersion({...paperView(paper), version: paper.version}, version);
	return paper;
}

const patched = ({asked}: Paper, patch: Record<string, unknown>): PaperBody =>
	Object.fromEntries(Object.entries({...asked, ...patch}).filter(([, value]) => value !== null)) as unknown as PaperBody;

/** Takes a draft back. It keeps its words and never gets a number. */
export async function withdrawDraft(db: Db, context: Context, id: string, body: {reason: string; version?: number}) {
	const paper = await visiblePaper(db, context, id, {forUpdate: true});
	checkVersion({...paperView(paper), version: paper.version}, body.version);
	if (paper.state === 'withdrawn')
		throw new Problem(409, 'illegal-state', `${nameOf(paper)}已经撤回。`, [], {current: paper.state});
	mustBeDraft(paper);
	const withdrawn: Paper = {...paper, state: 'withdrawn', voidReason: body.reason, version: paper.version + 1};
	await savePaper(db, context, withdrawn, {action: 'paper-withdrawn', reason: body.reason});
	return paperView(withdrawn);
}
