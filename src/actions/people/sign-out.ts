import type {Db} from '../../store/engine.ts';
import {sha256} from '../../store/journal/journal.ts';
import {removeSession} from '../../store/people/sessions.ts';

/** Forgets the session that the request carries; a token stays until it is withdrawn. */
export async function closeSession(db: Db, headers: Record<string, string | string[] | undefined>): Promise<void> {
	const secret = /(?:^|;\s*)register_session=([\w-]+)/.exec(String(headers.cookie ?? ''))?.[1];
	if (secret) await removeSession(db, sha256(secret));
}
