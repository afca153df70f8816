import {randomBytes} from 'node:crypto';
import {v7 as uuidv7} from 'uuid';
import {dueAt, plusDays} from '../../domain/days.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {lastOf, record, sha256} from '../../store/journal/journal.ts';
import {findPerson} from '../../store/people/people.ts';
import {addSession, findToken, isSessionTaken, listTokens, removeSessionById, type Session} from '../../store/people/sessions.ts';
import type {Context} from '../context.ts';

const longest = 366;
type Asked = {id?: string; name: string; personId?: string; expiresOn: string};
export type Token = Omit<Session, 'kind' | 'name'> & {name: string};

/** Makes a token for a program: one's own, or another's by an administrator. The database keeps the secret's hash only. */
export async function makeToken(db: Db, context: Context, body: Asked): Promise<Token & {secret: string}> {
	const personId = body.personId ?? context.caller.person.id;
	if (personId !== context.caller.person.id && !mayManage(context))
		throw new Problem(403, 'wrong-person', '只能为本人申请令牌。');
	if (!(await findPerson(db, personId))) throw unprocessable([{path: '/personId', message: '没有这个人。'}]);
	if (body.expiresOn < context.today || body.expiresOn > plusDays(context.today, longest)) {
		throw unprocessable([{path: '/expiresOn', message: '应在今天起一年之内。'}]);
	}
	const secret = randomBytes(32).toString('base64url');
	const id = body.id ?? uuidv7();
	await mustBeNew(db, id);
	const token = {id, personId, name: body.name, createdAt: context.now, expiresAt: dueAt(body.expiresOn)};
	await addSession(db, {...token, kind: 'token', tokenHash: sha256(secret)});
	await record(db, context, {subject: `token:${id}`, version: 1, action: 'token-made', after: token});
	return {...token, secret};
}

/** A secret is shown once: the same id again is not answered again, not even when its token was taken back. */
async function mustBeNew(db: Db, id: string): Promise<void> {
	if (!(await isSessionTaken(db, id)) && !(await lastOf(db, `token:${id}`, 'token-made'))) return;
	throw new Problem(409, 'id-taken', '这个编号已用过；令牌的内容只显示一次，请换一个编号重新申请。');
}

/** Takes a token back at once. */
export async function withdrawToken(db: Db, context: Context, id: string): Promise<{id: string; withdrawn: boolean}> {
	const token = await findToken(db, id);
	if (!token || (token.personId !== context.caller.person.id && !mayManage(context)))
		throw new Problem(404, 'not-found', '没有这个令牌。');
	await removeSessionById(db, id);
	await record(db, context, {
		subject: `token:${id}`,
		version: 2,
		action: 'token-withdrawn',
		after: {...shown(token), withdrawnAt: context.now},
	});
	return {id, withdrawn: true};
}

/** One's own tokens; an administrator sees all. */
export async function seeTokens(db: Db, context: Context): Promise<Token[]> {
	const tokens = await listTokens(db);
	return tokens.filter(token => mayManage(context) || token.personId === context.caller.person.id).map(shown);
}

const mayManage = ({caller}: Context) => caller.person.roles.includes('administrator');

const shown = ({id, personId, name, createdAt, expiresAt}: Session): Token => ({
	id,
	personId,
	name: name ?? '',
	createdAt,
	expiresAt,
});
