import type {Day} from '../days.ts';
import type {PaperBase} from './paper-base.ts';

export type RouteStop = {
	order: number;
	/** Straight line from the stop before; null without positions. */
	metres: number | null;
	minutes: number;
	siteName: string;
	siteLabel: string;
	address: string;
	occupant: string | null;
	points: {
		label: string;
		name: string;
		place: string;
		level: string;
		checklist: string;
		dueOn: Day;
		overdue: boolean;
		why: string;
	}[];
	openHazards: {number: string; place: string; description: string; grade: string; dueOn: Day; overdue: boolean}[];
};
/** 巡查路线单: one pair, one day. */
export type RouteSheetData = PaperBase & {
	number: null;
	day: Day;
	team: string;
	people: string[];
	minutes: number;
	metres: number | null;
	scope: string | null;
	stops: RouteStop[];
	/** Leads to this sheet; printed as a code. */
	url: string;
};
