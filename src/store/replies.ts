import type {Instant} from '../domain/days.ts';
import {type Db, isPostgres} from './engine.ts';
import {type Columns, insertRows, marks, select} from './rows.ts';

/** What a caller-made id was answered with, so that a lost reply can be had again (rules §1.6). */
export type StoredReply = {
	id: string;
	contentSha256: string;
	personId: string;
	status: number;
	body: string;
	at: Instant;
	expiresAt: Instant | null;
};

type Row = {
	id: string;
	content_sha256: string;
	person_id: string;
	status: number;
	body: string;
	at: string;
	expires_at: string | null;
};

const columns: Columns = {
	id: 'text',
	content_sha256: 'text',
	person_id: 'text',
	status: 'integer',
	body: 'text',
	at: 'text',
	expires_at: 'text',
};

/** Lets one at a time act under an id until its transaction ends; SQLite has one writer anyway. */
export async function claimReply(db: Db, id: string): Promise<void> {
	if (isPostgres(db)) await db.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [id]);
}

export async function findReplies(db: Db, ids: string[], now: Instant): Promise<Map<string, StoredReply>> {
	if (ids.length === 0) return new Map();
	const rows = await select<Row>(
		db,
		`select * from replies where id in ${marks(ids)} and (expires_at is null or expires_at > ?)`,
		[...ids, now],
	);
	return new Map(rows.map(row => [row.id, fromRow(row)]));
}

export async function saveReplies(db: Db, replies: StoredReply[]): Promise<void> {
	await insertRows(
		db,
		'replies',
		columns,
		replies.map(reply => ({
			id: reply.id,
			content_sha256: reply.contentSha256,
			person_id: reply.personId,
			status: reply.status,
			body: reply.body,
			at: reply.at,
			expires_at: reply.expiresAt,
		})),
	);
}

const fromRow = (row: Row): StoredReply => ({
	id: row.id,
	contentSha256: row.content_sha256,
	personId: row.person_id,
	status: row.status,
	body: row.body,
	at: row.at,
	expiresAt: row.expires_at,
});
