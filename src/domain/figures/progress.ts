import {type Day, daysBetween} from '../days.ts';

/** Slots that fall due in a period: `kept` without excused and superseded ones, `done` in time or late, `missed` for good. */
export type Kept = {kept: number; done: number; missed: number};

/** The part of a period that is over before a day begins: 0 up to its first day, 1 after its last. */
export const elapsedShare = (from: Day, to: Day, today: Day): number => {
	const length = daysBetween(from, to) + 1;
	return Math.min(1, Math.max(0, daysBetween(from, today) / length));
};

/** The part of what falls due in the period that is done; null when nothing does. */
export const doneShare = ({kept, done}: Kept): number | null => (kept === 0 ? null : done / kept);

const tolerance = 0.1;

/** Behind when the work is further back than the time by more than a tenth of the whole. */
export const isBehind = (kept: Kept, elapsed: number): boolean => {
	const share = doneShare(kept);
	return share !== null && elapsed - share > tolerance;
};
