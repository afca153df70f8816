import {type Day, dayOf, type Instant} from './domain/days.ts';

/** The only file that reads the time. */
export type Clock = {now: () => Instant; today: () => Day};

export const systemClock: Clock = {
	now: () => new Date().toISOString(),
	today: () => dayOf(new Date().toISOString()),
};
