import type {Day} from '../days.ts';
import type {CitedPaper, Letter, PaperHazard} from './parts.ts';

/** `dueOn` before, `askedDueOn` asked for, `grantedDueOn` decided: null when refused. */
export type ExtendedHazard = Pick<PaperHazard, 'number' | 'place' | 'description'> & {
	dueOn: Day;
	askedDueOn: Day;
	grantedDueOn: Day | null;
};
/** 整改延期决定书: one request, granted or refused. */
export type ExtensionDecisionData = Letter & {
	notice: CitedPaper | null;
	requestedOn: Day;
	/** Why it was asked for, in the applicant's words. */
	grounds: string;
	/** The applicant's safeguards while it lasts. */
	safeguards: string;
	granted: boolean;
	/** Why it is decided so. */
	reason: string;
	hazards: ExtendedHazard[];
};
