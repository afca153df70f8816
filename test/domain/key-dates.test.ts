import test from 'ava';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import {isDay} from '../../src/domain/days.ts';
import {lunarNewYear} from '../../src/domain/lunar.ts';
import {type KeyDate, keyDateFaults, windowIn} from '../../src/domain/schedule/key-dates.ts';
import {loadForms} from '../../src/forms.ts';

const forms = loadForms();
const dates = forms.tables.get('key-dates')!.value as KeyDate[];
const dateOf = (id: string) => dates.find(date => date.id === id)!;
const inYear = (id: string, year: number) => windowIn(dateOf(id), year, forms.calendars);

test('a key date that hangs on a holiday follows that year’s notice', t => {
	t.deepEqual(inYear('spring-festival', 2026).window, {from: '2026-01-31', to: '2026-03-03'});
	t.deepEqual(inYear('labour-day', 2026).window, {from: '2026-04-24', to: '2026-04-30'});
	t.deepEqual(inYear('new-year', 2026).window, {from: '2025-12-25', to: '2025-12-31'});
	t.deepEqual(inYear('mid-autumn', 2025).window, inYear('national-day', 2025).window, '2025: one break for both');
	t.deepEqual(inYear('national-day', 2027), {
		window: null,
		note: '日历未载入：2027年放假安排载入后才能确定。',
		usual: null,
	});
});

test('a fixed window may run into the next year, and an announced one waits for its authority', t => {
	t.deepEqual(inYear('winter-spring-fire', 2027).window, {from: '2027-11-01', to: '2028-03-31'});
	const flood = dateOf('flood-season');
	t.deepEqual(windowIn(flood, 2026, forms.calendars), {
		window: null,
		note: '待市防汛指挥机构公布后填写起止日期。',
		usual: {from: '2026-06-01', to: '2026-09-30'},
	});
	const announced = [{from: '2026-05-28', to: '2026-10-05', source: '市防汛指挥部公告'}];
	const told: KeyDate = {...flood, window: {...flood.window, announced} as KeyDate['window']};
	t.deepEqual(windowIn(told, 2026, forms.calendars).window, {from: '2026-05-28', to: '2026-10-05'});
	t.is(windowIn(told, 2027, forms.calendars).window, null);
});

test('every template names a law, a confidence and a checklist, and the campaigns of the issue are there', t => {
	for (const id of 'spring-festival national-sessions shanghai-sessions labour-day national-day import-expo flood-season heat winter-spring-fire'.split(
		' ',
	))
		t.truthy(dateOf(id), id);
	t.deepEqual(keyDateFaults(dates, forms), []);
	fc.assert(
		fc.property(fc.constantFrom(...dates), fc.integer({min: 2020, max: 2035}), (date, year) => {
			const {window, note} = windowIn(date, year, forms.calendars);
			return window ? isDay(window.from) && isDay(window.to) && window.from <= window.to : note !== null;
		}),
	);
});

test('all faults of a table of key dates are named with their places', t => {
	const [first] = dates;
	const wrong: KeyDate[] = [
		{
			...first!,
			window: {kind: 'fixed', from: '02-29', to: '02-31'},
			checks: [{checklist: 'fire/none', kinds: ['castle'], tags: []}],
		},
		{
			...first!,
			window: {kind: 'announced', by: '市', usually: null, announced: [{from: '2026-06-02', to: '2026-06-01', source: '文'}]},
		},
	];
	t.deepEqual(
		keyDateFaults(wrong, forms).map(({path}) => path),
		[
			'/value/0/window/from',
			'/value/0/window/to',
			'/value/0/checks/0/checklist',
			'/value/0/checks/0/kinds',
			'/value/1/id',
			'/value/1/window/announced/0/to',
		],
	);
});

test('the first days of the lunar years agree with a second source and lie in their breaks', t => {
	for (let year = 2020; year <= 2060; year++) {
		const {lunarMon, lunarDay, isLeap} = chineseDays.getLunarDate(lunarNewYear(year)!);
		t.deepEqual([lunarMon, lunarDay, isLeap], [1, 1, false], String(year));
	}
	t.is(lunarNewYear(2019), undefined);
	t.is(lunarNewYear(2061), undefined);
	for (const [year, {holidays}] of forms.calendars) {
		const {from, to} = holidays.find(({name}) => name === '春节')!;
		t.true(from <= lunarNewYear(year)! && lunarNewYear(year)! <= to);
	}
});
