import type {Day, Instant} from '../../domain/days.ts';
import {isActive} from '../../domain/person.ts';
import {scopeOf} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {sha256} from '../../store/journal/journal.ts';
import {findPerson, grantsOf} from '../../store/people/people.ts';
import {findSession} from '../../store/people/sessions.ts';
import {listAreas} from '../../store/register/areas.ts';
import type {Caller} from '../context.ts';

/** Who a session's secret belongs to, with the union of his grants today; undefined when unknown, expired or left. */
export async function callerOf(db: Db, secret: string, now: Instant, today: Day): Promise<Caller | undefined> {
	const session = await findSession(db, sha256(secret), now);
	const person = session && (await findPerson(db, session.personId));
	if (!person || !isActive(person, today)) return undefined;
	return {person, scope: scopeOf(await grantsOf(db, person.id), await listAreas(db), today)};
}

/** A person with his scope today, by id; for work that no session asks for. */
export async function callerOfPerson(db: Db, id: string, today: Day): Promise<Caller> {
	const person = await findPerson(db, id);
	if (!person) throw new Error(`no person ${id}`);
	return {person, scope: scopeOf(await grantsOf(db, id), await listAreas(db), today)};
}
