import {yearOf} from '../../domain/days.ts';
import type {NumberedPaper, Paper, Snapshot} from '../../domain/papers/paper.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {saveHazard} from '../../store/hazards/hazards.ts';
import {canonical} from '../../store/journal/journal.ts';
import {insertPaper, rewritePaper, savePaper} from '../../store/papers/papers.ts';
import {takeNumbers} from '../../store/rows.ts';
import type {Context} from '../context.ts';
import type {PaperAsk, Prepared} from './prepare/ask.ts';
import {preparePaper} from './prepare/index.ts';
import {keepReplyToken} from './renew-reply-link.ts';

export type IssueRequest = {key: string; content: string} | null;
/** `checked`: the canonical content that the preflight drew. */
export type Numbering = {ask: PaperAsk; checked: string; request: IssueRequest; draft?: Paper | undefined};

/** The second step of issuing (rules §1.13): checks again with the rows locked, then number, snapshot and what the paper moves. */
export async function numberPaper(db: Db, context: Context, {ask, checked, request, draft}: Numbering): Promise<NumberedPaper> {
	const prepared = await preparePaper(db, context, ask, {forUpdate: true});
	if (canonical(prepared.numbered(0).data) !== checked)
		throw new Problem(409, 'version-conflict', '签发时隐患或场所的内容刚被他人修改，请查看后重新签发；未编号。');
	const year = yearOf(context.today);
	const ordinal = await takeNumbers(db, `paper/${ask.body.kind}/${year}`, 1);
	const {number, data} = prepared.numbered(ordinal);
	const {photos, flags, covers, moves, replaced} = prepared;
	const draw = {demo: ask.demo, draft: false, created: context.now};
	const snapshot: Snapshot = {data, draw, photos, flags, request};
	const base = draft ? {...draft, version: draft.version + 1} : blankPaper(ask, prepared);
	const paper: NumberedPaper = {
		...base,
		...{year, ordinal, number, snapshot, state: 'drawing', title: data.title, verifyCode: ask.code},
		...{issuedBy: context.actor, allocatedAt: context.now, hazardIds: covers.map(({hazard}) => hazard.id)},
	};
	if (draft) await rewritePaper(db, context, paper, covers, {action: 'paper-numbered'});
	else await insertPaper(db, context, paper, covers, 'paper-numbered');
	if (ask.replyToken && paper.kind === 'rectification-notice') {
		const dueOns = covers.map(({hazard}) => hazard.dueOn);
		await keepReplyToken(db, context, paper.id, ask.replyToken, dueOns);
	}
	for (const {hazard, move, body} of moves())
		await saveHazard(db, context, hazard, {action: move, body: {...body, paperId: paper.id, number}});
	if (replaced) {
		const linked = {...replaced, replacedBy: paper.id, version: replaced.version + 1};
		await savePaper(db, context, linked, {action: 'paper-replaced'});
	}
	return paper;
}

/** A paper before anything was given to it. */
export const blankPaper = (ask: PaperAsk, {site, covers, domain, inspectionId, numbered}: Prepared): Paper => ({
	...{id: ask.paperId, kind: ask.body.kind, state: 'draft', title: numbered(0).data.title},
	...{year: null, ordinal: null, number: null, snapshot: null, verifyCode: null, sha256: null, pages: null},
	...{siteId: site.id, communityId: site.communityId, domain, inspectionId, asked: null},
	...{issuedBy: null, allocatedAt: null, issuedAt: null, voidedAt: null, voidReason: null},
	...{replacedBy: null, replaces: ask.body.replaces ?? null, services: [], drafters: [], draftedAt: null, steps: []},
	...{version: 1, hazardIds: covers.map(({hazard}) => hazard.id)},
});
