import type {Day} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {PaperBase, PaperContact} from './paper-base.ts';

export type SupervisedHazard = {
	number: string;
	siteName: string;
	place: string;
	description: string;
	grade: HazardGrade;
	dueOn: Day;
	/** Days past the deadline on the day of issue. */
	lateDays: number;
	/** The notice that set the deadline, when there was one. */
	noticeNumber: string | null;
};
/** 督办函: presses whoever answers for overdue hazards, after reminders did not help. */
export type SupervisionLetterData = PaperBase & {
	number: string;
	addressee: string;
	hazards: SupervisedHazard[];
	/** What was done before, as it is to be read: '2026年3月20日书面提醒'. */
	steps: string[];
	demands: string[];
	replyBy: Day;
	contact: PaperContact;
	cc?: string | undefined;
};
