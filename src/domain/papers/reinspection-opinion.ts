import type {Day} from '../days.ts';
import type {CitedPaper, Letter, PaperHazard, PaperPerson, PaperPhoto} from './parts.ts';

/** `photos` are those before, `photosAfter` those of the reinspection. */
export type ReinspectedHazard = PaperHazard & {
	dueOn: Day;
	result: 'pass' | 'fail';
	/** What was found. */
	finding?: string | undefined;
	/** The new deadline of what failed. */
	newDueOn?: Day | undefined;
	photosAfter: PaperPhoto[];
};
/** 整改复查意见书 (domain/documents.md §4.4). */
export type ReinspectionOpinionData = Letter & {
	/** The notice that asked for it; null: rectified without one. */
	notice: CitedPaper | null;
	reinspectedOn: Day;
	inspectors: PaperPerson[];
	/** 第几次复查 */
	round: number;
	hazards: ReinspectedHazard[];
};
