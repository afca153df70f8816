import {type Day, dayOf, type Instant} from '../../domain/days.ts';

/** The office's own clock, for what is shown only: the server decides what is overdue. */
export const now = (): Instant => new Date().toISOString();
export const today = (): Day => dayOf(now());
