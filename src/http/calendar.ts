import {ICalCalendar, ICalEventClass, ICalEventTransparency} from 'ical-generator';
import {plusDays} from '../domain/days.ts';
import type {RevisedEvent} from '../domain/schedule/calendar-feed.ts';

const hours = 6;
/** Whole days have no zone: any program shows them on their day. */
const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Visits as RFC 5545; `title` is our own text, it is not escaped. `warnings`: what the days were computed without, such as next year's holidays. */
export function calendarText(title: string, events: readonly RevisedEvent[], warnings: readonly string[] = []): string {
	const calendar = new ICalCalendar({
		name: title,
		prodId: {company: 'dual-prevention-register', product: 'register', language: 'ZH'},
		ttl: hours * 3600,
		...(warnings.length > 0 && {description: warnings.join('')}),
	});
	for (const {id, on, title: summary, place, position, text, sequence, changedAt} of events)
		calendar.createEvent({
			id: `${id}@dual-prevention-register`,
			sequence,
			stamp: new Date(changedAt),
			lastModified: new Date(changedAt),
			allDay: true,
			start: midnight(on),
			end: midnight(plusDays(on, 1)),
			summary,
			description: text,
			...(place && {location: {title: place, ...(position && {geo: {lat: position.lat, lon: position.lng}})}}),
			class: ICalEventClass.PRIVATE,
			transparency: ICalEventTransparency.TRANSPARENT,
		});
	// The library leaves the last line open; RFC 5545 ends every one.
	return `${calendar.toString().trimEnd()}\r\n`;
}
