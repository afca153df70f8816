import type {HazardFigure} from './figures.ts';
import type {Seen} from './seen.ts';

/** What a figure says: `value` is null on an empty denominator (rules §1.10); a rate is between 0 and 1. */
export type Count = {numerator: number; denominator: number | null; value: number | null; p90?: number | null};
/** So many hazards that look the same to the figures. */
export type Group = {seen: Seen; count: number};

export const counted = (numerator: number): Count => ({numerator, denominator: null, value: numerator});
export const rated = (numerator: number, denominator: number): Count => ({
	numerator,
	denominator,
	value: denominator === 0 ? null : numerator / denominator,
});

const sum = (groups: readonly Group[]): number => groups.reduce((all, {count}) => all + count, 0);

/** A figure over hazards, alike or each for itself. */
export function countFigure({kind, of, holds}: HazardFigure, groups: readonly Group[]): Count {
	const under = groups.filter(({seen}) => of(seen));
	const above = under.filter(({seen}) => holds(seen));
	if (kind === 'rate') return rated(sum(above), sum(under));
	if (kind === 'count') return counted(sum(above));
	return {numerator: sum(above), denominator: null, value: quantile(above, 0.5), p90: quantile(above, 0.9)};
}

/** The smallest number of days that this part of the hazards did not exceed; of two in the middle the mean. */
function quantile(groups: readonly Group[], part: number): number | null {
	const total = sum(groups);
	if (total === 0) return null;
	const sorted = [...groups].sort((a, b) => a.seen.daysToClose! - b.seen.daysToClose!);
	const at = (rank: number): number => {
		let seen = 0;
		for (const {seen: one, count} of sorted) {
			seen += count;
			if (seen >= rank) return one.daysToClose!;
		}
		return sorted.at(-1)!.seen.daysToClose!;
	};
	if (part === 0.5 && total % 2 === 0) return (at(total / 2) + at(total / 2 + 1)) / 2;
	return at(Math.ceil(total * part));
}
