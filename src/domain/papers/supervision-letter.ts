import type {Day} from '../days.ts';
import type {CitedPaper, Letter, PaperHazard} from './parts.ts';

export type OverdueHazard = Omit<PaperHazard, 'photos'> & {
	/** The site it is at; left out when it is the addressee's own. */
	site?: string | undefined;
	dueOn: Day;
	/** Whole days since the deadline, as of `issuedOn`. */
	daysOverdue: number;
	notice: CitedPaper | null;
};
/** 督办函: to the site, or to whoever leads the matter; overdue hazards and the steps that went before. */
export type SupervisionLetterData = Letter & {
	hazards: OverdueHazard[];
	/** 已采取的督促措施, oldest first; `step` in words, 提醒、通报 … */
	earlier: {step: string; on: Day}[];
	/** What is asked for besides mending; empty: the usual sentences only. */
	requirement?: string | undefined;
	replyBy: Day;
};
