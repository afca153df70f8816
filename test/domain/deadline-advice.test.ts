import test from 'ava';
import fc from 'fast-check';
import {isWorkday} from '../../src/domain/calendar.ts';
import {plusDays} from '../../src/domain/days.ts';
import {deadlineAdvice} from '../../src/domain/hazards/deadline-advice.ts';
import {calendars} from './hazards.ts';

const advice = (dueOn: string, earliest = '2026-01-01') => deadlineAdvice(dueOn, calendars, earliest);

test('a deadline in a public holiday is proposed for the working day before it', t => {
	for (const day of ['2026-10-01', '2026-10-04', '2026-10-07'])
		t.like(advice(day), {sentence: '遇国庆节放假，建议改为9月30日（节前）', proposedOn: '2026-09-30', note: null});
	t.like(advice('2026-02-20'), {sentence: '遇春节放假，建议改为2月14日（节前）', proposedOn: '2026-02-14'});
});

test('a working day and an ordinary weekend ask for nothing; a weekend that touches a break belongs to it', t => {
	for (const day of ['2026-09-30', '2026-10-10', '2026-03-07', '2026-03-08', '2026-10-17'])
		t.deepEqual(advice(day), {dueOn: day, sentence: null, proposedOn: null, note: null});
	// 端午节 2025 is Saturday to Monday.
	t.is(advice('2025-06-01').proposedOn, null);
	t.is(advice('2025-06-01', '2025-01-01').proposedOn, '2025-05-30');
});

test('no proposal for a day that has gone by, and none for a year that is not loaded', t => {
	t.like(advice('2026-10-03', '2026-10-01'), {
		proposedOn: null,
		sentence: '遇国庆节放假，节前已无工作日，请确认放假期间能够完成整改。',
	});
	t.deepEqual(advice('2027-10-01'), {
		dueOn: '2027-10-01',
		sentence: null,
		proposedOn: null,
		note: '2027年放假安排未载入，不能判断是否遇节假日。',
	});
});

test('a proposal is always an earlier working day, and only rest lies between', t => {
	const days = fc.integer({min: 0, max: 729}).map(n => plusDays('2025-01-02', n));
	const property = fc.property(days, dueOn => {
		const {proposedOn, sentence} = advice(dueOn, '2025-01-01');
		if (proposedOn === null) return sentence === null || dueOn <= '2025-01-01';
		for (let day = plusDays(proposedOn, 1); day <= dueOn; day = plusDays(day, 1)) if (isWorkday(calendars, day)) return false;
		return proposedOn < dueOn && isWorkday(calendars, proposedOn);
	});
	t.notThrows(() => fc.assert(property, {numRuns: 300}));
});
