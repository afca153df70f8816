import {type Day, dueAt, maxDay, plusMilliseconds} from '../days.ts';
import type {Hazard} from '../hazards/hazard.ts';
import {movesFor} from '../hazards/hazard-moves.ts';
import type {Person} from '../person.ts';

/** How long a phone may work with what it holds (rules §1.8). */
export const packDays = 7;

/** Whether a person is one of those who may look at a hazard again by a day: reported, or due by then, and by other hands. */
export function isToReinspect(hazard: Hazard, {id, roles}: Pick<Person, 'id' | 'roles'>, by: Day): boolean {
	if (hazard.state !== 'reported' && !(hazard.state === 'rectifying' && hazard.dueOn <= by)) return false;
	const today = maxDay(hazard.dueOn, by);
	const now = plusMilliseconds(dueAt(today), 1);
	return movesFor(hazard, {id, roles}, {now, today, awaitedPhotos: []}).includes('reinspections');
}
