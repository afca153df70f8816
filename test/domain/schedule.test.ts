import test from 'ava';
import {isEnded, isOverdue, outcomeOf, type SlotFacts, settledBy} from '../../src/domain/schedule/outcome.ts';
import {underPauses} from '../../src/domain/schedule/pause.ts';
import {type DuePoint, dueSlots, type LevelPlan, slotId, supersede} from '../../src/domain/schedule/slots.ts';
import {type Ending, firstWindow, nextWindow, type Plan, type Window} from '../../src/domain/schedule/window.ts';

const monthly: Plan = {
	id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
	anchor: 'completion',
	from: '2026-01-01',
	interval: 'P1M',
	earlyDays: 10,
};
const calendar = (from: string, interval = 'P1M', graceDays = 0): Plan => ({
	...monthly,
	anchor: 'calendar',
	from,
	interval,
	graceDays,
});
const missed = (window: Window): Ending => ({...window, by: 'miss', endedOn: window.graceOn});
const windows = (plan: Plan, count: number) => {
	const made = [firstWindow(plan, plan.from)];
	while (made.length < count) made.push(nextWindow(plan, missed(made.at(-1)!)));
	return made;
};

test('a point that was never checked is due within an interval, at most 30 days', t => {
	t.like(firstWindow(monthly, '2026-02-01'), {ordinal: 1, opensOn: '2026-02-01', dueOn: '2026-03-01', priority: 0});
	t.is(firstWindow({...monthly, interval: 'P12M'}, '2025-01-01').dueOn, '2026-01-31');
	t.is(firstWindow({...monthly, interval: 'P7D'}, '2026-02-01').dueOn, '2026-02-08');
});

test('after a check the day of the check is the anchor', t => {
	const first = firstWindow(monthly, '2026-01-01');
	const next = nextWindow(monthly, {...first, by: 'check', endedOn: '2026-01-31'});
	t.deepEqual(next, {ordinal: 2, opensOn: '2026-02-18', dueOn: '2026-02-28', graceOn: '2026-03-14', priority: 0});
	t.is(nextWindow(monthly, {...next, by: 'check', endedOn: '2026-02-28'}).dueOn, '2026-03-28');
});

test('after a missed window the next opens the day after the grace, one priority higher', t => {
	const first = firstWindow(monthly, '2026-01-01');
	t.is(first.dueOn, '2026-01-31');
	const next = nextWindow(monthly, missed(first));
	t.like(next, {ordinal: 2, opensOn: '2026-02-15', dueOn: '2026-02-28', priority: 1});
	t.is(
		settledBy(
			[first, next].map(each => ({...each, attempts: []})),
			'2026-02-15',
		)?.ordinal,
		2,
	);
});

test('after a change to a shorter interval no window is due before it opens', t => {
	const yearly = firstWindow({...monthly, interval: 'P12M'}, '2026-01-01');
	t.like(nextWindow({...monthly, interval: 'P1D'}, missed(yearly)), {opensOn: '2026-03-03', dueOn: '2026-03-04'});
	t.like(nextWindow({...monthly, interval: 'P1D'}, {...yearly, by: 'excuse', endedOn: '2026-02-20'}), {
		opensOn: '2026-02-21',
		dueOn: '2026-02-22',
	});
});

test('the grace is half the interval and never more than 30 days', t => {
	t.is(firstWindow({...monthly, interval: 'P12M'}, '2026-01-01').graceOn, '2026-03-02');
	t.is(firstWindow(calendar('2026-01-01', 'P1M', 5), '2026-01-01').graceOn, '2026-02-05');
});

test('monthly periods from the 31st end on the last day of each month', t => {
	const ends = windows(calendar('2026-01-31'), 5).map(({dueOn}) => dueOn);
	t.deepEqual(ends, ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']);
});

test('monthly and quarterly periods from the 1st are months and quarters', t => {
	t.deepEqual(
		windows(calendar('2026-01-01'), 3).map(({opensOn, dueOn, ordinal}) => [ordinal, opensOn, dueOn]),
		[
			[1, '2026-01-01', '2026-01-31'],
			[2, '2026-02-01', '2026-02-28'],
			[3, '2026-03-01', '2026-03-31'],
		],
	);
	t.like(firstWindow(calendar('2026-01-01', 'P3M'), '2026-05-12'), {ordinal: 2, opensOn: '2026-05-12', dueOn: '2026-06-30'});
});

test('an interval below a day is a programming error', t => {
	t.throws(() => firstWindow(calendar('2026-01-01', 'P0D'), '2026-01-01'), {instanceOf: RangeError});
});

test('each of the seven outcomes follows from dated facts', t => {
	const slot: SlotFacts = {opensOn: '2026-01-01', dueOn: '2026-01-31', graceOn: '2026-02-15', attempts: []};
	const late = '2026-03-01';
	t.is(outcomeOf(slot, '2026-02-15'), 'open');
	t.is(outcomeOf({...slot, checkedOn: '2026-01-31'}, late), 'done');
	t.is(outcomeOf({...slot, checkedOn: '2026-02-01'}, late), 'done-late');
	t.is(outcomeOf({...slot, checkedOn: '2026-02-01'}, '2026-01-31'), 'open');
	t.is(outcomeOf({...slot, checkedOn: '2026-02-16'}, late), 'missed');
	t.is(outcomeOf({...slot, attempts: [{on: '2026-01-20'}]}, late), 'not-inspectable');
	t.is(outcomeOf({...slot, attempts: [{on: '2025-12-20'}]}, late), 'missed');
	t.is(outcomeOf({...slot, excusedOn: '2026-01-20'}, late), 'excused');
	t.is(outcomeOf({...slot, excusedOn: '2026-01-20', checkedOn: '2026-01-25'}, late), 'excused');
	t.is(outcomeOf({...slot, supersededOn: '2026-01-20'}, late), 'superseded');
	t.true(isOverdue(slot, '2026-02-01'));
	t.false(isOverdue(slot, '2026-01-31'));
	t.false(isOverdue(slot, late));
	t.true(isEnded(slot, late));
});

const plan: LevelPlan = {
	id: monthly.id,
	anchor: 'completion',
	from: '2026-01-01',
	levels: {major: {interval: 'P1M', earlyDays: 10}, low: {interval: 'P12M', earlyDays: 90}},
};
const point: DuePoint = {id: 'p1', siteId: 's1', level: 'major', startsOn: '2026-01-01', slots: []};

test('windows that passed while the system was down are there', t => {
	const made = dueSlots(plan, [point], [], '2026-05-01', 14);
	t.deepEqual(
		made.map(({dueOn}) => dueOn),
		['2026-01-31', '2026-02-28', '2026-03-28', '2026-04-28'],
	);
	t.is(made[0]!.id, slotId(plan.id, 'p1', 1));
	t.deepEqual(dueSlots(plan, [{...point, slots: made}], [], '2026-05-01', 14), []);
});

test('a check after the grace settles the next window even when that was never planned', t => {
	const first = dueSlots(plan, [point], [], '2026-01-05', 14);
	const made = dueSlots(plan, [{...point, slots: first, lastCheckedOn: '2026-02-20'}], [], '2026-02-20', 30);
	t.deepEqual(
		made.map(({ordinal, dueOn, checkedOn}) => [ordinal, dueOn, checkedOn]),
		[
			[2, '2026-02-28', '2026-02-20'],
			[3, '2026-03-20', undefined],
		],
	);
});

test('a pause over the whole window excuses it, over its start shortens it', t => {
	const [excused, next] = dueSlots(plan, [point], [{siteId: 's1', from: '2025-12-20', to: '2026-02-10'}], '2026-02-01', 30);
	t.like(excused!, {excusedOn: '2026-01-01', excuse: 'pause'});
	t.is(outcomeOf(excused!, '2026-02-01'), 'excused');
	t.like(next!, {opensOn: '2026-02-18', dueOn: '2026-02-28'});
	const window = {opensOn: '2026-01-01', dueOn: '2026-01-31'};
	t.deepEqual(underPauses(window, [{siteId: 's1', from: '2025-12-20', to: '2026-01-30'}]), {...window, opensOn: '2026-01-31'});
	t.deepEqual(underPauses(window, [{siteId: 's1', from: '2026-01-20'}]), window);
	t.is(underPauses(window, [{siteId: 's1', from: '2026-01-01'}]), 'covered');
});

test('a change of level supersedes the open window and names its successor', t => {
	const low = {...point, level: 'low', lastCheckedOn: '2026-01-10', startsOn: '2025-06-01'};
	const [old] = dueSlots(plan, [low], [], '2026-10-20', 10);
	t.is(old!.dueOn, '2027-01-10');
	const raised = {...low, level: 'major', slots: [old!]};
	const successor = supersede(plan, raised, [], '2026-10-20')!;
	t.like(successor, {ordinal: 2, supersedes: old!.id, opensOn: '2026-10-20', dueOn: '2026-11-19', level: 'major'});
	t.deepEqual(dueSlots(plan, [raised], [], '2026-10-20', 10), [successor]);
	t.is(supersede(plan, {...low, slots: [old!]}, [], '2026-10-20'), null);
});
