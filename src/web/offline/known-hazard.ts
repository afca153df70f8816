import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {PackHazard} from './pack-type.ts';
import {sites} from './view.ts';

/** A hazard as far as a pack tells it: whether it is open, where it is, and whose hands were on it. */
export function knownHazard(hazard: PackHazard): Hazard {
	// A pack of an older build of the pages does not name them.
	const {filers = [], reporters = [], photosBefore} = hazard as Partial<PackHazard> & PackHazard;
	const reports = reporters.map(by => ({round: hazard.round, by, onBehalf: false, on: '', text: '', photos: [], at: ''}));
	return {
		...hazard,
		originalDays: hazard.originalDays ?? 0,
		communityId: sites.value.get(hazard.siteId)?.communityId ?? '',
		facts: {filers, photosBefore, photosAfter: [], reports, reinspections: [], deadlines: []},
	} as unknown as Hazard;
}
