import {type Day, plusDays} from '../../src/domain/days.ts';
import type {AssignableSlot, Pair, Workload} from '../../src/domain/schedule/assign.ts';
import {dice} from './lives.ts';

const firstDay = '2026-03-02';
export const levels = ['major', 'significant', 'moderate', 'low'] as const;
const days = (count: number): Day[] =>
	Array.from({length: Math.ceil((count * 7) / 5) + 2}, (_, i) => plusDays(firstDay, i))
		.filter((_, i) => i % 7 < 5)
		.slice(0, count);

const slotOf = (id: string, site: string, more: Partial<AssignableSlot>): AssignableSlot => ({
	id,
	pointId: id,
	siteId: site,
	areaId: 'a0',
	opensOn: firstDay,
	dueOn: firstDay,
	level: 'low',
	minutes: 30,
	x: 0,
	y: 0,
	...more,
});
const pairOf = (i: number, more: Partial<Pair>): Pair => ({
	id: `pair${String(i).padStart(2, '0')}`,
	people: [`p${i}`, `q${i}`],
	areas: null,
	minutesPerDay: 240,
	off: [],
	...more,
});

/** One check per site, equal lengths, pairs bound to areas; often more than can be done. */
export function unitCase(seed: number, most = 2000): Workload {
	const roll = dice(seed);
	const workdays = days(3 + roll(12));
	const areas = 1 + roll(5);
	const pairs = Array.from({length: 1 + roll(6)}, (_, i) =>
		pairOf(i, {
			areas: roll(4) === 0 ? null : Array.from({length: areas}, (_a, a) => `a${a}`).filter(() => roll(2) === 0),
			minutesPerDay: 100 + roll(4) * 50,
			off: workdays.filter(() => roll(8) === 0),
		}),
	);
	const places = pairs.reduce((sum, {minutesPerDay}) => sum + Math.floor(minutesPerDay / 50), 0) * workdays.length;
	const count = Math.min(most, Math.max(1, Math.round((places * (5 + roll(9))) / 8)));
	const slots = Array.from({length: count}, (_, i) => {
		const from = roll(workdays.length);
		const to = Math.min(workdays.length - 1, from + roll(workdays.length));
		return slotOf(`s${i}`, `site${i}`, {
			areaId: `a${roll(areas)}`,
			opensOn: workdays[from]!,
			dueOn: workdays[to]!,
			level: levels[roll(4)]!,
			x: roll(3000),
			y: roll(3000),
		});
	});
	return {slots, pairs, workdays, visitMinutes: 20};
}

/** At most nine sites, three days, two pairs; lengths, windows, levels and places of all kinds. */
export function smallCase(seed: number): Workload {
	const roll = dice(seed);
	const workdays = days(3);
	const sites = 3 + roll(7);
	const areas = 1 + roll(2);
	const pairs = [0, 1].map(i =>
		pairOf(i, {
			areas: roll(3) === 0 ? [`a${roll(areas)}`] : null,
			minutesPerDay: 90 + roll(6) * 30,
			off: workdays.filter(() => roll(10) === 0),
		}),
	);
	const places = Array.from({length: sites}, () => ({x: roll(3000), y: roll(3000), area: `a${roll(areas)}`}));
	const count = Math.min(9, sites + roll(3));
	const slots = Array.from({length: count}, (_, i) => {
		const site = i < sites ? i : roll(sites);
		const from = roll(3);
		const to = Math.min(2, from + roll(3));
		const {x, y, area} = places[site]!;
		return slotOf(`s${i}`, `site${site}`, {
			areaId: area,
			opensOn: workdays[from]!,
			dueOn: workdays[to]!,
			level: levels[roll(4)]!,
			minutes: 15 + roll(6) * 10,
			x,
			y,
		});
	});
	return {slots, pairs, workdays, visitMinutes: 20};
}

const intervals = {major: 30, significant: 91, moderate: 182, low: 365};
const early = {major: 10, significant: 30, moderate: 60, low: 90};

/** Days until the next due day after a year of rolling: of those whose window is open, the longer open the more are done already. */
export const firstDue = (level: (typeof levels)[number], roll: (sides: number) => number): number => {
	const left = roll(intervals[level]);
	return roll(early[level]) <= left ? left : left + intervals[level];
};

/** A district: sites in communities, points of every level with the windows that fall due in a quarter, pairs that may go anywhere. */
export function largeCase(seed: number, {sites = 3000, points = 50_000, pairs = 30, horizon = 90} = {}): Workload {
	const roll = dice(seed);
	const communities = 17;
	const workdays = days(Math.floor((horizon * 5) / 7));
	const end = plusDays(firstDay, horizon - 1);
	const places = Array.from({length: sites}, (_, i) => {
		const community = i % communities;
		const anchors = levels.map(level => firstDue(level, roll));
		return {community, anchors, x: (community % 5) * 900 + roll(900), y: Math.floor(community / 5) * 900 + roll(900)};
	});
	const slots: AssignableSlot[] = [];
	for (let i = 0; i < points; i++) {
		const site = i < sites ? i : roll(sites);
		const {community, x, y, anchors} = places[site]!;
		const die = roll(100);
		const level = die < 5 ? 'major' : die < 25 ? 'significant' : die < 70 ? 'moderate' : 'low';
		const place = {areaId: `a${community}`, x, y, level, pointId: `p${i}`, minutes: 4 + roll(4)};
		// After a year of rolling most points of a site and level were last checked on one visit, some on another day.
		let due = plusDays(firstDay, roll(8) === 0 ? firstDue(level, roll) : anchors[levels.indexOf(level)]!);
		for (let n = 0; due <= end; n++, due = plusDays(due, intervals[level])) {
			const opens = plusDays(due, -early[level]);
			slots.push(slotOf(`p${i}.${n}`, `site${site}`, {...place, opensOn: opens < firstDay ? firstDay : opens, dueOn: due}));
		}
	}
	return {
		slots,
		pairs: Array.from({length: pairs}, (_, i) => pairOf(i, {})),
		workdays,
		visitMinutes: 20,
	};
}
