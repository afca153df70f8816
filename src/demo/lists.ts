import {type Day, daysBetween, weekdayOf} from '../domain/days.ts';
import type {Office} from './cases.ts';
import {idOf} from './world.ts';

const every = 28;

/** Both lists are issued every four weeks, on the first Thursday that there is something to say. */
export async function issueLists(office: Office, day: Day): Promise<void> {
	const {issuedOn, cases, door} = office;
	if (weekdayOf(day) !== 4 || cases.size < 20 || (issuedOn && daysBetween(issuedOn, day) < every)) return;
	office.issuedOn = day;
	for (const list of ['hazards', 'measures']) {
		const id = idOf(`issue/${list}/${day}`);
		await door(idOf('manager'), 'post', '/api/list-issues', {id, list});
		await door(idOf('leader'), 'post', `/api/list-issues/${id}/approval`, {});
	}
}
