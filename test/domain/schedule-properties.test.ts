import test from 'ava';
import fc from 'fast-check';
import {type Day, plusDays} from '../../src/domain/days.ts';
import {isEnded, outcomeOf, settledBy, tally} from '../../src/domain/schedule/outcome.ts';
import type {Pause} from '../../src/domain/schedule/pause.ts';
import {type DuePoint, dueSlots, type LevelPlan, type NewSlot} from '../../src/domain/schedule/slots.ts';
import {firstWindow, nextWindow, type Plan} from '../../src/domain/schedule/window.ts';

const numRuns = process.env.PROVE === 'full' ? 2000 : 200;
const length = 120;
const horizon = 20;
const start = '2026-01-01';

type Event = {day: number; kind: 'plan' | 'check' | 'attempt' | 'excuse' | 'level' | 'frequency'};
/** `divisors`: under which each slot was made. */
type World = {plan: LevelPlan; point: DuePoint; slots: NewSlot[]; pauses: Pause[]; divisors: Map<string, number>};

const intervals = fc.constantFrom('P1D', 'P7D', 'P14D', 'P1M', 'P3M');
const rhythm = fc.record({interval: intervals, earlyDays: fc.nat({max: 20})});
const plans: fc.Arbitrary<LevelPlan> = fc.record({
	id: fc.uuid(),
	anchor: fc.constantFrom('completion' as const, 'calendar' as const),
	from: fc.integer({min: -40, max: 40}).map(days => plusDays(start, days)),
	graceDays: fc.nat({max: 9}),
	levels: fc.record({major: rhythm, low: rhythm}),
});
const pausesOfSite = fc.array(
	fc.tuple(fc.nat({max: length}), fc.nat({max: 60})).map(([from, days]) => ({
		siteId: 's',
		from: plusDays(start, from),
		to: plusDays(start, from + days),
	})),
	{maxLength: 3},
);
const kinds = fc.constantFrom<Event['kind'][]>('plan', 'check', 'check', 'attempt', 'excuse', 'level', 'frequency');
const events: fc.Arbitrary<Event[]> = fc
	.array(fc.record({day: fc.nat({max: length - 1}), kind: kinds}), {maxLength: 25})
	.map(list => [...list].sort((a, b) => a.day - b.day));

const runPlanner = (world: World, today: Day) => {
	const {divisor = 1} = world.point;
	const known = world.slots.map(slot => ({...slot, stale: world.divisors.get(slot.id) !== divisor}));
	const made = dueSlots(world.plan, [{...world.point, slots: known}], world.pauses, today, horizon);
	for (const {id} of made) world.divisors.set(id, divisor);
	for (const {supersedes} of made) {
		if (supersedes) world.slots = world.slots.map(slot => (slot.id === supersedes ? {...slot, supersededOn: today} : slot));
	}
	world.slots = [...world.slots, ...made];
	// Looked at under the present terms: whoever stays open has adopted them.
	for (const slot of world.slots) if (!isEnded(slot, today)) world.divisors.set(slot.id, divisor);
	return made;
};

const change = (world: World, id: string | undefined, by: (slot: NewSlot) => NewSlot) => {
	world.slots = world.slots.map(slot => (slot.id === id ? by(slot) : slot));
};

const happen = (world: World, {kind}: Event, today: Day) => {
	const open = settledBy(world.slots, today)?.id;
	if (kind === 'check') {
		change(world, open, slot => ({...slot, checkedOn: today}));
		world.point = {...world.point, lastCheckedOn: today};
	}
	if (kind === 'attempt') change(world, open, slot => ({...slot, attempts: [...slot.attempts, {on: today}]}));
	if (kind === 'excuse')
		change(world, world.slots.find(slot => !isEnded(slot, today))?.id, slot => ({...slot, excusedOn: today}));
	if (kind === 'level') {
		world.point = {...world.point, level: world.point.level === 'major' ? 'low' : 'major'};
		runPlanner(world, today);
	}
	if (kind === 'frequency') {
		world.point = {...world.point, divisor: world.point.divisor === 2 ? 1 : 2};
		runPlanner(world, today);
	}
};

/** Plans on the days of the events only, or on every day. */
const live = (plan: LevelPlan, pauses: Pause[], list: Event[], daily: boolean): World => {
	const world: World = {
		plan,
		pauses,
		slots: [],
		divisors: new Map(),
		point: {id: 'p', siteId: 's', level: 'major', startsOn: start, slots: []},
	};
	for (let n = 0; n <= length; n++) {
		const today = plusDays(start, n);
		const now = list.filter(({day}) => day === n);
		if (daily || now.length > 0 || n === length) runPlanner(world, today);
		for (const event of now) happen(world, event, today);
	}
	return world;
};

const days = Array.from({length: length + 1}, (_, n) => plusDays(start, n));
const end = plusDays(start, length);

test('planned is the sum of the outcomes at any day, and no two windows of a point are open at once', t => {
	const property = fc.property(plans, pausesOfSite, events, (plan, pauses, list) => {
		const {slots} = live(plan, pauses, list, false);
		return days.every(day => {
			const {planned, by} = tally(slots, day);
			const sum = Object.values(by).reduce((a, b) => a + b, 0);
			return planned === sum && planned === slots.filter(slot => slot.opensOn <= day).length && by.open <= 1;
		});
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('at most one slot of a point has not ended, ids and ordinals are unique and no window opens after it is due', t => {
	const property = fc.property(plans, pausesOfSite, events, (plan, pauses, list) => {
		const {slots} = live(plan, pauses, list, false);
		const unique = (values: unknown[]) => new Set(values).size === values.length;
		return (
			slots.filter(slot => !isEnded(slot, end)).length <= 1 &&
			unique(slots.map(({id}) => id)) &&
			unique(slots.map(({ordinal}) => ordinal)) &&
			slots.every(slot => slot.opensOn <= slot.dueOn && slot.dueOn <= slot.graceOn)
		);
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('a second run adds nothing', t => {
	const property = fc.property(plans, pausesOfSite, events, (plan, pauses, list) => {
		const world = live(plan, pauses, list, false);
		runPlanner(world, end);
		return runPlanner(world, end).length === 0;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('downtime loses nothing: planning only now and then gives the slots of planning every day', t => {
	const property = fc.property(plans, pausesOfSite, events, (plan, pauses, list) => {
		t.deepEqual(live(plan, pauses, list, false).slots, live(plan, pauses, list, true).slots);
	});
	t.notThrows(() => fc.assert(property, {numRuns: Math.ceil(numRuns / 4)}));
});

test('an outcome once reached never changes', t => {
	const property = fc.property(plans, pausesOfSite, events, (plan, pauses, list) =>
		live(plan, pauses, list, false).slots.every(slot => {
			const seen = new Set(days.map(day => outcomeOf(slot, day)));
			seen.delete('open');
			return seen.size <= 1;
		}),
	);
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('calendar periods follow one another without a gap and month ends do not drift', t => {
	const property = fc.property(fc.nat({max: 800}), fc.constantFrom('P1M', 'P3M', 'P12M'), (offset, interval) => {
		const plan: Plan = {id: 'x', anchor: 'calendar', from: plusDays('2024-01-01', offset), interval, earlyDays: 0};
		let window = firstWindow(plan, plan.from);
		for (let n = 0; n < 30; n++) {
			const next = nextWindow(plan, {...window, by: 'miss', endedOn: window.graceOn});
			if (next.opensOn !== plusDays(window.dueOn, 1) || next.ordinal !== window.ordinal + 1) return false;
			if (plan.from.endsWith('-31') && !plusDays(next.dueOn, 1).endsWith('-01')) return false;
			if (plan.from.endsWith('-01') && !plusDays(next.dueOn, 1).endsWith('-01')) return false;
			window = next;
		}
		return true;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});
