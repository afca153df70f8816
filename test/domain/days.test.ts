import test from 'ava';
import fc from 'fast-check';
import {DateTime, Duration} from 'luxon';
import {
	dayOf,
	daysBetween,
	dueAt,
	isDay,
	plusDays,
	plusInterval,
	plusMilliseconds,
	startOf,
	weekdayOf,
} from '../../src/domain/days.ts';

const numRuns = process.env.PROVE === 'full' ? 20_000 : 1000;
const at = (day: string) => DateTime.fromISO(day, {zone: 'utc'});
const day = fc.integer({min: 0, max: 73_000}).map(n => at('1950-01-01').plus({days: n}).toISODate()!);
const interval = fc.constantFrom('P1D', 'P7D', 'P2W', 'P1M', 'P3M', 'P6M', 'P12M', 'P1Y', 'P1Y2M10D');

test('days are what luxon says they are', t => {
	const property = fc.property(day, day, fc.integer({min: -4000, max: 4000}), (a, b, n) => {
		const inShanghai = DateTime.fromISO(a, {zone: 'Asia/Shanghai'});
		return (
			plusDays(a, n) === at(a).plus({days: n}).toISODate() &&
			daysBetween(a, b) === at(b).diff(at(a), 'days').days &&
			weekdayOf(a) === at(a).weekday &&
			startOf(a) === inShanghai.toUTC().toISO() &&
			dueAt(a) === inShanghai.plus({days: 1}).toUTC().toISO() &&
			isDay(a)
		);
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
	for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '0000-01-01', '9999-12-31', '']) t.false(isDay(text));
});

test('a text is a day when luxon finds it in the calendar', t => {
	const two = (n: number) => String(n).padStart(2, '0');
	const parts = fc.tuple(fc.integer({min: 1900, max: 2999}), fc.integer({min: 0, max: 13}), fc.integer({min: 0, max: 32}));
	const property = fc.property(parts, ([year, month, date]) => {
		const text = `${year}-${two(month)}-${two(date)}`;
		return isDay(text) === at(text).isValid;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('intervals are what luxon says they are', t => {
	const property = fc.property(day, interval, fc.integer({min: 0, max: 40}), (from, each, times) => {
		const whole = Duration.fromISO(each).mapUnits(n => n * times);
		return plusInterval(from, each, times) === at(from).plus(whole).toISODate();
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
	t.is(plusInterval('2026-01-31', 'P1M'), '2026-02-28');
	t.is(plusInterval('2024-02-29', 'P1Y'), '2025-02-28');
});

test('moments are what luxon says they are', t => {
	const moment = fc
		.date({min: new Date('1950-01-01T00:00:00Z'), max: new Date('2149-12-31T00:00:00Z'), noInvalidDate: true})
		.map(d => d.toISOString());
	const property = fc.property(moment, fc.integer({min: -1e11, max: 1e11}), (instant, n) => {
		const there = DateTime.fromISO(instant, {zone: 'Asia/Shanghai'});
		return dayOf(instant) === there.toISODate() && plusMilliseconds(instant, n) === there.toUTC().plus(n).toISO();
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});
