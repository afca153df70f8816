import {plusDays} from '../../domain/days.ts';
import {isActive} from '../../domain/person.ts';
import {Problem} from '../../domain/problem.ts';
import {type CalendarSlot, calendarEvents, type RevisedEvent, revise} from '../../domain/schedule/calendar-feed.ts';
import type {Db} from '../../store/engine.ts';
import {sha256} from '../../store/journal/journal.ts';
import {findPeople, findPerson} from '../../store/people/people.ts';
import type {Queue} from '../../store/queue.ts';
import {findPoints} from '../../store/register/risk-points.ts';
import {findSites} from '../../store/register/sites.ts';
import {addressBySecret, calendarSlots, knownEvents, rememberEvents} from '../../store/schedule/calendars.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {callerOfPerson} from '../people/see-caller.ts';

/** A calendar shows the past week and everything given out ahead. */
const daysBack = 7;

/** The visits behind a secret address; 404 when it is unknown, was renewed or given up, or its person has left. */
export async function seePersonCalendar(
	{reader, queue}: {reader: Db; queue: Queue},
	context: Context,
	secret: string,
): Promise<RevisedEvent[]> {
	const address = await addressBySecret(reader, sha256(secret));
	const person = address && (await findPerson(reader, address.personId));
	if (!person || !isActive(person, context.today)) throw new Problem(404, 'not-found', '没有这个日历，地址可能已更换。');
	const {scope} = await callerOfPerson(reader, person.id, context.today);
	const from = plusDays(context.today, -daysBack);
	const slots = await calendarSlots(reader, scope, person.id, from);
	const events = await eventsOf(reader, context, person.id, slots);
	const {events: revised, changed} = revise(events, await knownEvents(reader, person.id, from), context.now);
	if (changed.length === 0) return revised;
	return queue.submit(async db => {
		const again = revise(events, await knownEvents(db, person.id, from), context.now);
		await rememberEvents(db, person.id, again.changed, from);
		return again.events;
	});
}

async function eventsOf(db: Db, {forms, today}: Context, personId: string, slots: readonly Slot[]) {
	const points = await findPoints(db, [...new Set(slots.map(({riskPointId}) => riskPointId))]);
	const people = await findPeople(db, [...new Set(slots.flatMap(({assigned}) => assigned?.people ?? []))]);
	const named: CalendarSlot[] = slots.map(slot => ({
		...slot,
		pointName: points.get(slot.riskPointId)?.name ?? '',
		pointPlace: points.get(slot.riskPointId)?.place ?? '',
		checklistTitle: forms.checklists.get(slot.checklist)?.title ?? slot.checklist,
	}));
	return calendarEvents(named, {
		personId,
		today,
		places: await findSites(db, [...new Set(slots.map(({siteId}) => siteId))]),
		names: new Map([...people].map(([id, {name}]) => [id, name])),
	});
}
