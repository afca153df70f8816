import {type Day, dayOf, type Instant} from '../../domain/days.ts';
import {isActive, type Person} from '../../domain/person.ts';
import {scopeOf} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {firstPicture, pictureAt} from '../../store/journal/as-of.ts';
import {sha256} from '../../store/journal/journal.ts';
import {findHolder, findPerson, grantsOf} from '../../store/people/people.ts';
import {listAreas} from '../../store/register/areas.ts';
import type {Caller} from '../context.ts';

/** Who a session's secret belongs to, with the union of his grants today; undefined when unknown, expired or left. */
export async function callerOf(db: Db, secret: string, now: Instant, today: Day): Promise<Caller | undefined> {
	const [holder, areas] = await Promise.all([findHolder(db, sha256(secret), now), listAreas(db)]);
	if (!holder || !isActive(holder.person, today)) return undefined;
	return {person: holder.person, scope: scopeOf(holder.grants, areas, today)};
}

/** A person with his scope today, by id; for work that no session asks for. */
export async function callerOfPerson(db: Db, id: string, today: Day): Promise<Caller> {
	const person = await findPerson(db, id);
	if (!person) throw new Error(`no person ${id}`);
	return {person, scope: scopeOf(await grantsOf(db, id), await listAreas(db), today)};
}

/** A member of staff, whether he still is one or not. */
export const personEver = async (db: Db, id: string): Promise<Person | undefined> => findPerson(db, id);

/**
 * Who did something at a moment, with the roles that he had then or has now and his scope today: what is done offline survives a
 * change of duty (rules §1.7). A moment that lies ahead is now.
 */
export async function callerAsOf(db: Db, id: string, moment: Instant, {now, today}: {now: Instant; today: Day}): Promise<Caller> {
	const caller = await callerOfPerson(db, id, today);
	const at = moment < now ? moment : now;
	const subject = `person:${id}`;
	const then = (await pictureAt<Person>(db, subject, at)) ?? (await firstPicture<Person>(db, subject)) ?? caller.person;
	const roles = [
		...(isActive(then, dayOf(at)) ? then.roles : []),
		...(isActive(caller.person, today) ? caller.person.roles : []),
	];
	return {...caller, person: {...caller.person, roles: [...new Set(roles)]}};
}
