import {withOfficeCalendars} from '../actions/register/office-calendars.ts';
import {type Instant, millisecondsBetween} from '../domain/days.ts';
import type {Services} from '../services.ts';

const readAt = new WeakMap<Services, Instant>();
/** Another server may have been given a year's notice meanwhile. */
const longest = 10_000;

/** Reads the notices that the office entered itself, so that everything after it reckons with them. */
export async function refreshCalendars(services: Services): Promise<void> {
	services.forms = await withOfficeCalendars(services.reader, services.forms);
	readAt.set(services, services.clock.now());
}

/** The same when it was not done of late. */
export async function freshCalendars(services: Services): Promise<void> {
	const at = readAt.get(services);
	if (!at || Math.abs(millisecondsBetween(at, services.clock.now())) >= longest) await refreshCalendars(services);
}
