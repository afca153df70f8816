import type {DayCounter} from '../day-counter.ts';
import type {Day, Instant} from '../days.ts';
import {gradeRank, type HazardGrade} from '../hazards/hazard.ts';
import type {DutyTerms} from '../tables.ts';
import type {HazardDates, OwedLook} from './dates.ts';
import {signsOf} from './signs.ts';

/** Whether every look that was owed by the cut-off was made within the days of its regime; 'none' while none was owed. */
export type Looks = 'none' | 'in-time' | 'late';

/** A hazard as the figures see it at a cut-off. */
export type Seen = {
	signs: number;
	/** Its latest deadline has passed. */
	isDue: boolean;
	/** The day of its registration is over. */
	isDayOver: boolean;
	daysToClose: number | null;
	looks: Looks;
	/** Registered before at this site for this item within twelve months. */
	wasThere: boolean;
};

export type Judge = (domain: string, looks: readonly OwedLook[], today: Day) => Looks;

/** Judges looks by the office's own days (消防 3, otherwise 10 working days by default). */
export const judgeOf =
	({reinspectWorkdays}: Pick<DutyTerms, 'reinspectWorkdays'>, count: DayCounter): Judge =>
	(domain, looks, today) => {
		const row = reinspectWorkdays.find(each => each.domain === domain) ?? reinspectWorkdays.find(each => each.domain === null);
		const judged = looks.map(({since, on}) => ({on, by: count.workdaysAfter(since, row!.days).day}));
		const owed = judged.filter(({on, by}) => on !== null || by < today);
		if (owed.length === 0) return 'none';
		return owed.every(({on, by}) => on !== null && on <= by) ? 'in-time' : 'late';
	};

/** A year earlier on the calendar, as text: 29 February has its place between the 28th and the 1st of March. */
export const yearBefore = (moment: Instant): Instant => `${Number(moment.slice(0, 4)) - 1}${moment.slice(4)}`;

/** The slow, plain definition of what is seen of one hazard among all, from pictures as of the cut-off. */
export const seenOf = (dates: HazardDates, all: readonly HazardDates[], today: Day, judge: Judge): Seen => ({
	signs: signsOf(dates),
	isDue: dates.dueOn < today,
	isDayOver: dates.registeredOn < today,
	daysToClose: dates.daysToClose,
	looks: judge(dates.domain, dates.looks, today),
	wasThere: all.some(earlier => isRepetition(earlier, dates)),
});

const isRepetition = (earlier: HazardDates, {siteId, domain, itemId, registeredAt}: HazardDates): boolean =>
	earlier.siteId === siteId &&
	earlier.domain === domain &&
	earlier.itemId === itemId &&
	earlier.registeredAt < registeredAt &&
	earlier.registeredAt >= yearBefore(registeredAt) &&
	(earlier.standing === 'open' || earlier.standing === 'closed');

const grades = Object.keys(gradeRank) as HazardGrade[];
/** The grade of a column `grade_rank`: 0 major … 2 general. */
export const gradeOfRank = (rank: number): HazardGrade => grades.find(grade => gradeRank[grade] === 2 - rank)!;
