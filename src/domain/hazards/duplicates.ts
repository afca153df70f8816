import {daysBetween, type Instant, millisecondsBetween} from '../days.ts';
import {type Hazard, isOpen} from './hazard.ts';

/** Days between two findings, or since the end of one, within which they may be the same. */
export const duplicateDays = 30;

/** What is about to be filed, or was: `riskPointId` and `place` may not be known yet. */
export type Spot = Pick<Hazard, 'siteId' | 'itemId' | 'foundOn'> & {riskPointId: string | null; place: string | null};
export type Likely = {hazard: Hazard; why: 'point-and-item' | 'site-item-place'};

const plain = (place: string | null): string => (place ?? '').replaceAll(/\s+/gu, '');

const whyOf = (spot: Spot, hazard: Hazard): Likely['why'] | null => {
	if (hazard.siteId !== spot.siteId || hazard.itemId !== spot.itemId) return null;
	if (Math.abs(daysBetween(hazard.foundOn, spot.foundOn)) > duplicateDays) return null;
	if (hazard.riskPointId === spot.riskPointId) return 'point-and-item';
	return plain(spot.place) !== '' && plain(hazard.place) === plain(spot.place) ? 'site-item-place' : null;
};

const isRecent = ({state, endedAt}: Hazard, now: Instant): boolean =>
	state === 'closed' && endedAt !== null && millisecondsBetween(endedAt, now) <= duplicateDays * 86_400_000;

/** Hazards that may be the same: same point and item, or same site, item and place (field-traps row 2). Never merged by themselves. */
export const likelyDuplicates = (spot: Spot, candidates: readonly Hazard[], now: Instant): Likely[] =>
	candidates.flatMap(hazard => {
		const why = isOpen(hazard) || isRecent(hazard, now) ? whyOf(spot, hazard) : null;
		return why ? [{hazard, why}] : [];
	});

/** Those of a hazard: defects that one visit told apart, and a hazard and its recurrence, are not the same. */
export const duplicatesOf = (one: Hazard, candidates: readonly Hazard[], now: Instant): Likely[] =>
	likelyDuplicates(one, candidates, now).filter(
		({hazard}) =>
			hazard.id !== one.id &&
			!(one.inspectionId && hazard.inspectionId === one.inspectionId) &&
			hazard.recurrenceOf !== one.id &&
			one.recurrenceOf !== hazard.id,
	);
