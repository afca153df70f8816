import type {Day} from '../days.ts';
import type {PaperBase, PaperContact} from './parts.ts';

/** One visit of the day in walking order. */
export type RouteStop = {
	site: string;
	address: string;
	community: string;
	contact: PaperContact | null;
	/** D000123-7 */
	label: string;
	minutes: number;
	/** Points to check: name, checklist, level in words, last day of the window. */
	points: {name: string; checklist: string; level: string; dueOn: Day}[];
	/** Why it is today's turn, sentences of the pack. */
	why: string[];
	/** Hazards to reinspect or to ask about. */
	open: {number: string; description: string; dueOn: Day; reinspect: boolean}[];
};
/** 巡查路线单 of a pair for one day, on paper for a day without phones. */
export type RouteSheetData = PaperBase & {
	day: Day;
	team: string;
	pair: PaperContact[];
	stops: RouteStop[];
	/** Minutes of the pair's day. */
	minutesPerDay: number;
	notes: string[];
	url?: string | undefined;
};
