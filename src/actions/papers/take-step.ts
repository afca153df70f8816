import type {PaperStep} from '../../domain/content.ts';
import type {Paper} from '../../domain/papers/paper.ts';
import {checkStep, type StepTaken, stateAfter, substanceOf} from '../../domain/papers/steps.ts';
import {Problem} from '../../domain/problem.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {savePaper} from '../../store/papers/papers.ts';
import type {Context} from '../context.ts';
import {noCode} from './draft-paper.ts';
import {hashOf} from './preflight.ts';
import type {PaperAsk, PaperBody} from './prepare/ask.ts';
import {preparePaper} from './prepare/index.ts';
import {kindInForce} from './prepare/kind-in-force.ts';
import {paperView, visiblePaper} from './see-papers.ts';

export type StepAsk = {result: StepTaken['result']; reason?: string; version?: number};
type Setting = {origin: string; demo: boolean};

/** 法制审核 or 领导审批: keeps the hash of what was read, so that nothing else is issued. */
export async function takeStep(db: Db, context: Context, id: string, step: PaperStep, body: StepAsk, setting: Setting) {
	const paper = await visiblePaper(db, context, id, {forUpdate: true});
	checkVersion({...paperView(paper), version: paper.version}, body.version);
	const kind = await kindInForce(db, context, paper.kind);
	const {result, reason} = body;
	checkStep(paper, kind.steps, {step, result, reason, actor: context.caller.person});
	const content = result === 'approved' ? await contentOf(db, context, paper, setting) : '0'.repeat(64);
	if (paper.steps.some(taken => taken.content !== content) && result === 'approved')
		throw new Problem(409, 'version-conflict', '审核之后内容有变，请退回拟稿人重新送审。', [], {
			current: paperView(paper, kind.steps),
		});
	const taken: StepTaken = {step, result, by: context.actor, at: context.now, ...(reason && {reason}), content};
	const next: Paper = {...paper, state: stateAfter(step, result), steps: [...paper.steps, taken], version: paper.version + 1};
	const name = step === 'review' ? 'review' : 'approval';
	const action = result === 'returned' ? 'paper-returned' : name === 'review' ? 'paper-reviewed' : 'paper-approved';
	await savePaper(db, context, next, {action, reason});
	return paperView(next, kind.steps);
}

/** What the draft says at this moment. */
async function contentOf(db: Db, context: Context, paper: Paper, setting: Setting): Promise<string> {
	const prepared = await preparePaper(db, context, draftAsk(paper, setting));
	return hashOf(substanceOf(prepared.numbered(0).data));
}

/** As its author asked for it, whoever reads it. */
export const draftAsk = (paper: Paper, {origin, demo}: Setting): PaperAsk => ({
	paperId: paper.id,
	code: noCode,
	replyToken: null,
	body: paper.asked as unknown as PaperBody,
	origin,
	demo,
	lacksHttps: false,
	actor: {id: paper.drafters[0]!, roles: ['manager']},
});
