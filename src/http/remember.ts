import type {Context} from '../actions/context.ts';
import {plusMilliseconds} from '../domain/days.ts';
import {Problem} from '../domain/problem.ts';
import type {Db} from '../store/engine.ts';
import {canonical, sha256} from '../store/journal/journal.ts';
import {claimReply, findReplies, type StoredReply, saveReplies} from '../store/replies.ts';
import type {AnyRoute, Reply} from './route.ts';

const kept = 400 * 86_400_000;

/** The key under which the reply to this request is kept, or undefined when nothing is to be remembered. */
export function replyKey(route: AnyRoute, path: string, params: Record<string, string>, body: unknown): string | undefined {
	if (route.remember === 'path') return `put:${path}`;
	const id = (body as {id?: unknown} | undefined)?.id;
	return route.remember === 'body' && typeof id === 'string' && id.length <= 64 && params ? `post:${path}#${id}` : undefined;
}

export const contentOf = (body: unknown): string => sha256(canonical(body ?? null));

/** The reply kept for the same content; 409 for other content or another person's id. */
export function answerAgain(stored: StoredReply, content: string, context: Context, route: AnyRoute): Reply {
	if (stored.contentSha256 !== content || stored.personId !== context.caller.person.id) {
		throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
	}
	return {status: route.method === 'put' ? 200 : stored.status, body: JSON.parse(stored.body)};
}

export async function findReply(db: Db, key: string, context: Context): Promise<StoredReply | undefined> {
	return (await findReplies(db, [key], context.now)).get(key);
}

/** Runs a write once for its key: looks again inside the transaction, and keeps the reply with it. */
export async function once(
	db: Db,
	route: AnyRoute,
	key: string,
	content: string,
	context: Context,
	act: () => Promise<Reply>,
): Promise<Reply> {
	await claimReply(db, key);
	const stored = await findReply(db, key, context);
	if (stored) return answerAgain(stored, content, context, route);
	const reply = await act();
	await saveReplies(db, [
		{
			id: key,
			contentSha256: content,
			personId: context.caller.person.id,
			status: reply.status,
			body: JSON.stringify(reply.body),
			at: context.now,
			expiresAt: route.remember === 'path' ? null : plusMilliseconds(context.now, kept),
		},
	]);
	return reply;
}
