import test from 'ava';
import type {CalendarYear} from '../../src/domain/content.ts';
import {pairsNeeded} from '../../src/domain/schedule/demand.ts';
import {daysOf, type Plan, rhythmOf, withDefaults} from '../../src/domain/schedule/plan.ts';
import {type DuePoint, dueSlots, type LevelPlan, supersede} from '../../src/domain/schedule/slots.ts';
import {isPlanDay, planDays, shiftOf} from '../../src/domain/schedule/workdays.ts';
import {loadForms} from '../../src/forms.ts';

const spring: CalendarYear = {
	year: 2026,
	source: 'test',
	holidays: [{name: '五一', from: '2026-05-01', to: '2026-05-05'}],
	workdays: ['2026-05-09'],
};
const calendar = new Map([[2026, spring]]);
const week = [1, 2, 3, 4, 5];

test('people go out on the weekdays of the plan, never in a holiday, and on a weekend that is worked when the plan works the whole week', t => {
	t.deepEqual(planDays(calendar, week, '2026-04-29', '2026-05-11'), [
		'2026-04-29',
		'2026-04-30',
		'2026-05-06',
		'2026-05-07',
		'2026-05-08',
		'2026-05-09',
		'2026-05-11',
	]);
	t.true(isPlanDay(calendar, [6, 7], '2026-05-10'));
	t.false(isPlanDay(calendar, [6, 7], '2026-05-02'));
	t.false(isPlanDay(calendar, [3], '2026-05-09'));
});

test('a due day moves to the working day before or after it, or stays when there is none within the limits', t => {
	const before = shiftOf(calendar, week, 'before')!;
	const after = shiftOf(calendar, week, 'after')!;
	t.is(before('2026-05-03', '2026-04-20', '2026-05-10'), '2026-04-30');
	t.is(before('2026-05-03', '2026-05-01', '2026-05-10'), '2026-05-03');
	t.is(after('2026-05-01', '2026-04-20', '2026-05-10'), '2026-05-06');
	t.is(after('2026-05-01', '2026-04-20', '2026-05-05'), '2026-05-01');
	t.is(after('2026-05-07', '2026-04-20', '2026-05-10'), '2026-05-07');
	t.is(shiftOf(calendar, week, 'keep'), undefined);
});

const point: DuePoint = {id: 'p', siteId: 's', level: 'low', startsOn: '2026-01-01', slots: []};
const planOf = (anchor: 'completion' | 'calendar', interval: string, rule: 'before' | 'after'): LevelPlan => ({
	id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
	anchor,
	from: '2026-01-01',
	levels: {low: {interval, earlyDays: 0}},
	shift: shiftOf(calendar, week, rule)!,
});

test('periods whose end moved keep their places: none is left out, none overlaps, none drifts', t => {
	for (const rule of ['before', 'after'] as const) {
		for (const interval of ['P1D', 'P7D', 'P1M']) {
			const slots = dueSlots(planOf('calendar', interval, rule), [point], [], '2026-06-15', 0);
			t.deepEqual(
				slots.map(({ordinal}) => ordinal),
				slots.map((_, i) => i + 1),
			);
			for (const [i, slot] of slots.entries()) {
				t.true(slot.opensOn <= slot.dueOn && slot.dueOn <= slot.graceOn, JSON.stringify(slot));
				t.true(i === 0 || slots[i - 1]!.graceOn < slot.opensOn, JSON.stringify([slots[i - 1], slot]));
			}
		}
	}
	const ends = dueSlots(planOf('calendar', 'P1M', 'after'), [point], [], '2026-06-15', 0).map(({dueOn, ruleDueOn}) => [
		dueOn,
		ruleDueOn,
	]);
	t.deepEqual(ends.slice(0, 4), [
		['2026-02-02', '2026-01-31'],
		['2026-03-02', '2026-02-28'],
		['2026-03-31', undefined],
		['2026-04-30', undefined],
	]);
	t.deepEqual(ends[4], ['2026-06-01', '2026-05-31']);
});

test('new terms supersede an open slot only when they change its days', t => {
	const plan = planOf('completion', 'P7D', 'before');
	const [slot] = dueSlots(plan, [point], [], '2026-01-01', 0);
	const stale = {...point, slots: [{...slot!, stale: true}]};
	t.is(supersede(plan, stale, [], '2026-01-03'), null);
	const longer = supersede(planOf('completion', 'P14D', 'before'), stale, [], '2026-01-03');
	t.like(longer, {supersedes: slot!.id, ordinal: 2, dueOn: '2026-01-15'});
	t.is(supersede(planOf('completion', 'P14D', 'before'), {...point, slots: [slot!]}, [], '2026-01-03'), null);
});

test('as many pairs are needed as the tightest stretch asks for', t => {
	const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
	const slots = (n: number, dueOn: string) => Array.from({length: n}, (_, i) => ({siteId: `${dueOn}${i}`, dueOn, minutes: 80}));
	const capacity = {visitMinutes: 20, minutesPerDay: 200};
	t.is(pairsNeeded([], days, capacity), 0);
	t.is(pairsNeeded(slots(6, '2026-03-04'), days, capacity), 1);
	t.is(pairsNeeded(slots(7, '2026-03-04'), days, capacity), 2);
	t.is(pairsNeeded([...slots(6, '2026-03-04'), ...slots(5, '2026-03-02')], days, capacity), 3);
	t.is(
		pairsNeeded(
			[
				{siteId: 's', dueOn: '2026-03-02', minutes: 80},
				{siteId: 's', dueOn: '2026-03-02', minutes: 100},
			],
			days,
			capacity,
		),
		1,
	);
});

test('intervals are whole days, weeks, months or years', t => {
	t.is(daysOf('P1M'), 31);
	t.is(daysOf('P1Y2M'), 424);
	for (const text of ['', 'P', 'PT1H', 'P1.5M', 'P1MT1H', 'p1m', '-P1M', '每月']) t.is(daysOf(text), undefined, text);
});

test('early days default to a third of the interval, at most those of the sector, and stay as they were when they can', t => {
	const forms = loadForms();
	const checklist = 'fire/daily@1';
	const made = withDefaults({checklist, intervals: {major: 'P7D'}}, undefined, forms) as unknown as Plan;
	t.deepEqual(made.earlyDays, {major: 2, significant: 30, moderate: 60, low: 90});
	const early = {major: 5, significant: 40, moderate: 60, low: 90};
	const current = {...made, checklist, holidays: 'keep', weekdays: week, earlyDays: early} as Plan;
	const changed = withDefaults({intervals: {significant: 'P1M'}}, current, forms);
	t.deepEqual(changed.earlyDays, {major: 5, significant: 10, moderate: 60, low: 90});
	t.deepEqual(withDefaults({earlyDays: {low: 3}}, current, forms).earlyDays, {major: 2, significant: 30, moderate: 60, low: 3});
	t.is(withDefaults({earlyDays: 3}, current, forms).earlyDays, 3);
	t.not(rhythmOf(current, 'major'), rhythmOf({...current, intervals: {major: 'P8D'}}, 'major'));
});
