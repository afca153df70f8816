import {type Day, daysBetween} from '../days.ts';
import type {Assigned, Workload} from './assign.ts';

export type PairDay = {day: Day; pairId: string; minutes: number; slots: number; visits: number};
/** By this day so much of the time is gone, and so much of what falls due by the end is done; both between 0 and 1. */
export type Coverage = {day: Day; elapsed: number; done: number};
export type Summary = {
	slots: number;
	late: number;
	visits: number;
	minutes: number;
	busiest: PairDay | null;
	perDay: PairDay[];
	coverage: Coverage[];
};

/** What a plan of visits comes to: the load of each pair on each day, and how far the work is against the time. */
export function summaryOf({slots, workdays, visitMinutes}: Workload, {assignments, late}: Assigned): Summary {
	const byId = new Map(slots.map(slot => [slot.id, slot]));
	const days = new Map<string, PairDay & {sites: Set<string>}>();
	for (const {slotId, day, pairId} of assignments) {
		const slot = byId.get(slotId);
		if (!slot) continue;
		const key = `${day} ${pairId}`;
		const row = days.get(key) ?? {day, pairId, minutes: 0, slots: 0, visits: 0, sites: new Set<string>()};
		days.set(key, row);
		const isNew = !row.sites.has(slot.siteId);
		row.sites.add(slot.siteId);
		row.minutes += slot.minutes + (isNew ? visitMinutes : 0);
		row.visits += isNew ? 1 : 0;
		row.slots++;
	}
	const perDay = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, {sites: _, ...row}]) => row);
	const sum = (pick: (row: PairDay) => number) => perDay.reduce((all, row) => all + pick(row), 0);
	return {
		slots: slots.length,
		late: late.length,
		visits: sum(row => row.visits),
		minutes: sum(row => row.minutes),
		busiest: perDay.reduce<PairDay | null>((most, row) => (most && most.minutes >= row.minutes ? most : row), null),
		perDay,
		coverage: coverageOf(
			slots.length,
			workdays,
			assignments.map(({day}) => day),
		),
	};
}

/** How much of all is done by each workday, against the time that is gone. */
export function coverageOf(total: number, workdays: readonly Day[], doneOn: readonly Day[]): Coverage[] {
	const [first, last] = [workdays[0], workdays.at(-1)];
	if (!first || !last || total === 0) return [];
	const length = daysBetween(first, last) + 1;
	const perDay = new Map<Day, number>();
	for (const day of doneOn) perDay.set(day, (perDay.get(day) ?? 0) + 1);
	let done = 0;
	return workdays.map(day => {
		done += perDay.get(day) ?? 0;
		return {day, elapsed: share(daysBetween(first, day) + 1, length), done: share(done, total)};
	});
}

const share = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 1000;
