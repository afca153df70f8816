import {randomBytes} from 'node:crypto';
import {v7 as uuidv7} from 'uuid';
import type {Day} from '../../domain/days.ts';
import {verifyCode} from '../../domain/number.ts';
import type {Paper} from '../../domain/papers/paper.ts';
import {replyUntil} from '../../domain/papers/reply.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import {savePaper} from '../../store/papers/papers.ts';
import {insertReplyToken} from '../../store/papers/reply-tokens.ts';
import type {Context} from '../context.ts';
import {isDrawing, mustBeNumbered, visiblePaper} from './see-papers.ts';

/** 128 random bits, in letters that a person can type. */
export const newReplyToken = (): string => verifyCode(randomBytes(16));

/** Keeps the hash of a token; whoever holds the token may answer once until then. */
export async function keepReplyToken(
	db: Db,
	{actor, now, today}: Context,
	paperId: string,
	token: string,
	dueOns: readonly Day[],
) {
	const expiresAt = replyUntil(dueOns, today);
	await insertReplyToken(db, {id: uuidv7(), paperId, madeBy: actor, madeAt: now, expiresAt}, token);
	return expiresAt;
}

/** A new link for a site that has lost or used its own. It is told once; the one before holds no longer. */
export async function renewReplyLink(db: Db, context: Context, id: string, origin: string) {
	const paper = await visiblePaper(db, context, id, {forUpdate: true});
	mustBeNumbered(paper);
	if (paper.state === 'drawing') throw isDrawing(paper.number);
	mustTakeReplies(paper);
	const hazards = await findHazards(db, paper.hazardIds);
	const token = newReplyToken();
	const dueOns = hazards.map(({dueOn}) => dueOn);
	const expiresAt = await keepReplyToken(db, context, id, token, dueOns);
	await savePaper(db, context, {...paper, version: paper.version + 1}, {action: 'paper-reply-link'});
	return {url: `${origin}/reply/${token}`, expiresAt};
}

function mustTakeReplies({kind, state, number}: Paper): void {
	if (kind === 'rectification-notice' && state === 'issued') return;
	const detail = state === 'void' ? `${number}已经作废，不能再反馈。` : '只有整改通知书可以在网上反馈。';
	throw new Problem(409, 'illegal-state', detail, [], {current: state});
}
