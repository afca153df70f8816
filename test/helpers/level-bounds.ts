import {daysBetween} from '../../src/domain/days.ts';
import {stabs} from '../../src/domain/schedule/assign/visits.ts';
import type {AssignableSlot, Assigned, Workload} from '../../src/domain/schedule/assign.ts';

type Windowed = {from: number; to: number; slot: AssignableSlot};

const windowed = ({slots, workdays}: Workload): Windowed[] =>
	slots.map(slot => ({
		slot,
		from: workdays.filter(day => day < slot.opensOn).length,
		to: workdays.filter(day => day <= slot.dueOn).length - 1,
	}));

const bySite = (list: readonly Windowed[]): Windowed[][] => {
	const sites = new Map<string, Windowed[]>();
	for (const each of list) sites.set(each.slot.siteId, [...(sites.get(each.slot.siteId) ?? []), each]);
	return [...sites.values()];
};

/** The fewest site visits that meet every window, whatever the pairs can carry. */
export const stabbingBound = (work: Workload): number =>
	bySite(windowed(work)).reduce((sum, list) => sum + stabs(list.filter(({from, to}) => from <= to)).length, 0);

/**
 * A peak that no schedule can stay below: over every stretch of days, the work whose windows lie inside it, with the fewest
 * visits that it takes, spread evenly over the pair-days of that stretch. Pairs are taken to form teams with areas of their own.
 */
export function levelPeak(work: Workload): number {
	const teams = new Map<string, {areas: readonly string[]; pairs: number}>();
	for (const {areas} of work.pairs) {
		const key = (areas ?? []).join();
		teams.set(key, {areas: areas ?? [...new Set(work.slots.map(({areaId}) => areaId))], pairs: (teams.get(key)?.pairs ?? 0) + 1});
	}
	const all = windowed(work);
	return Math.max(
		...[...teams.values()].map(({areas, pairs}) =>
			peakOf(bySite(all.filter(({slot}) => areas.includes(slot.areaId))), pairs, work),
		),
	);
}

function peakOf(sites: readonly Windowed[][], pairs: number, {workdays, visitMinutes}: Workload): number {
	let peak = 0;
	for (let a = 0; a < workdays.length; a += 2) {
		for (let b = a; b < workdays.length; b += 2) {
			let minutes = 0;
			for (const site of sites) {
				const inside = site.filter(({from, to}) => from >= a && to <= b);
				if (inside.length === 0) continue;
				minutes += inside.reduce((sum, {slot}) => sum + slot.minutes, 0) + stabs(inside).length * visitMinutes;
			}
			peak = Math.max(peak, minutes / (pairs * (b - a + 1)));
		}
	}
	return peak;
}

/** Minutes of every pair-day, by day and then pair. */
export function loads(work: Workload, {assignments}: Pick<Assigned, 'assignments'>): number[][] {
	const byId = new Map(work.slots.map(slot => [slot.id, slot]));
	const minutes = new Map<string, number>();
	const seen = new Set<string>();
	for (const {slotId, day, pairId} of assignments) {
		const slot = byId.get(slotId)!;
		const key = `${day} ${pairId}`;
		const visit = `${key} ${slot.siteId}`;
		minutes.set(key, (minutes.get(key) ?? 0) + slot.minutes + (seen.has(visit) ? 0 : work.visitMinutes));
		seen.add(visit);
	}
	return work.workdays.map(day => work.pairs.map(({id}) => minutes.get(`${day} ${id}`) ?? 0));
}

export const visitsIn = (work: Workload, {assignments}: Pick<Assigned, 'assignments'>): number => {
	const sites = new Map(work.slots.map(({id, siteId}) => [id, siteId]));
	return new Set(assignments.map(({slotId, day, pairId}) => `${day} ${pairId} ${sites.get(slotId)}`)).size;
};

/** Highest load over mean load, of the week in the middle when weeks are put in order of it. */
export function medianWeek(byDay: readonly number[][]): number {
	const ratios: number[] = [];
	for (let i = 0; i + 5 <= byDay.length; i += 5) {
		const week = byDay.slice(i, i + 5).flat();
		ratios.push(Math.max(...week) / (week.reduce((a, b) => a + b, 0) / week.length));
	}
	return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
}

/** How many days before they are due slots are done: quarter, middle and three quarters. With completion anchors early shortens the cycle. */
export function earliness({slots}: Workload, {assignments}: Pick<Assigned, 'assignments'>): string {
	const due = new Map(slots.map(({id, dueOn}) => [id, dueOn]));
	const early = assignments.map(({slotId, day}) => daysBetween(day, due.get(slotId)!)).sort((a, b) => a - b);
	const at = (share: number) => early[Math.floor(share * (early.length - 1))] ?? 0;
	return `${at(0.25)} / ${at(0.5)} / ${at(0.75)} days (quarter, middle, three quarters)`;
}
