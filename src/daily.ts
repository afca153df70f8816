import {sealDays} from './actions/journal/seal-day.ts';
import {finishDrawing} from './actions/papers/finish-drawing.ts';
import {planAll} from './actions/schedule/plan-slots.ts';
import {yearOf} from './domain/days.ts';
import {contextOf} from './http/router.ts';
import type {Services} from './services.ts';
import {fillDates} from './store/figures/hazard-dates.ts';
import {system} from './system.ts';

/** Finishes papers left half-drawn before the first request; seals past days and plans ahead right after it, and every half hour. */
export async function prepare(services: Services): Promise<void> {
	await finishDrawing(services);
	// After an update: what figures count of hazards registered before it.
	while ((await services.queue.submit(async db => fillDates(db))) > 0);
	const run = () => void work(services).catch(error => services.log.error({err: error}, 'daily work'));
	// Planning days of downtime may take a while; the service answers meanwhile.
	setImmediate(run);
	setInterval(run, 30 * 60_000).unref();
	const nextYear = yearOf(services.clock.today()) + 1;
	if (!services.forms.calendars.has(nextYear)) {
		process.stderr.write(
			`【注意】${nextYear} 年节假日安排尚未载入 forms/calendar/，该年工作日暂只按周末推算，载入后会重新计算。\n`,
		);
	}
}

/** Seals days that are over and plans ahead; doing it again changes nothing. */
async function work(services: Services): Promise<void> {
	await services.queue.submit(async db => sealDays(db, contextOf(services, system, null)));
	await planAll(services, contextOf(services, system, null));
}
