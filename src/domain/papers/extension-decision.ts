import type {Day} from '../days.ts';
import type {PaperBase, PaperContact, PaperReference} from './paper-base.ts';

export type ExtensionHazard = {
	number: string;
	place: string;
	description: string;
	dueOn: Day;
	askedDueOn: Day;
	/** The new deadline; null when refused. */
	newDueOn: Day | null;
};
/** 整改延期决定书: the answer to a request that came before the deadline. */
export type ExtensionDecisionData = PaperBase & {
	number: string;
	addressee: string;
	notice: PaperReference;
	request: {on: Day; reason: string; safeguards: string};
	granted: boolean;
	reason: string;
	hazards: ExtensionHazard[];
	contact: PaperContact;
	cc?: string | undefined;
};
