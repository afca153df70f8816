import {type Day, daysBetween, plusDays, weekdayOf} from '../domain/days.ts';
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

/** On Mondays the report of the week before, on the first workday of a month that of the month; the leader reads it on the next. */
export async function writeReports(office: Office, from: Day, day: Day): Promise<void> {
	const {door, unread, reportedOn} = office;
	for (const id of unread.splice(0)) await door(idOf('leader'), 'post', `/api/reports/${id}/freezing`, {});
	const last = reportedOn ?? from;
	office.reportedOn = day;
	if (daysBetween(from, day) < 14) return;
	if (weekdayOf(day) < weekdayOf(last) || daysBetween(last, day) >= 7) await draft(office, 'weekly', plusDays(day, -7));
	if (last.slice(0, 7) !== day.slice(0, 7)) await draft(office, 'monthly', last);
}

async function draft({door, unread}: Office, kind: string, on: Day): Promise<void> {
	const id = idOf(`report/${kind}/${on}`);
	await door(idOf('manager'), 'post', '/api/reports', {id, kind, on});
	unread.push(id);
}
