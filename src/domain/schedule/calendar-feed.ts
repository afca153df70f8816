import {v5} from 'uuid';
import {type Day, type Instant, inWords} from '../days.ts';
import {hideNumbers} from '../personal.ts';
import {type Visit, visitsOf} from './visits.ts';

/** A slot in a calendar, with the names of what it is about. */
export type CalendarSlot = {
	siteId: string;
	dueOn: Day;
	checkedOn?: Day;
	assigned?: {on: Day; pairId: string; people: string[]};
	pointName: string;
	pointPlace: string;
	checklistTitle: string;
};
export type CalendarPlace = {name: string; address: string; building: string | null; position: {lat: number; lng: number} | null};
export type CalendarEvent = {
	id: string;
	on: Day;
	title: string;
	place: string;
	position: {lat: number; lng: number} | null;
	text: string;
};
/** How an event stood when it was last given out. */
export type KnownEvent = {id: string; sequence: number; content: string; changedAt: Instant};
export type RevisedEvent = CalendarEvent & Pick<KnownEvent, 'sequence' | 'changedAt'>;

const space = '0f0c6d7e-7d0b-4f0e-9a5d-2f5f1d1f6a33';

type Around = {personId: string; today: Day; places: ReadonlyMap<string, CalendarPlace>; names: ReadonlyMap<string, string>};

/** One event per visit of a person; a coming visit at which all was checked before is none. Says nothing that changes by itself with the day, and no telephone number. */
export const calendarEvents = (slots: readonly CalendarSlot[], around: Around): CalendarEvent[] =>
	visitsOf(slots)
		.filter(visit => visit.on <= around.today || visit.slots.some(({checkedOn}) => checkedOn === undefined))
		.flatMap(visit => {
			const place = around.places.get(visit.siteId);
			return place ? [eventOf(visit, place, around)] : [];
		});

function eventOf(visit: Visit<CalendarSlot>, place: CalendarPlace, {personId, names}: Around): CalendarEvent {
	const colleagues = visit.people.map(id => names.get(id) ?? '').filter(name => name !== '');
	const lines = [
		...visit.slots.map((slot, i) => `${i + 1}. ${lineOf(slot)}`),
		...(colleagues.length > 0 ? [`检查人员：${colleagues.join('、')}`] : []),
	];
	return {
		id: v5(`${personId}/${visit.siteId}/${visit.pairId}/${visit.on}`, space),
		on: visit.on,
		title: hideNumbers(`检查：${place.name}（${visit.slots.length}项）`, 'none'),
		place: hideNumbers([place.address, place.building].filter(Boolean).join(' '), 'none'),
		position: place.position,
		text: hideNumbers(lines.join('\n'), 'none'),
	};
}

const lineOf = ({pointName, pointPlace, checklistTitle, dueOn, checkedOn}: CalendarSlot): string =>
	`${pointName}（${pointPlace}）《${checklistTitle}》，${checkedOn ? `已于${inWords(checkedOn)}检查` : `${inWords(dueOn)}前`}`;

/** Each event with its number of change: it grows when the event says something else than when it was last given out, and only then (RFC 5545 §3.8.7.4). */
export function revise(
	events: readonly CalendarEvent[],
	known: ReadonlyMap<string, KnownEvent>,
	now: Instant,
): {events: RevisedEvent[]; changed: Array<KnownEvent & {on: Day}>} {
	const changed: Array<KnownEvent & {on: Day}> = [];
	const revised = events.map(event => {
		const content = v5(JSON.stringify(event), space);
		const before = known.get(event.id);
		if (before?.content === content) return {...event, sequence: before.sequence, changedAt: before.changedAt};
		const sequence = before ? before.sequence + 1 : 0;
		changed.push({id: event.id, on: event.on, sequence, content, changedAt: now});
		return {...event, sequence, changedAt: now};
	});
	return {events: revised, changed};
}
