import {sealDays} from './actions/journal/seal-day.ts';
import {finishDrawing} from './actions/papers/finish-drawing.ts';
import {planAll} from './actions/schedule/plan-slots.ts';
import {redateAll} from './actions/schedule/redate-slots.ts';
import {calendarWarnings} from './domain/calendar.ts';
import {plusMilliseconds} from './domain/days.ts';
import {refreshCalendars} from './http/fresh-calendars.ts';
import {contextOf} from './http/router.ts';
import type {Services} from './services.ts';
import {fillDates} from './store/figures/hazard-dates.ts';
import {system} from './system.ts';

/** Finishes papers left half-drawn before the first request; seals past days and plans ahead right after it, and every half hour. */
export async function prepare(services: Services): Promise<void> {
	await refreshCalendars(services);
	await finishDrawing(services);
	// After an update: what figures count of hazards registered before it.
	await fillAllDates(services.queue);
	const run = () => void work(services).catch(error => services.log.error({err: error}, 'daily work'));
	// Planning days of downtime may take a while; the service answers meanwhile.
	setImmediate(run);
	const hourAgo = plusMilliseconds(services.clock.now(), -3_600_000);
	void services.files.sweep(hourAgo).catch(error => services.log.error({err: error}, 'sweep'));
	setInterval(run, 30 * 60_000).unref();
	for (const warning of calendarWarnings(services.forms.calendars, services.clock.today()))
		process.stderr.write(`【注意】${warning}（PUT /api/calendar/年份，或 forms/calendar/）\n`);
}

async function fillAllDates({submit}: Services['queue']): Promise<void> {
	for (let after: number | null = 0; after !== null; ) {
		const last: number = after;
		after = await submit(async db => fillDates(db, last));
	}
}

/** The calendars that due days were last brought in line with: at the start, and when another server was given one. */
let redatedBy: Services['forms']['calendars'] | undefined;

/** Plans ahead and seals days that are over; doing it again changes nothing. Seals come last: from them the planning knows since when nothing ran. */
async function work(services: Services): Promise<void> {
	await refreshCalendars(services);
	const context = contextOf(services, system, null);
	try {
		if (redatedBy !== services.forms.calendars) await redateAll(services, context);
		redatedBy = services.forms.calendars;
		await planAll(services, context);
	} finally {
		await services.queue.submit(async db => sealDays(db, contextOf(services, system, null)));
	}
}
