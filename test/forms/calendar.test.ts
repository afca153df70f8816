import test from 'ava';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import {holidayAt, isWorkday, missingYears, plusWorkdays} from '../../src/domain/calendar.ts';
import {plusDays, weekdayOf} from '../../src/domain/days.ts';
import {loadForms} from '../../src/forms.ts';

const {calendars} = loadForms();

test('every day of 2024 to 2026 is a working day exactly when chinese-days says so', t => {
	for (let day = '2024-01-01'; day <= '2026-12-31'; day = plusDays(day, 1))
		t.is(isWorkday(calendars, day), chineseDays.isWorkday(day), day);
});

test('every weekday off has a holiday with a name, and a worked weekend day has none', t => {
	t.is(holidayAt(calendars, '2025-10-06')?.name, '国庆节、中秋节');
	t.is(holidayAt(calendars, '2024-02-09'), undefined);
	t.is(holidayAt(calendars, '2025-01-26'), undefined);
	for (let day = '2024-01-01'; day <= '2026-12-31'; day = plusDays(day, 1))
		if (weekdayOf(day) <= 5 && !isWorkday(calendars, day)) t.truthy(holidayAt(calendars, day)?.name, day);
});

test('working days are counted past a break and onto a make-up day', t => {
	t.is(plusWorkdays(calendars, '2024-09-30', 1), '2024-10-08');
	t.is(plusWorkdays(calendars, '2024-10-11', 1), '2024-10-12');
	t.is(plusWorkdays(calendars, '2024-10-08', -1), '2024-09-30');
	t.is(plusWorkdays(calendars, '2024-10-03', 0), '2024-10-03');
	t.throws(() => plusWorkdays(calendars, '2024-10-03', 0.5), {instanceOf: RangeError});
});

test('n working days forward and back again return to a working day', t => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 1000}), fc.integer({min: 0, max: 60}), (offset, n) => {
			const day = plusDays('2024-01-01', offset);
			if (isWorkday(calendars, day)) t.is(plusWorkdays(calendars, plusWorkdays(calendars, day, n), -n), day);
		}),
	);
});

test('a year without notice knows its weekends only, and is reported', t => {
	t.true(isWorkday(calendars, '2027-01-01'));
	t.false(isWorkday(calendars, '2027-01-02'));
	t.deepEqual(missingYears(calendars, '2026-12-01', '2027-02-01'), [2027]);
	t.deepEqual(missingYears(calendars, '2024-01-01', '2026-12-31'), []);
	t.deepEqual(missingYears(calendars, '2027-01-01', '2026-01-01'), []);
});
