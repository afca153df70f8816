import type {Day} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {PaperBase, PaperContact, PaperPerson, PaperPhoto, PaperReference} from './paper-base.ts';

export type ReinspectedHazard = {
	number: string;
	place: string;
	description: string;
	requirement: string;
	grade: HazardGrade;
	result: 'pass' | 'fail';
	note?: string | undefined;
	/** Only after a failed one. */
	newDueOn: Day | null;
	/** The same place before and after; `after` is what the reinspection saw. */
	photos: {before: PaperPhoto | null; after: PaperPhoto | null}[];
};
/** 整改复查意见书 (documents §4.4): never without its notice. */
export type ReinspectionOpinionData = PaperBase & {
	number: string;
	addressee: string;
	notice: PaperReference;
	reinspectedOn: Day;
	inspectors: PaperPerson[];
	hazards: ReinspectedHazard[];
	contact: PaperContact;
	cc?: string | undefined;
};
