import test from 'ava';
import {RRuleTemporal} from 'rrule-temporal';
import {type Day, plusDays, weekdayOf} from '../../src/domain/days.ts';
import {dueSlots, type LevelPlan} from '../../src/domain/schedule/slots.ts';
import {periodOf} from '../../src/domain/schedule/window.ts';
import {dice} from '../helpers/lives.ts';

const count = process.env.PROVE === 'full' ? 500 : 100;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const lengths = [
	{interval: 'P7D', rule: 'FREQ=WEEKLY'},
	{interval: 'P1W', rule: 'FREQ=WEEKLY'},
	{interval: 'P2W', rule: 'FREQ=WEEKLY;INTERVAL=2'},
	{interval: 'P1M', rule: 'FREQ=MONTHLY'},
	{interval: 'P3M', rule: 'FREQ=MONTHLY;INTERVAL=3'},
	{interval: 'P6M', rule: 'FREQ=MONTHLY;INTERVAL=6'},
	{interval: 'P12M', rule: 'FREQ=MONTHLY;INTERVAL=12'},
	{interval: 'P1Y', rule: 'FREQ=YEARLY'},
];

type Case = {from: Day; interval: string; rule: string; days: number};

/** What both can say: weeks from any day, months and years from a day that every month has. */
function caseOf(seed: number): Case {
	const roll = dice(seed);
	const {interval, rule} = lengths[seed % lengths.length]!;
	const year = 2023 + roll(6);
	const from = `${year}-${String(1 + roll(12)).padStart(2, '0')}-${String(1 + roll(28)).padStart(2, '0')}`;
	return {
		from,
		interval,
		rule: rule.startsWith('FREQ=WEEKLY') ? byDay(rule, from) : byMonthDay(rule, from),
		days: 600 + roll(600),
	};
}

const byDay = (rule: string, from: Day) => `${rule};BYDAY=${weekdays[weekdayOf(from) - 1]!}`;
const byMonthDay = (rule: string, from: Day) =>
	rule.startsWith('FREQ=YEARLY')
		? `${rule};BYMONTH=${Number(from.slice(5, 7))};BYMONTHDAY=${Number(from.slice(8))}`
		: `${rule};BYMONTHDAY=${Number(from.slice(8))}`;

/** The days on which periods start by RFC 5545, as another program reckons them. */
function startsByRule({from, rule}: Case, last: Day): Day[] {
	const compact = (day: Day) => day.replaceAll('-', '');
	const text = `DTSTART;VALUE=DATE:${compact(from)}\nRRULE:${rule};UNTIL=${compact(last)}`;
	return new RRuleTemporal({rruleString: text}).all().map(moment => moment.toPlainDate().toString());
}

const slotsOf = ({from, interval}: Case, end: Day) => {
	const levels = {low: {interval, earlyDays: 0}};
	const plan: LevelPlan = {id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8', anchor: 'calendar', from, levels};
	return dueSlots(plan, [{id: 'p', siteId: 's', level: 'low', startsOn: '2020-01-01', slots: []}], [], end, 0);
};

test('plans anchored in the calendar have the periods and due days that RFC 5545 gives, on every day of years', t => {
	t.timeout(600_000);
	for (let seed = 1; seed <= count; seed++) {
		const one = caseOf(seed);
		const end = plusDays(one.from, one.days);
		const starts = startsByRule(one, plusDays(end, 400));
		const periods = starts.slice(0, -1).map((from, i) => ({index: i + 1, from, to: plusDays(starts[i + 1]!, -1)}));
		const byDayOf = new Map(slotsOf(one, end).map(slot => [slot.dueOn, slot]));
		const opens = new Set([...byDayOf.values()].map(({opensOn}) => opensOn));
		const plan = {id: 'x', anchor: 'calendar' as const, from: one.from, interval: one.interval, earlyDays: 0};
		const faults: string[] = [];
		for (let day = one.from, i = 0; day <= end; day = plusDays(day, 1)) {
			if (periods[i]!.to < day) i++;
			const {index, from, to} = periods[i]!;
			const period = periodOf(plan, day);
			if (period.index !== index || period.from !== from || period.to !== to) faults.push(`period of ${day}`);
			if (opens.has(day) !== (day === from)) faults.push(`start on ${day}`);
			if (day === to && byDayOf.get(day)?.ordinal !== index) faults.push(`due on ${day}`);
			if (day !== to && byDayOf.has(day)) faults.push(`not due on ${day}`);
		}
		t.deepEqual(faults, [], `${one.interval} from ${one.from}: ${one.rule}`);
	}
});
