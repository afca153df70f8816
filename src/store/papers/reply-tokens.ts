import type {Instant} from '../../domain/days.ts';
import type {ReplyToken} from '../../domain/papers/reply.ts';
import {type Db, isPostgres} from '../engine.ts';
import {sha256} from '../journal/journal.ts';
import {select} from '../rows.ts';

type Row = {
	id: string;
	paper_id: string;
	made_by: string;
	made_at: string;
	expires_at: string;
	used_at: string | null;
	revoked_at: string | null;
};

/** The link of a token, found by its hash. */
export async function findReplyToken(db: Db, token: string, {forUpdate = false} = {}): Promise<ReplyToken | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select * from reply_tokens where token_hash = ?${lock}`, [sha256(token)]);
	return (
		row && {
			id: row.id,
			paperId: row.paper_id,
			madeBy: row.made_by,
			madeAt: row.made_at,
			expiresAt: row.expires_at,
			usedAt: row.used_at,
			revokedAt: row.revoked_at,
		}
	);
}

/** Keeps a new link; those of the same paper that nobody has used are withdrawn. */
export async function insertReplyToken(db: Db, one: Omit<ReplyToken, 'usedAt' | 'revokedAt'>, token: string): Promise<void> {
	await db('reply_tokens').where({paper_id: one.paperId, used_at: null, revoked_at: null}).update({revoked_at: one.madeAt});
	await db('reply_tokens').insert({
		...{id: one.id, paper_id: one.paperId, token_hash: sha256(token)},
		...{made_by: one.madeBy, made_at: one.madeAt, expires_at: one.expiresAt, used_at: null, revoked_at: null},
	});
}

export async function useReplyToken(db: Db, id: string, usedAt: Instant): Promise<void> {
	await db('reply_tokens').where({id}).update({used_at: usedAt});
}
