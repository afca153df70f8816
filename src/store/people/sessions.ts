import type {Instant} from '../../domain/days.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';

export type Session = {
	id: string;
	kind: 'session' | 'token';
	personId: string;
	name: string | null;
	createdAt: Instant;
	expiresAt: Instant;
};

type Row = {
	id: string;
	kind: 'session' | 'token';
	person_id: string;
	name: string | null;
	created_at: string;
	expires_at: string;
};

export async function addSession(db: Db, session: Session & {tokenHash: string}): Promise<void> {
	await db('sessions').insert({
		id: session.id,
		token_hash: session.tokenHash,
		kind: session.kind,
		person_id: session.personId,
		name: session.name,
		created_at: session.createdAt,
		expires_at: session.expiresAt,
	});
}

export const removeSession = async (db: Db, tokenHash: string): Promise<void> => {
	await db('sessions').where({token_hash: tokenHash}).delete();
};

export async function findToken(db: Db, id: string): Promise<Session | undefined> {
	const [row] = await select<Row>(db, `select * from sessions where id = ? and kind = 'token'`, [id]);
	return row && fromRow(row);
}

export const isSessionTaken = async (db: Db, id: string): Promise<boolean> =>
	(await select(db, 'select 1 from sessions where id = ?', [id])).length > 0;

export async function listTokens(db: Db): Promise<Session[]> {
	const rows = await select<Row>(db, `select * from sessions where kind = 'token' order by seq`);
	return rows.map(fromRow);
}

export const removeSessionById = async (db: Db, id: string): Promise<void> => {
	await db('sessions').where({id}).delete();
};

/** Who signed in or failed to, and from where: not part of the journal (rules §1.12). */
export async function logAccess(
	db: Db,
	{at, personId, what, address}: {at: Instant; personId: string | null; what: string; address: string},
): Promise<void> {
	await db('access_log').insert({at, person_id: personId, what, address});
}

const fromRow = (row: Row): Session => ({
	id: row.id,
	kind: row.kind,
	personId: row.person_id,
	name: row.name,
	createdAt: row.created_at,
	expiresAt: row.expires_at,
});
