import type {Person} from '../../domain/person.ts';
import type {Db} from '../../store/engine.ts';
import {listPeople} from '../../store/people/people.ts';
import type {Context} from '../context.ts';

/** Everyone sees names and roles; phones and certificates by rules §1.2 (auditor: masked). */
export async function seePeople(db: Db, {caller}: Context): Promise<Person[]> {
	const people = await listPeople(db);
	const {roles} = caller.person;
	const seesPhones = roles.some(role => role === 'inspector' || role === 'manager' || role === 'leader');
	if (seesPhones) return people;
	const isAuditor = roles.includes('auditor');
	return people.map(person => ({
		...person,
		phone: isAuditor && person.phone ? `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}` : null,
		certificate: isAuditor || roles.includes('administrator') ? person.certificate : null,
	}));
}
