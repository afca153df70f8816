import {randomBytes} from 'node:crypto';
import {hash, verify} from '@node-rs/argon2';
import {v7 as uuidv7} from 'uuid';
import {type Day, type Instant, plusMilliseconds} from '../../domain/days.ts';
import {isActive, type Person} from '../../domain/person.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {sha256} from '../../store/journal/journal.ts';
import {findAccount} from '../../store/people/people.ts';
import {addSession, logAccess} from '../../store/people/sessions.ts';

const lifetime = 12 * 3_600_000;

export const hashPassword = async (password: string): Promise<string> => hash(password);

/** Verified against this when the account is unknown, so that both answers take the same time. */
let decoy: Promise<string> | undefined;

/** The person of an account, when the password is his. Never says which of the two was wrong (401). */
export async function checkPassword(db: Db, account: string, password: string, today: Day): Promise<Person> {
	const found = await findAccount(db, account);
	decoy ??= hash(randomBytes(12).toString('hex'));
	const isRight = await verify(found?.passwordHash ?? (await decoy), password);
	if (!found?.passwordHash || !isRight || !isActive(found.person, today))
		throw new Problem(401, 'credentials', '账号或口令不对，请核对后重试。');
	return found.person;
}

/** Opens a session; the secret leaves once, the database keeps its hash. */
export async function openSession(
	db: Db,
	personId: string,
	now: Instant,
	address = '',
): Promise<{secret: string; expiresAt: Instant}> {
	const secret = randomBytes(32).toString('base64url');
	const expiresAt = plusMilliseconds(now, lifetime);
	await addSession(db, {
		id: uuidv7(),
		kind: 'session',
		personId,
		name: null,
		createdAt: now,
		expiresAt,
		tokenHash: sha256(secret),
	});
	await logAccess(db, {at: now, personId, what: 'sign-in', address});
	return {secret, expiresAt};
}
