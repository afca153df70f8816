import {type Day, plusDays, weekdayOf} from '../../../../domain/days.ts';

export type Load = {day: Day; pairId: string; minutes: number};
export type Cell = {day: Day; own: number; others: number; isOut: boolean};
export type Week = {monday: Day; cells: Cell[]};
/** How full a day is, in steps that each have a colour and a word. */
export type Fullness = 'none' | 'light' | 'half' | 'full' | 'over';
export const fullnessWords: Record<Fullness, string> = {
	none: '无安排',
	light: '较空',
	half: '过半',
	full: '将满',
	over: '超出',
};

export const fullnessOf = (minutes: number, most: number): Fullness => {
	if (minutes === 0) return 'none';
	if (minutes > most) return 'over';
	const share = minutes / most;
	return share > 0.85 ? 'full' : share > 0.5 ? 'half' : 'light';
};

/** One pair's weeks from the first day to the last, Monday to Sunday; `own` of the plan at hand, `others` of other plans. */
export function weeksOf(pairId: string, days: readonly Day[], own: readonly Load[], others: readonly Load[]): Week[] {
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last) return [];
	const out = new Set(days);
	const sum = (loads: readonly Load[]) =>
		new Map(loads.filter(load => load.pairId === pairId).map(({day, minutes}) => [day, minutes]));
	const [mine, theirs] = [sum(own), sum(others)];
	const weeks: Week[] = [];
	for (let monday = plusDays(first, 1 - weekdayOf(first)); monday <= last; monday = plusDays(monday, 7)) {
		const cells = Array.from({length: 7}, (_, i) => {
			const day = plusDays(monday, i);
			return {day, own: mine.get(day) ?? 0, others: theirs.get(day) ?? 0, isOut: out.has(day)};
		});
		weeks.push({monday, cells});
	}
	return weeks;
}

/** The weekdays (0 Monday) on which anybody goes out at all: the others need no column. */
export function columnsOf(days: readonly Day[], loads: readonly Load[]): number[] {
	const used = new Set([...days, ...loads.map(({day}) => day)].map(day => weekdayOf(day) - 1));
	return [0, 1, 2, 3, 4, 5, 6].filter(column => used.has(column));
}
