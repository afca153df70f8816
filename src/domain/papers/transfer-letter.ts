import type {Day} from '../days.ts';
import type {Enclosure, Letter, PaperHazard, PaperPerson, PaperSubject} from './parts.ts';

/** `basis` of the hazard: what was broken; `requirement` and `dueOn`: what the street asked for. */
export type TransferredHazard = PaperHazard & {requirement: string; dueOn: Day};
/** 移送函: facts, what has been done, the department's competence, enclosures, and a slip to return. */
export type TransferLetterData = Letter & {
	subject: PaperSubject;
	inspectedOn: Day;
	inspectors: PaperPerson[];
	inspectionNumbers: string[];
	hazards: TransferredHazard[];
	/** Why the matter is the department's, as in the routing table. */
	basis: string;
	/** 已采取的措施, oldest first. */
	taken: {what: string; on: Day}[];
	/** Same-day duty (▲): how and when the department was told before this letter. */
	notified?: string | undefined;
	enclosures: Enclosure[];
	replyBy: Day;
};
