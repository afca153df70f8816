import {type Day, dayOf, type Instant} from '../days.ts';

const inShanghai = (moment: Instant): string => new Date(Date.parse(moment) + 8 * 3_600_000).toISOString();

/** 截至10:32:05 today, with its day on any other (rules §1.10). */
export const cutOffLabel = (moment: Instant, today: Day): string => {
	const local = inShanghai(moment);
	return `截至${dayOf(moment) === today ? '' : `${local.slice(0, 10)} `}${local.slice(11, 19)}`;
};
