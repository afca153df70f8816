import test from 'ava';
import fc from 'fast-check';
import {daysBetween, plusDays, plusInterval} from '../../src/domain/days.ts';
import {frequencyOf, frequencySentence, type SiteHazard, type SiteVisit} from '../../src/domain/register/dynamic-risk.ts';
import {planFor} from '../../src/domain/schedule/slots.ts';
import {afterInterval, firstWindow, nextWindow, type Plan, periodOf} from '../../src/domain/schedule/window.ts';
import type {DynamicRisk} from '../../src/domain/tables.ts';
import {loadForms} from '../../src/forms.ts';

const numRuns = process.env.PROVE === 'full' ? 2000 : 200;
const terms = loadForms().tables.get('dynamic-risk')!.value as DynamicRisk;
const start = '2026-01-01';
const hazard = (foundOn: string, grade: SiteHazard['grade'] = 'general'): SiteHazard => ({
	number: `YH-${foundOn}`,
	grade,
	foundOn,
	communityId: 'c',
	domain: 'fire',
});
const clean = (on: string): SiteVisit => ({on, clean: true});

test('Two hazards in 90 days, or a major one, halve the interval until two clean visits', t => {
	const at = (hazards: SiteHazard[], visits: SiteVisit[], day: string) => frequencyOf({hazards, visits}, day, terms).divisor;
	t.is(at([hazard('2026-01-01')], [], '2026-01-01'), 1);
	const two = [hazard('2026-01-01'), hazard('2026-03-31')];
	t.is(at(two, [], '2026-03-30'), 1);
	t.is(at(two, [], '2026-03-31'), 2);
	t.is(at([hazard('2026-01-01'), hazard('2026-04-01')], [], '2026-04-01'), 1, 'the 91st day');
	t.is(at(two, [], '2027-12-31'), 2, 'nobody went: it stays');
	t.is(at(two, [clean('2026-04-10'), clean('2026-05-10')], '2026-05-09'), 2);
	t.is(at(two, [clean('2026-04-10'), clean('2026-05-10')], '2026-05-10'), 1);
	t.is(at(two, [clean('2026-03-31'), clean('2026-05-10')], '2026-06-01'), 2, 'on the day of the hazard is not after it');
	t.is(at([hazard('2026-01-01', 'major')], [], '2026-01-01'), 2);
	t.is(at([hazard('2026-01-01', 'suspected-major')], [], '2026-01-01'), 1);
});

test('For a year after a major hazard one more brings it back; a hazard on the way starts the clean visits anew', t => {
	const visits = [clean('2026-02-01'), clean('2026-03-01')];
	const major = hazard('2026-01-01', 'major');
	const of = (more: string, day: string) => frequencyOf({hazards: [major, hazard(more)], visits}, day, terms);
	t.like(of('2026-12-31', '2026-12-31'), {divisor: 2, since: '2026-12-31', cause: 'major'});
	t.like(of('2027-01-01', '2027-01-01'), {divisor: 1, until: '2026-03-01'});
	t.like(of('2026-02-10', '2026-03-05'), {divisor: 2, cleanVisits: 1, until: null});
});

test('The reason is a sentence that names only what the reader may see', t => {
	const hazards = [hazard('2026-01-01'), {...hazard('2026-03-05'), domain: 'gas'}];
	const frequency = frequencyOf({hazards, visits: [clean('2026-04-01')]}, '2026-04-02', terms);
	t.is(
		frequencySentence(frequency, terms, () => true),
		'该场所90天内发现隐患2条及以上（YH-2026-01-01、YH-2026-03-05），最近一次在2026年3月5日，检查间隔减为一半；还须1次检查未发现问题才恢复。',
	);
	t.regex(frequencySentence(frequency, terms, ({domain}) => domain === 'fire')!, /（YH-2026-01-01等）/);
	t.regex(frequencySentence(frequency, terms, () => false)!, /2条及以上，最近一次在2026年/);
	const over = frequencyOf({hazards, visits: [clean('2026-04-01'), clean('2026-05-01')]}, '2026-05-02', terms);
	t.is(
		frequencySentence(over, terms, () => true),
		'该场所加密检查以来已有2次检查未发现问题，2026年5月1日起恢复原检查间隔。',
	);
});

const day = fc.nat({max: 500}).map(n => plusDays(start, n));
const hazards = fc.array(
	fc.tuple(day, fc.constantFrom('general', 'general', 'suspected-major', 'major')).map(([on, grade]) => hazard(on, grade)),
	{maxLength: 12},
);
const visits = fc.array(fc.record({on: day, clean: fc.boolean()}), {maxLength: 20});
const tables = fc.record({
	siteHazards: fc.integer({min: 1, max: 4}),
	siteDays: fc.integer({min: 1, max: 200}),
	majorGrades: fc.subarray(['major', 'suspected-major'] as const),
	majorMonths: fc.integer({min: 1, max: 15}),
	intervalDivisor: fc.integer({min: 1, max: 4}),
	cleanVisits: fc.integer({min: 1, max: 4}),
});

test('One hazard more never makes inspections rarer, on any day', t => {
	const property = fc.property(hazards, hazards, visits, tables, day, (some, more, list, table, today) => {
		const of = (found: SiteHazard[]) => frequencyOf({hazards: found, visits: list}, today, {...terms, ...table}).divisor;
		return of([...some, ...more]) >= of(some);
	});
	t.notThrows(() => fc.assert(property, {numRuns: numRuns * 5}));
});

test('It ends exactly with the last clean visit that is asked for, and the order of the facts does not matter', t => {
	const property = fc.property(hazards, visits, tables, (found, list, table) => {
		const of = (today: string) => frequencyOf({hazards: found, visits: list}, today, {...terms, ...table});
		for (let n = 1; n <= 500; n++) {
			const [before, now] = [of(plusDays(start, n - 1)), of(plusDays(start, n))];
			if (before.divisor > 1 && now.divisor === 1) {
				const isClean = list.some(({on, clean: isIt}) => isIt && on === plusDays(start, n));
				if (now.until !== plusDays(start, n) || now.cleanVisits !== table.cleanVisits || !isClean) return false;
				const after = list.filter(({on, clean: isIt}) => isIt && on <= now.until!);
				const lastHazard = found
					.map(({foundOn}) => foundOn)
					.filter(on => on <= now.until!)
					.sort()
					.at(-1)!;
				if (new Set(after.filter(({on}) => on > lastHazard).map(({on}) => on)).size !== table.cleanVisits) return false;
			}
			if (before.divisor === 1 && now.divisor > 1 && now.since !== plusDays(start, n)) return false;
		}
		const [one, other] = [
			of('2027-06-01'),
			frequencyOf({hazards: [...found].reverse(), visits: [...list].reverse()}, '2027-06-01', {...terms, ...table}),
		];
		return one.divisor === other.divisor && one.since === other.since && one.until === other.until;
	});
	t.notThrows(() => fc.assert(property, {numRuns: Math.ceil(numRuns / 4)}));
});

const intervals = fc.constantFrom('P1D', 'P2D', 'P7D', 'P1M', 'P3M', 'P6M', 'P12M');

test('A divided interval is never below a day, never longer than the whole, and follows the calendar', t => {
	t.is(afterInterval({interval: 'P1M', divisor: 2}, '2026-01-31'), '2026-02-14');
	t.is(afterInterval({interval: 'P1M', divisor: 2}, '2024-02-01'), '2024-02-15');
	t.is(afterInterval({interval: 'P1M'}, '2026-01-31'), '2026-02-28');
	t.is(afterInterval({interval: 'P1D', divisor: 2}, '2026-02-28'), '2026-03-01');
	const property = fc.property(intervals, day, fc.integer({min: 1, max: 4}), (interval, from, divisor) => {
		const [part, whole] = [afterInterval({interval, divisor}, from), plusInterval(from, interval)];
		const days = daysBetween(from, part);
		return days >= 1 && part <= whole && (days === 1 || Math.abs(days * divisor - daysBetween(from, whole)) < divisor);
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('The parts of a calendar period follow one another without a gap and end where the period ends', t => {
	const property = fc.property(intervals, day, fc.integer({min: 1, max: 4}), (interval, from, divisor) => {
		const plan: Plan = {id: 'x', anchor: 'calendar', from, interval, earlyDays: 0, divisor};
		const whole: Plan = {...plan, divisor: 1};
		const ends = new Set<string>();
		let window = firstWindow(plan, from);
		for (let n = 0; n < 40; n++) {
			ends.add(window.dueOn);
			const next = nextWindow(plan, {...window, by: 'miss', endedOn: window.graceOn});
			if (window.dueOn < window.opensOn || next.opensOn !== plusDays(window.dueOn, 1) || next.ordinal !== window.ordinal + 1)
				return false;
			window = next;
		}
		for (let n = 0, at = from; n < 8 && plusDays(at, 400) < window.opensOn; n++) {
			const {to} = periodOf(whole, at);
			if (to < window.opensOn && !ends.has(to)) return false;
			at = plusDays(to, 1);
		}
		return true;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
	const monthly: Plan = {id: 'x', anchor: 'calendar', from: '2026-01-01', interval: 'P1M', earlyDays: 0, divisor: 2};
	t.like(periodOf(monthly, '2026-02-14'), {index: 3, from: '2026-02-01', to: '2026-02-14'});
	t.like(periodOf(monthly, '2026-02-15'), {index: 4, from: '2026-02-15', to: '2026-02-28'});
});

test('Early days shrink with the interval', t => {
	const levels = {low: {interval: 'P12M', earlyDays: 90}};
	const plan = {id: 'x', anchor: 'completion' as const, from: start, levels};
	t.like(planFor(plan, {level: 'low'}), {earlyDays: 90, divisor: 1});
	t.like(planFor(plan, {level: 'low', divisor: 2}), {earlyDays: 45, divisor: 2});
	t.is(planFor(plan, {level: 'major'}), null);
});
