import {type Day, dueAt, maxDay, plusMilliseconds} from '../days.ts';
import type {Hazard} from '../hazards/hazard.ts';
import {movesFor} from '../hazards/hazard-moves.ts';
import type {Person} from '../person.ts';

/** How long a phone may work with what it holds (rules §1.8). */
export const packDays = 7;

/** Closed hazards that a pack brings to be looked back at: so many of each site, closed within so long. */
export const lookbackTerms = {each: 5, within: 'P12M'} as const;

/** Whether there is anything to look back at: it was mended, and has not been found again already. */
export const mayLookBack = ({state, closure, facts}: Hazard): boolean =>
	state === 'closed' && closure !== 'site-gone' && facts.lookbacks?.at(-1)?.result !== 'recurred';

/** Photos by which its mending was accepted: of the last look that passed, else of the mending on the spot, else as reported. */
export function photosAtClose({facts}: Hazard): string[] {
	const passed = facts.reinspections.filter(({result}) => result === 'pass').at(-1);
	return [passed?.photos, facts.photosAfter, facts.reports.at(-1)?.photos].find(photos => photos && photos.length > 0) ?? [];
}

/** Whether a person is one of those who may look at a hazard again by a day: reported, or due by then, and by other hands. */
export function isToReinspect(hazard: Hazard, {id, roles}: Pick<Person, 'id' | 'roles'>, by: Day): boolean {
	if (hazard.state !== 'reported' && !(hazard.state === 'rectifying' && hazard.dueOn <= by)) return false;
	const today = maxDay(hazard.dueOn, by);
	const now = plusMilliseconds(dueAt(today), 1);
	return movesFor(hazard, {id, roles}, {now, today, awaitedPhotos: []}).includes('reinspections');
}
