import test from 'ava';
import fc from 'fast-check';
import type {CalendarYear} from '../../src/domain/content.ts';
import {plusDays} from '../../src/domain/days.ts';
import {levelPlan, type Plan, rhythmOf} from '../../src/domain/schedule/plan.ts';
import {redated} from '../../src/domain/schedule/redate.ts';
import {type DuePoint, dueSlots} from '../../src/domain/schedule/slots.ts';

const today = '2026-12-01';
const runs = process.env.PROVE === 'full' ? 5000 : 300;

const anyPlan = fc.record({
	anchor: fc.constantFrom('completion' as const, 'calendar' as const),
	interval: fc.constantFrom('P1D', 'P7D', 'P14D', 'P1M', 'P3M'),
	holidays: fc.constantFrom('keep' as const, 'before' as const, 'after' as const),
	weekdays: fc.constantFrom([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7], [3]),
	shiftBack: fc.integer({min: 0, max: 60}),
	divisor: fc.constantFrom(1, 2),
});
/** A notice with breaks and make-up days anywhere about New Year. */
const anyNotice = fc
	.array(fc.record({at: fc.integer({min: 0, max: 90}), length: fc.integer({min: 0, max: 8})}), {maxLength: 4})
	.map((breaks): CalendarYear => {
		const holidays = breaks.map(({at, length}) => {
			const from = plusDays('2026-12-20', at);
			return {name: '节', from, to: plusDays(from, length)};
		});
		return {year: 2027, source: '', holidays, workdays: ['2027-01-09', '2027-02-20']};
	});

function slotsUnder(given: typeof anyPlan extends fc.Arbitrary<infer P> ? P : never, calendar: Map<number, CalendarYear>) {
	const {anchor, interval, holidays, weekdays, shiftBack, divisor} = given;
	const plan: Plan = {
		id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
		name: '',
		checklist: 'fire/daily@1',
		scope: {},
		intervals: {low: interval},
		earlyDays: 0,
		anchor,
		weekdays: [...weekdays],
		holidays,
		teams: [],
		from: plusDays(today, -shiftBack),
		to: null,
		graceDays: 0,
		campaign: false,
		basis: null,
		urgent: false,
		version: 1,
	};
	const point: DuePoint = {id: 'p', siteId: 's', level: 'low', divisor, startsOn: '2026-01-01', slots: []};
	const terms = levelPlan(plan, calendar);
	const rhythm = rhythmOf(plan, 'low', divisor);
	return {plan, terms, slots: dueSlots(terms, [point], [], today, 60).map(slot => ({...slot, rhythm}))};
}

test('the calendar that a window was made with leaves it alone', t => {
	const property = fc.property(anyPlan, anyNotice, (given, notice) => {
		const {terms, slots} = slotsUnder(given, new Map([[2027, notice]]));
		const open = slots.filter(({graceOn}) => graceOn >= today);
		return open.every(slot => redated(terms, slot, today) === null);
	});
	t.notThrows(() => fc.assert(property, {numRuns: runs}));
});

test('another calendar gives an open window the days it would have been made with, never past ones, and only once', t => {
	const property = fc.property(anyPlan, anyNotice, (given, notice) => {
		const {plan, slots} = slotsUnder(given, new Map());
		const calendar = new Map([[2027, notice]]);
		const terms = levelPlan(plan, calendar);
		const open = slots.filter(({graceOn}) => graceOn >= today).slice(-1);
		for (const slot of open) {
			const move = redated(terms, slot, today);
			const fresh = slotsUnder(given, calendar).slots.find(({ordinal}) => ordinal === slot.ordinal);
			if (!move) {
				if (fresh && fresh.dueOn !== slot.dueOn && fresh.dueOn >= today && fresh.opensOn === slot.opensOn) return false;
				continue;
			}
			const {ruleDueOn: _, ...rest} = slot;
			const after = {...rest, ...move, ...(move.ruleDueOn ? {ruleDueOn: move.ruleDueOn} : {})} as typeof slot;
			if (move.dueOn < today || move.dueOn < slot.opensOn || move.graceOn < move.dueOn) return false;
			if (move.ruleDueOn === null) delete (after as {ruleDueOn?: unknown}).ruleDueOn;
			if (redated(terms, after, today) !== null) return false;
			if (fresh?.opensOn === slot.opensOn && fresh.dueOn !== move.dueOn) return false;
		}
		return true;
	});
	t.notThrows(() => fc.assert(property, {numRuns: runs}));
});
