import type {PackHazard} from '../offline/pack-type.ts';
import {isClosed} from '../offline/view.ts';

/** A picture from before, and what it shows. */
export type OldPicture = {sha: string; words: string};

const named = (shas: readonly string[], words: string): OldPicture[] => shas.map(sha => ({sha, words}));

export const before = ({photosBefore}: PackHazard): OldPicture[] => named(photosBefore, '整改前');

/** What stands beside the camera when it is looked at again: how it was, and as the site says it is now. */
export const beforeAndReported = (hazard: PackHazard): OldPicture[] => [
	...before(hazard),
	...named(hazard.report?.photos ?? [], '报来的整改后'),
];

/** The same for a look back: first how it was when it was closed. */
export const closedAndBefore = (hazard: PackHazard): OldPicture[] => [
	...named(isClosed(hazard) ? hazard.photosAtClose : [], '销号时'),
	...before(hazard),
];
