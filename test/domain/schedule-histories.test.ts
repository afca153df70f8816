import test from 'ava';
import {isEnded, outcomeOf, tally} from '../../src/domain/schedule/outcome.ts';
import type {Plan} from '../../src/domain/schedule/plan.ts';
import {loadForms} from '../../src/forms.ts';
import {dice} from '../helpers/lives.ts';
import {idOf} from '../helpers/office.ts';
import {
	type Act,
	acts,
	dayAt,
	decide,
	happen,
	length,
	outcomeByLedger,
	type Point,
	run,
	type Slot,
	save,
	type World,
} from '../helpers/schedule-world.ts';

const histories = process.env.PROVE === 'full' ? 1000 : 60;
const {calendars} = loadForms();
const days = Array.from({length: length + 1}, (_, n) => n);

/** `down`: the first day and the number of days of each stretch on which nothing ran and nobody could file. */
type History = {seed: number; acts: Act[]; down: Array<[number, number]>};

const planOf = (roll: ReturnType<typeof dice>, name: string): Plan => {
	const interval = () => ['P1D', 'P3D', 'P7D', 'P14D', 'P1M'][roll(5)]!;
	return {
		id: idOf(name),
		name,
		checklist: 'fire/daily@1',
		scope: roll(3) === 0 ? {kinds: ['shop']} : {},
		intervals: {major: interval(), moderate: interval(), ...(roll(4) > 0 && {low: interval()})},
		earlyDays: 0,
		anchor: roll(2) === 0 ? 'completion' : 'calendar',
		weekdays: [1, 2, 3, 4, 5],
		holidays: (['keep', 'before', 'after'] as const)[roll(3)]!,
		teams: [],
		from: dayAt(roll(30) - 20),
		to: roll(4) === 0 ? dayAt(30 + roll(60)) : null,
		graceDays: roll(4),
		campaign: false,
		basis: null,
		urgent: false,
		version: 1,
	};
};

function historyOf(seed: number): History {
	const roll = dice(seed);
	const down = Array.from({length: roll(3)}, (): [number, number] => [roll(length), 1 + roll(25)]);
	const list = Array.from({length: 5 + roll(40)}, () => ({
		day: roll(length),
		kind: acts[roll(acts.length)]!,
		point: roll(2),
		dice: roll(100_000),
	}));
	return {seed, down, acts: list.sort((a, b) => a.day - b.day)};
}

function worldOf({seed}: History): World {
	const roll = dice(seed * 13 + 5);
	const points = [...Array(seed % 3 === 0 ? 2 : 1).keys()].map((n): Point => {
		const tracks = [0, 1].map(k => ({plan: planOf(roll, `plan${n}${k}`), slots: []}));
		const level = (['major', 'moderate', 'low'] as const)[roll(3)]!;
		return {
			id: idOf(`point${n}`),
			level,
			divisor: 1,
			startsOn: dayAt(-roll(40)),
			closedOn: null,
			kind: 'shop',
			pauses: [],
			tracks,
		};
	});
	return {points, ledger: new Map(), calendar: calendars, horizonDays: 20};
}

const isDown = ({down}: History, n: number) => n < length && down.some(([from, count]) => n >= from && n < from + count);

type Way = {
	run?: (world: World, today: string, since: string) => void;
	look?: (world: World, n: number) => void;
	always?: boolean;
};

/** Lives through a history. Nothing is done on days of downtime; `always`: yet the planning runs on them too. */
function live(history: History, {run: plan = run, look, always = false}: Way = {}): World {
	const world = worldOf(history);
	let since = dayAt(0);
	for (const n of days) {
		const [today, down] = [dayAt(n), isDown(history, n)];
		if (down && !always) continue;
		plan(world, today, since);
		since = dayAt(n + 1);
		for (const act of down ? [] : history.acts.filter(({day}) => day === n)) {
			happen(world, act, today, dice(act.dice));
			// What changes the terms is planned at once.
			plan(world, today, today);
		}
		look?.(world, n);
	}
	return world;
}

const tracksOf = ({points}: World) => points.flatMap(({tracks}) => tracks);
const notEnded = (slots: readonly Slot[], day: string) => slots.filter(slot => !isEnded(slot, day));
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
/** Everything but when it was written down. */
const shape = (world: World) =>
	tracksOf(world).map(({slots}) =>
		[...slots]
			.sort((a, b) => a.ordinal - b.ordinal)
			.map(({createdOn: _, ...slot}) => ({...slot, outcome: outcomeOf(slot, dayAt(length))})),
	);

test('over 90 days of anything, planned is the sum of the seven outcomes on every day, each is what was done, and one window is open at most', t => {
	t.timeout(900_000);
	const seen = new Set<string>();
	const faults: string[] = [];
	for (let seed = 1; seed <= histories; seed++) {
		const fault = (day: string, what: string) => faults.push(`history ${seed}, ${day}: ${what}`);
		const world = live(historyOf(seed), {
			look: (now, n) => {
				const day = dayAt(n);
				for (const {slots} of tracksOf(now))
					if (notEnded(slots, day).length > 1) fault(day, 'two are open, as it was known then');
			},
		});
		for (const {slots} of tracksOf(world)) {
			for (const key of ['id', 'ordinal'] as const)
				if (new Set(slots.map(slot => slot[key])).size < slots.length) fault('', `an ${key} is there twice`);
			if (!slots.every(({opensOn, dueOn, graceOn}) => opensOn <= dueOn && dueOn <= graceOn))
				fault('', 'a window ends before it opens');
			for (const day of days.map(dayAt)) {
				const opened = slots.filter(({opensOn}) => opensOn <= day);
				const {planned, by} = tally(slots, day);
				if (planned !== opened.length || planned !== sum(Object.values(by))) fault(day, 'planned is not the sum');
				if (by.open > 1) fault(day, 'two are open');
				for (const slot of opened) {
					const [found, wanted] = [outcomeOf(slot, day), outcomeByLedger(world.ledger, slot, day)];
					if (found !== wanted) fault(day, `slot ${slot.ordinal} is ${found}, not ${wanted}`);
					seen.add(found);
				}
			}
		}
	}
	t.deepEqual(faults.slice(0, 5), []);
	t.deepEqual([...seen].sort(), ['done', 'done-late', 'excused', 'missed', 'not-inspectable', 'open', 'superseded']);
});

/** A day of the planning as it may go wrong: two servers work on what both have read, or one falls over half-way and starts again. */
function roughly(world: World, today: string, since: string, roll: ReturnType<typeof dice>): void {
	const tracks = world.points.flatMap(point => point.tracks.map(track => ({point, track})));
	if (roll(2) === 0) {
		const decided = tracks.map(({point, track}) => [
			decide(world, point, track, today, since),
			decide(world, point, track, today, since),
		]);
		for (const [i, {point, track}] of tracks.entries())
			for (const changes of decided[i]!) save(world, point, track, changes, today);
		return;
	}
	for (const {point, track} of tracks.slice(0, roll(tracks.length + 1)))
		save(world, point, track, decide(world, point, track, today, since), today);
	run(world, today, since);
}

test('a second run, a second server and a restart in the midst of a run neither double nor drop anything', t => {
	t.timeout(900_000);
	const faults: string[] = [];
	for (let seed = 1; seed <= histories; seed++) {
		const history = historyOf(seed);
		const roll = dice(seed);
		const rough = live(history, {
			run: (world, today, since) => {
				roughly(world, today, since, roll);
				if (roll(3) === 0 && run(world, today, since) > 0) faults.push(`history ${seed}, ${today}: a second run wrote`);
			},
		});
		t.deepEqual(shape(rough), shape(live(history)), `history ${seed}`);
	}
	t.deepEqual(faults, []);
});

test('after days of downtime everything that planning on every day would have made is there, as missed', t => {
	t.timeout(900_000);
	let unseen = 0;
	for (let seed = 1; seed <= histories; seed++) {
		const history = historyOf(seed);
		const world = live(history);
		t.deepEqual(shape(world), shape(live(history, {always: true})), `history ${seed}`);
		for (const slot of tracksOf(world).flatMap(({slots}) => slots)) {
			const within = days.filter(n => dayAt(n) >= slot.opensOn && dayAt(n) <= slot.graceOn);
			const isWhole = slot.opensOn >= dayAt(0) && slot.graceOn < dayAt(length);
			if (!isWhole || !within.every(n => isDown(history, n)) || slot.excusedOn || slot.supersededOn || slot.checkedOn) continue;
			unseen++;
			if (outcomeOf(slot, dayAt(length)) !== 'missed') t.fail(`history ${seed}: slot ${slot.ordinal}`);
		}
	}
	t.true(unseen > histories / 4, `${unseen} windows passed in downtime`);
});
