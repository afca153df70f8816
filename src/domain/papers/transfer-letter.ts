import type {Day} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {PaperBase, PaperContact, PaperPerson, PaperPhoto, PaperSite} from './paper-base.ts';

export type TransferredHazard = {
	number: string;
	place: string;
	description: string;
	basis: string[];
	grade: HazardGrade;
	redFlag: boolean;
	foundOn: Day;
	dueOn: Day;
	photos: PaperPhoto[];
};
/** 移送函: facts, basis and evidence for the department that has the power. */
export type TransferLetterData = PaperBase & {
	number: string;
	addressee: string;
	site: PaperSite;
	inspectedOn: Day;
	inspectors: PaperPerson[];
	inspectionNumber: string;
	hazards: TransferredHazard[];
	/** Why it is that department's: a clause or the routing table's words. */
	basis: string;
	/** What the street has asked of the site until now. */
	steps: string[];
	replyBy: Day;
	/** 附件: titles in order; the photos follow as an enclosure of their own. */
	enclosures: string[];
	contact: PaperContact;
	cc?: string | undefined;
};
