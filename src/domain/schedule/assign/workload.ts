import type {Day} from '../../days.ts';

/** One due window to give a day and a pair; x and y in metres, minutes without the way to the site. */
export type AssignableSlot = {
	id: string;
	pointId: string;
	siteId: string;
	areaId: string;
	opensOn: Day;
	dueOn: Day;
	/** The last day on which a visit still helps, though late; any day when not said. */
	graceOn?: Day;
	level: string;
	minutes: number;
	x: number;
	y: number;
};
/** `areas: null`: everywhere. */
export type Pair = {
	id: string;
	people: readonly string[];
	areas: readonly string[] | null;
	minutesPerDay: number;
	off: readonly Day[];
};
export type Assignment = {slotId: string; day: Day; pairId: string};
/** `frozen` stays whatever comes; `previous` stays wherever it is as good. `inRow`: visits of a site by one pair on end. */
export type Workload = {
	slots: readonly AssignableSlot[];
	pairs: readonly Pair[];
	workdays: readonly Day[];
	visitMinutes: number;
	frozen?: readonly Assignment[];
	previous?: readonly Assignment[];
	/** What a late slot weighs, by level; 27, 9, 3, 1 when not said, and 1 for a level that is not named. */
	weights?: Readonly<Record<string, number>>;
	inRow?: number;
};

export const standardWeights: Readonly<Record<string, number>> = {major: 27, significant: 9, moderate: 3, low: 1};
export const standardInRow = 3;

/** Two pairs with a common person cannot both be out on one day (rules §1.5). */
export const sharing = (pairs: readonly Pair[]): number[][] =>
	pairs.map(({people}, i) => pairs.flatMap((other, j) => (i !== j && other.people.some(id => people.includes(id)) ? [j] : [])));

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
