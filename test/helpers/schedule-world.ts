import type {Calendar} from '../../src/domain/calendar.ts';
import type {RiskLevel} from '../../src/domain/content.ts';
import {type Day, plusDays} from '../../src/domain/days.ts';
import type {Outcome} from '../../src/domain/schedule/outcome.ts';
import {settledBy} from '../../src/domain/schedule/outcome.ts';
import {levelPlan, type Plan, rhythmOf} from '../../src/domain/schedule/plan.ts';
import {decidePoint, type PlanPoint, type PointChanges, type StandingSlot} from '../../src/domain/schedule/planning.ts';
import type {dice} from './lives.ts';

export const firstDay = '2026-01-05';
export const length = 90;
export const dayAt = (n: number): Day => plusDays(firstDay, n);

export type Slot = StandingSlot & {createdOn: Day; attempts: Array<{on: Day}>};
type Pause = {from: Day; to?: Day; reason: string};
/** One point under one plan, as its rows would stand in the database. */
export type Track = {plan: Plan; slots: Slot[]};
export type Point = {
	id: string;
	level: RiskLevel;
	divisor: number;
	startsOn: Day;
	closedOn: Day | null;
	kind: string;
	pauses: Pause[];
	lastCheckedOn?: Day;
	tracks: Track[];
};
/** What was done to each slot when it was done: worked out from the acts alone, not from the dated facts. */
export type Ledger = Map<string, Array<{on: Day; outcome: Outcome}>>;
export type World = {points: Point[]; ledger: Ledger; calendar: Calendar; horizonDays: number};

const factsOf = (point: Point, {slots}: Track): PlanPoint => ({
	id: point.id,
	siteId: 's',
	areaId: 'a',
	communityId: 'c',
	domain: 'fire',
	kind: point.kind,
	tags: [],
	level: point.level,
	divisor: point.divisor,
	startsOn: point.startsOn,
	closedOn: point.closedOn,
	pauses: point.pauses,
	...(point.lastCheckedOn && {lastCheckedOn: point.lastCheckedOn}),
	// The service reads no more of them.
	slots: slots.filter(({ordinal}) => ordinal > Math.max(...slots.map(one => one.ordinal)) - 3),
});

const isMember = (point: Point, {scope}: Plan) => !scope.kinds?.length || scope.kinds.includes(point.kind);

/** What a planning run would write for one point, with nothing written. */
export const decide = (world: World, point: Point, track: Track, today: Day, since = today): PointChanges =>
	decidePoint(track.plan, levelPlan(track.plan, world.calendar), factsOf(point, track), isMember(point, track.plan), {
		today,
		horizonDays: world.horizonDays,
		since,
	});

const note = ({ledger}: World, id: string, on: Day, outcome: Outcome) => {
	const known = ledger.get(id) ?? [];
	ledger.set(id, [...known, {on, outcome}]);
};

/** Writes the changes as the store does: a window that is there already stays, an ending is never replaced. */
export function save(world: World, point: Point, track: Track, changes: PointChanges, today: Day): void {
	const isOpen = (slot: Slot) => !slot.checkedOn && !slot.excusedOn && !slot.supersededOn;
	const update = (id: string, change: Partial<Slot>): boolean => {
		const slot = track.slots.find(one => one.id === id);
		if (!slot || !isOpen(slot)) return false;
		track.slots = track.slots.map(one => (one.id === id ? {...one, ...change} : one));
		return true;
	};
	for (const {supersedes: _, excuse, stale: __, attempts: ___, ...slot} of changes.created) {
		if (track.slots.some(({id, ordinal}) => id === slot.id || ordinal === slot.ordinal)) continue;
		const rhythm = rhythmOf(track.plan, slot.level, point.divisor);
		track.slots.push({...slot, attempts: [], rhythm, createdOn: today});
		if (excuse) note(world, slot.id, slot.excusedOn!, 'excused');
		if (slot.checkedOn) note(world, slot.id, slot.checkedOn, slot.checkedOn <= slot.dueOn ? 'done' : 'done-late');
	}
	for (const {id, on} of changes.superseded) if (update(id, {supersededOn: on})) note(world, id, on, 'superseded');
	for (const {id, on} of changes.excused) if (update(id, {excusedOn: on})) note(world, id, on, 'excused');
	for (const {id, opensOn} of changes.moved) update(id, {opensOn});
	for (const {id, rhythm} of changes.adopted) update(id, {rhythm});
}

/** One planning run; `since`: the first day that may have passed without one. Returns how much was written. */
export function run(world: World, today: Day, since = today): number {
	let written = 0;
	for (const point of world.points) {
		for (const track of point.tracks) {
			const changes = decide(world, point, track, today, since);
			written +=
				changes.created.length +
				changes.superseded.length +
				changes.excused.length +
				changes.moved.length +
				changes.adopted.length;
			save(world, point, track, changes, today);
		}
	}
	return written;
}

export const acts = [
	'check',
	'check',
	'check',
	'late-filing',
	'attempt',
	'excuse',
	'level',
	'frequency',
	'pause',
	'lift',
	'close',
	'reopen',
	'kind',
	'interval',
	'grace',
	'end',
] as const;
export type Act = {day: number; kind: (typeof acts)[number]; point: number; dice: number};

/** One act of people at a point; `roll` says how much, how long, which. */
export function happen(world: World, {kind, point: index}: Act, today: Day, roll: ReturnType<typeof dice>): void {
	const point = world.points[index % world.points.length]!;
	const track = point.tracks[roll(point.tracks.length)]!;
	const change = (id: string, by: (slot: Slot) => Slot) => {
		track.slots = track.slots.map(slot => (slot.id === id ? by(slot) : slot));
	};
	const open = settledBy(track.slots, today);
	if (kind === 'check') check(world, point, today);
	if (kind === 'late-filing') check(world, point, plusDays(today, -1 - roll(4)));
	if (kind === 'attempt' && open) change(open.id, slot => ({...slot, attempts: [...slot.attempts, {on: today}]}));
	if (kind === 'excuse') {
		const slot = [...track.slots].reverse().find(one => !one.checkedOn && !one.supersededOn && !one.excusedOn);
		if (!slot || slot.graceOn < today) return;
		change(slot.id, one => ({...one, excusedOn: today}));
		note(world, slot.id, today, 'excused');
	}
	if (kind === 'level') point.level = (['major', 'moderate', 'low'] as const)[roll(3)]!;
	if (kind === 'frequency') point.divisor = 1 + roll(3);
	if (kind === 'pause')
		point.pauses = [...point.pauses, {from: plusDays(today, roll(10)), to: plusDays(today, 10 + roll(30)), reason: '停业'}];
	if (kind === 'lift') point.pauses = point.pauses.slice(0, -1);
	if (kind === 'close') point.closedOn = plusDays(today, roll(8));
	if (kind === 'reopen') point.closedOn = null;
	if (kind === 'kind') point.kind = point.kind === 'shop' ? 'tower' : 'shop';
	if (kind === 'interval') {
		const interval = ['P3D', 'P7D', 'P14D', 'P1M'][roll(4)]!;
		track.plan = {...track.plan, intervals: {...track.plan.intervals, [point.level]: interval}, earlyDays: roll(3)};
	}
	if (kind === 'grace')
		track.plan = {...track.plan, graceDays: roll(6), holidays: (['keep', 'before', 'after'] as const)[roll(3)]!};
	if (kind === 'end') track.plan = {...track.plan, to: roll(2) === 0 ? plusDays(today, roll(20)) : null};
}

/** A check settles the open window of every plan (all have the same checklist); filed late it has the day on which it was made. */
function check(world: World, point: Point, on: Day): void {
	if (on < firstDay) return;
	for (const track of point.tracks) {
		const settled = settledBy(
			track.slots.filter(({checkedOn}) => !checkedOn),
			on,
		);
		if (!settled) continue;
		track.slots = track.slots.map(slot => (slot.id === settled.id ? {...slot, checkedOn: on} : slot));
		note(world, settled.id, on, on <= settled.dueOn ? 'done' : 'done-late');
	}
	if (!point.lastCheckedOn || on > point.lastCheckedOn) point.lastCheckedOn = on;
}

/** What became of a slot by a day, from the ledger: the first act in its time ends it, a check before others of its day. */
export function outcomeByLedger(ledger: Ledger, slot: Slot, day: Day): Outcome {
	const rank = (outcome: Outcome) => (outcome === 'done' || outcome === 'done-late' ? 0 : outcome === 'excused' ? 1 : 2);
	const [first] = (ledger.get(slot.id) ?? [])
		.filter(({on}) => on <= day && on <= slot.graceOn)
		.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : rank(a.outcome) - rank(b.outcome)));
	if (first) return first.outcome;
	if (day <= slot.graceOn) return 'open';
	return slot.attempts.some(({on}) => on >= slot.opensOn && on <= slot.graceOn) ? 'not-inspectable' : 'missed';
}
