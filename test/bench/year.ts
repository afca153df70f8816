import {isWorkday} from '../../src/domain/calendar.ts';
import {type Day, daysBetween, plusDays, plusInterval} from '../../src/domain/days.ts';
import {standardWeights} from '../../src/domain/schedule/assign/workload.ts';
import {type Assignment, assign, type Pair} from '../../src/domain/schedule/assign.ts';
import {isEnded, outcomeOf, outcomes, tally} from '../../src/domain/schedule/outcome.ts';
import type {Plan} from '../../src/domain/schedule/plan.ts';
import {positions} from '../../src/domain/schedule/position.ts';
import {planDays} from '../../src/domain/schedule/workdays.ts';
import {loadForms} from '../../src/forms.ts';
import {districtPoints} from '../helpers/district.ts';
import {dice} from '../helpers/lives.ts';
import {happen, outcomeByLedger, run, type Slot, type World} from '../helpers/schedule-world.ts';

// npm run bench -- year [points] [pairs] [seed]: a year of a district with leave, illness, closures, shut doors and changes of level.
const print = (line: string) => process.stdout.write(`${line}\n`);
const [points, pairCount, seed] = [Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 3), Number(process.argv[4] ?? 1)];
const [first, last] = ['2026-01-01', '2026-12-31'];
const roll = dice(seed);
const chance = (perThousand: number) => roll(1000) < perThousand;
const {calendars: calendar} = loadForms();
const plan: Plan = {
	id: '00000000-0000-4000-8000-000000000000',
	name: '滚动排查',
	checklist: 'fire/daily@1',
	scope: {},
	intervals: {major: 'P1M', significant: 'P3M', moderate: 'P6M', low: 'P12M'},
	earlyDays: {major: 10, significant: 30, moderate: 60, low: 90},
	anchor: 'completion',
	weekdays: [1, 2, 3, 4, 5],
	holidays: 'keep',
	teams: [],
	from: first,
	to: null,
	graceDays: 0,
	campaign: false,
	basis: null,
	urgent: false,
	version: 1,
};
const district = districtPoints({points, today: first});
const siteOf = new Map(district.points.map(({id, siteId}) => [id, siteId]));
const places = new Map(district.sites.map(site => [site.id, site]));
const where = positions(district.sites);
const indexOf = new Map(district.points.map(({id}, i) => [id, i]));
const world: World = {
	ledger: new Map(),
	calendar,
	horizonDays: 60,
	points: district.points.map(({id, level, lastCheckedOn}) => ({
		id,
		level,
		divisor: 1,
		startsOn: '2020-01-01',
		closedOn: null,
		kind: 'shop',
		pauses: [],
		...(lastCheckedOn && {lastCheckedOn}),
		tracks: [{plan, slots: []}],
	})),
};
/** Two weeks of leave for every person, somewhere in the year. */
const leave = Array.from({length: 2 * pairCount}, () => plusDays(first, roll(350)));
const isOnLeave = (pair: number, day: Day) =>
	[leave[2 * pair]!, leave[2 * pair + 1]!].some(from => from <= day && day < plusDays(from, 14));

type Month = {checked: Array<{slot: Slot; on: Day}>; minutes: Map<string, number>};
const weightOf = (level: string) => standardWeights[level] ?? 1;
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
const share = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`;
let given = new Map<string, Assignment>();
let month: Month = {checked: [], minutes: new Map()};
const seen = new Set<string>();
let isBroken = false;

print(
	`${points} points at ${district.sites.length} sites, ${pairCount} pairs, seed ${seed}; counts are of all windows opened so far`,
);
print(
	`month    planned ${outcomes.map(name => name.slice(0, 9).padStart(10)).join('')}  seen/elapsed  days late  per pair-day: mean, max/mean   early`,
);
for (let day = first; day <= last; day = plusDays(day, 1)) {
	change(day);
	run(world, day);
	if (isWorkday(calendar, day)) goOut(day);
	if (plusDays(day, 1).endsWith('-01')) closeMonth(day);
}
process.exit(isBroken ? 1 : 0);

/** What happens to points and sites by itself. */
function change(day: Day): void {
	for (const [index, {id}] of world.points.entries()) {
		const die = roll(100_000);
		if (die < 5) happen(world, {kind: 'level', point: index, day: 0, dice: 0}, day, roll);
		else if (die < 7) happen(world, {kind: 'close', point: index, day: 0, dice: 0}, day, roll);
		else if (die < 12) shut(siteOf.get(id)!, plusDays(day, roll(10)));
	}
}

function shut(siteId: string, from: Day): void {
	const to = plusDays(from, 14 + roll(40));
	for (const point of world.points)
		if (siteOf.get(point.id) === siteId) point.pauses = [...point.pauses, {from, to, reason: '停业'}];
}

/** The morning's assignment and the day's visits; some doors are shut, now and then a pair is ill. */
function goOut(day: Day): void {
	const open = world.points.flatMap(({id, tracks}) =>
		tracks[0]!.slots.filter(slot => !isEnded(slot, day) && slot.dueOn <= plusDays(day, 60)).map(slot => ({...slot, pointId: id})),
	);
	const days = planDays(calendar, plan.weekdays, day, plusDays(day, 60));
	const pairs = Array.from({length: pairCount}, (_, i): Pair => {
		return {
			id: `pair${i + 1}`,
			people: [`p${i}`, `q${i}`],
			areas: null,
			minutesPerDay: 240,
			off: days.filter(each => isOnLeave(i, each)),
		};
	});
	const standing = open.flatMap(({id}) => given.get(id) ?? []);
	const isFixed = (each: Assignment) =>
		each.day >= day && each.day <= plusDays(day, 7) && !pairs.find(({id}) => id === each.pairId)!.off.includes(each.day);
	const slots = open.map(({id, pointId, opensOn, dueOn, graceOn, level}) => {
		const site = places.get(siteOf.get(pointId)!)!;
		return {id, pointId, siteId: site.id, areaId: site.areaId, opensOn, dueOn, graceOn, level, minutes: 6, ...where(site)};
	});
	const found = assign({slots, pairs, workdays: days, visitMinutes: 20, frozen: standing.filter(isFixed), previous: standing});
	given = new Map(found.assignments.map(each => [each.slotId, each]));
	for (const {id} of pairs)
		if (!chance(10))
			visit(
				day,
				open.filter(slot => given.get(slot.id)?.day === day && given.get(slot.id)?.pairId === id),
				id,
			);
}

function visit(day: Day, todays: ReadonlyArray<Slot & {pointId: string}>, pairId: string): void {
	const shutDoors = new Map<string, boolean>();
	for (const slot of todays) {
		const siteId = siteOf.get(slot.pointId)!;
		const isFirst = !shutDoors.has(siteId);
		if (isFirst) shutDoors.set(siteId, chance(30));
		const isShut = shutDoors.get(siteId)!;
		happen(world, {kind: isShut ? 'attempt' : 'check', point: indexOf.get(slot.pointId)!, day: 0, dice: 0}, day, roll);
		const key = `${day} ${pairId}`;
		month.minutes.set(key, (month.minutes.get(key) ?? 0) + (isShut ? 0 : 6) + (isFirst ? 20 : 0));
		if (isShut) continue;
		month.checked.push({slot, on: day});
		seen.add(slot.pointId);
	}
}

function closeMonth(day: Day): void {
	const slots = world.points.flatMap(({tracks}) => tracks[0]!.slots);
	const {planned, by} = tally(slots, day);
	const opened = slots.filter(({opensOn}) => opensOn <= day);
	const differing = opened.filter(slot => outcomeOf(slot, day) !== outcomeByLedger(world.ledger, slot, day)).length;
	const several = world.points.filter(({tracks}) => tally(tracks[0]!.slots, day).by.open > 1).length;
	const isSum = planned === sum(Object.values(by)) && planned === opened.length && differing === 0 && several === 0;
	if (!isSum) isBroken = true;
	const {checked} = month;
	const late = sum(checked.map(({slot, on}) => weightOf(slot.level) * Math.max(0, daysBetween(slot.dueOn, on))));
	const early = checked.map(({slot, on}) => {
		const interval = plan.intervals[slot.level as 'low']!;
		return daysBetween(on, slot.dueOn) / daysBetween(slot.dueOn, plusInterval(slot.dueOn, interval));
	});
	const loads = [...month.minutes.values()];
	const mean = sum(loads) / Math.max(1, loads.length);
	const elapsed = daysBetween(first, day) + 1;
	print(
		[
			day.slice(0, 7),
			String(planned).padStart(8),
			` ${outcomes.map(name => String(by[name]).padStart(10)).join('')}`,
			`   ${share(seen.size, points)}/${share(elapsed, 365)}`.padEnd(15),
			(late / Math.max(1, sum(checked.map(({slot}) => weightOf(slot.level))))).toFixed(2).padStart(8),
			`${mean.toFixed(0)} min, ${(Math.max(0, ...loads) / Math.max(1, mean)).toFixed(2)}`.padStart(24),
			share(sum(early), early.length).padStart(14),
			isSum ? '' : `  BROKEN: ${differing} not as done, ${several} points with two open`,
		].join(' '),
	);
	month = {checked: [], minutes: new Map()};
}
