import type {Day} from '../days.ts';
import type {PaperBase, PaperContact, PaperPhoto, PaperSite} from './paper-base.ts';

/** 提请挂牌督办的函: the street asks, the district or city lists (rules §1.13). */
export type ListingRequestData = PaperBase & {
	number: string;
	addressee: string;
	level: 'district' | 'city';
	site: PaperSite;
	hazard: {
		number: string;
		place: string;
		description: string;
		foundOn: Day;
		dueOn: Day;
		/** The department's decision that it is a major one. */
		decision: {department: string; documentNumber: string; decidedOn: Day};
		/** 现状及产生原因, 危害程度, 整改难易程度分析. */
		cause?: string | undefined;
		harm?: string | undefined;
		difficulty?: string | undefined;
	};
	/** 五落实, as far as known. */
	plan?: {measures: string; person: string; funds: string; dueOn: Day; plan: string} | undefined;
	/** What the street has done until now. */
	steps: string[];
	enclosures: string[];
	photos: PaperPhoto[];
	contact: PaperContact;
	cc?: string | undefined;
};
