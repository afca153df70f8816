import {standardWeights} from '../../src/domain/schedule/assign/workload.ts';
import type {AssignableSlot, Assigned, Pair, Workload} from '../../src/domain/schedule/assign.ts';
import {levels} from './workloads.ts';

const serves = ({areas, off}: Pair, {areaId}: AssignableSlot, day: string) =>
	(areas === null || areas.includes(areaId)) && !off.includes(day);

/** How many slots can be on time, by maximum flow: slot → pair on a day → as many as fit there. */
export function mostOnTime({slots, pairs, workdays, visitMinutes}: Workload): number {
	const length = (slots[0]?.minutes ?? 1) + visitMinutes;
	const free = pairs.flatMap(({minutesPerDay}) => workdays.map(() => Math.floor(minutesPerDay / length)));
	const given: number[][] = free.map(() => []);
	const reach = slots.map(slot =>
		pairs.flatMap((pair, p) =>
			workdays.flatMap((day, d) =>
				serves(pair, slot, day) && slot.opensOn <= day && day <= slot.dueOn ? [p * workdays.length + d] : [],
			),
		),
	);
	const push = (slot: number, seen: Set<number>): boolean => {
		for (const at of reach[slot]!) {
			if (seen.has(at)) continue;
			seen.add(at);
			if (given[at]!.length < free[at]!) {
				given[at]!.push(slot);
				return true;
			}
			for (const [i, other] of given[at]!.entries()) {
				if (push(other, seen)) {
					given[at]![i] = slot;
					return true;
				}
			}
		}
		return false;
	};
	return slots.filter((_, slot) => push(slot, new Set())).length;
}

/** The most on time of each level, the heaviest level first: they form a matroid, so all hold together. */
export function bestByLevel(work: Workload): number[] {
	let before = 0;
	return levels.map((_, i) => {
		const upTo = mostOnTime({...work, slots: work.slots.filter(({level}) => (levels as readonly string[]).indexOf(level) <= i)});
		const own = upTo - before;
		before = upTo;
		return own;
	});
}

export type Cost = {lateWeight: number; weightedDays: number; visits: number; travel: number};
const order = ['lateWeight', 'weightedDays', 'visits', 'travel'] as const;
const isBelow = (a: Cost, b: Cost): boolean => {
	for (const part of order) if (Math.abs(a[part] - b[part]) > 1e-6) return a[part] < b[part];
	return false;
};
const sum = (a: Cost, b: Cost): Cost => ({
	lateWeight: a.lateWeight + b.lateWeight,
	weightedDays: a.weightedDays + b.weightedDays,
	visits: a.visits + b.visits,
	travel: a.travel + b.travel,
});

/** The shortest open way through places, by trying every order. */
export function shortestWay(places: ReadonlyArray<{x: number; y: number}>): number {
	let best = Number.POSITIVE_INFINITY;
	const walk = (last: {x: number; y: number} | null, left: ReadonlyArray<{x: number; y: number}>, length: number): void => {
		if (length >= best) return;
		if (left.length === 0) best = length;
		for (const [i, next] of left.entries())
			walk(next, [...left.slice(0, i), ...left.slice(i + 1)], length + (last ? Math.hypot(last.x - next.x, last.y - next.y) : 0));
	};
	walk(null, places, 0);
	return best;
}

/** Metres walked in all, every pair-day from its first site to its last. */
export function travelOf({slots}: Workload, {assignments}: Pick<Assigned, 'assignments'>): number {
	const byId = new Map(slots.map(slot => [slot.id, slot]));
	const days = new Map<string, Map<string, AssignableSlot>>();
	for (const {slotId, day, pairId} of assignments) {
		const sites = days.get(`${day} ${pairId}`) ?? new Map<string, AssignableSlot>();
		days.set(`${day} ${pairId}`, sites);
		sites.set(byId.get(slotId)!.siteId, byId.get(slotId)!);
	}
	return [...days.values()].reduce((sum, sites) => sum + (sites.size > 8 ? 0 : shortestWay([...sites.values()])), 0);
}

const sitesOf = (slots: readonly AssignableSlot[]) => [...new Map(slots.map(slot => [slot.siteId, slot])).values()];
const lateness = (work: Workload, slot: AssignableSlot, day: string | null): Cost => {
	const to = work.workdays.filter(each => each <= slot.dueOn).length - 1;
	const late = day === null ? work.workdays.length - to : Math.max(0, work.workdays.indexOf(day) - to);
	const weight = standardWeights[slot.level]!;
	return {lateWeight: late > 0 ? weight : 0, weightedDays: weight * late, visits: 0, travel: 0};
};

/** What an assignment costs, worked out from nothing but the workload. */
export function costOf(work: Workload, {assignments}: Pick<Assigned, 'assignments'>): Cost {
	const byId = new Map(work.slots.map(slot => [slot.id, slot]));
	const days = new Map<string, AssignableSlot[]>();
	const places = new Map(assignments.map(each => [each.slotId, each]));
	for (const {slotId, day, pairId} of assignments)
		days.set(`${day} ${pairId}`, [...(days.get(`${day} ${pairId}`) ?? []), byId.get(slotId)!]);
	let cost: Cost = {lateWeight: 0, weightedDays: 0, visits: 0, travel: 0};
	for (const slot of work.slots) cost = sum(cost, lateness(work, slot, places.get(slot.id)?.day ?? null));
	for (const slots of days.values()) {
		const sites = sitesOf(slots);
		cost = sum(cost, {lateWeight: 0, weightedDays: 0, visits: sites.length, travel: shortestWay(sites)});
	}
	return cost;
}

/** The least cost there is, by trying every set of slots on every pair-day (at most nine slots). */
export function leastCost(work: Workload): Cost {
	const {slots, pairs, workdays, visitMinutes} = work;
	const full = (1 << slots.length) - 1;
	const chosen = (mask: number) => slots.filter((_, i) => mask & (1 << i));
	const ways = Array.from({length: full + 1}, (_, mask) => {
		const sites = sitesOf(chosen(mask));
		return {
			visits: sites.length,
			travel: mask ? shortestWay(sites) : 0,
			minutes: chosen(mask).reduce((n, s) => n + s.minutes, 0),
		};
	});
	let best: (Cost | null)[] = Array.from({length: full + 1}, () => null);
	best[0] = {lateWeight: 0, weightedDays: 0, visits: 0, travel: 0};
	for (const pair of pairs) {
		for (const day of workdays) {
			const next = [...best];
			const may = chosen(full).reduce(
				(mask, slot, i) => (serves(pair, slot, day) && slot.opensOn <= day ? mask | (1 << i) : mask),
				0,
			);
			const price = ways.map(({visits, travel, minutes}, mask): Cost | null =>
				(mask & ~may) !== 0 || minutes + visits * visitMinutes > pair.minutesPerDay
					? null
					: chosen(mask).reduce((cost, slot) => sum(cost, lateness(work, slot, day)), {
							lateWeight: 0,
							weightedDays: 0,
							visits,
							travel,
						}),
			);
			for (let mask = 0; mask <= full; mask++) {
				const before = best[mask];
				if (!before) continue;
				const free = full & ~mask;
				for (let add = free; add > 0; add = (add - 1) & free) {
					const own = price[add];
					if (!own) continue;
					const cost = sum(before, own);
					const there = next[mask | add];
					if (!there || isBelow(cost, there)) next[mask | add] = cost;
				}
			}
			best = next;
		}
	}
	let least: Cost | null = null;
	for (const [mask, cost] of best.entries()) {
		if (!cost) continue;
		const whole = chosen(full & ~mask).reduce((total, slot) => sum(total, lateness(work, slot, null)), cost);
		if (!least || isBelow(whole, least)) least = whole;
	}
	return least!;
}
