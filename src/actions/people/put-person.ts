import type {Person} from '../../domain/person.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findAccount, findPerson, savePerson} from '../../store/people/people.ts';
import type {Context} from '../context.ts';
import {hashPassword} from './sign-in.ts';

export type PersonPatch = Record<string, unknown> & {password?: string | null};

/** Makes or changes a member of staff. A password never enters the journal; that it changed does. */
export async function putPerson(
	db: Db,
	context: Pick<Context, 'actor' | 'now' | 'requestId' | 'today'>,
	id: string,
	body: PersonPatch,
): Promise<PutDecision<Person>> {
	const {password, ...patch} = body;
	const current = await findPerson(db, id);
	const decision = decidePut<Person>(current, patch, {
		defaults: {
			id,
			account: '',
			name: '',
			roles: [],
			reviewer: false,
			phone: null,
			certificate: null,
			fromOn: context.today,
			toOn: null,
		},
		required: ['account', 'name', 'roles'],
	});
	if (decision.kind === 'unchanged' && password === undefined) return decision;
	const value = decision.kind === 'unchanged' ? {...decision.value, version: decision.value.version + 1} : decision.value;
	const owner = await findAccount(db, value.account);
	if (owner && owner.person.id !== id) throw unprocessable([{path: '/account', message: '这个账号已有人使用。'}]);
	if (value.toOn !== null && value.toOn < value.fromOn) throw unprocessable([{path: '/toOn', message: '不能早于起始日期。'}]);
	await savePerson(db, value, typeof password === 'string' ? await hashPassword(password) : password);
	await record(db, context, {
		subject: `person:${id}`,
		version: value.version,
		action: `person-${decision.kind === 'made' ? 'made' : 'changed'}${password === undefined ? '' : '-with-password'}`,
		after: value,
	});
	return {kind: decision.kind === 'made' ? 'made' : 'changed', value};
}

export async function seePerson(db: Db, id: string): Promise<Person> {
	const person = await findPerson(db, id);
	if (!person) throw new Problem(404, 'not-found', '没有这个人。');
	return person;
}
