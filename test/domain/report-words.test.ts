import test from 'ava';
import {cutOffFor, endOf, periodAfter, periodAround, periodBefore, reportFaults} from '../../src/domain/figures/report.ts';
import {compared, cutOffWords, percent, periodWords, points, sentence, titleOf} from '../../src/domain/figures/report-words.ts';
import {monthOf, quarterOf, timeTitle, weekOf} from '../../src/domain/figures/splits.ts';

test('periods are whole weeks, months and quarters, and follow each other', t => {
	t.deepEqual(periodAround('weekly', '2026-03-08'), {kind: 'weekly', from: '2026-03-02', to: '2026-03-08'});
	t.deepEqual(periodAround('monthly', '2024-02-29'), {kind: 'monthly', from: '2024-02-01', to: '2024-02-29'});
	t.deepEqual(periodAround('quarterly', '2026-12-31'), {kind: 'quarterly', from: '2026-10-01', to: '2026-12-31'});
	for (const kind of ['weekly', 'monthly', 'quarterly'] as const) {
		const period = periodAround(kind, '2026-01-01');
		t.deepEqual(periodBefore(periodAfter(period)), period);
		t.deepEqual(periodAfter(periodBefore(period)), period);
	}
});

test('weeks are those of the year of their Thursday', t => {
	t.deepEqual(['2025-12-28', '2025-12-29', '2026-01-04', '2026-01-05', '2027-01-01'].map(weekOf), [
		'2025-W52',
		'2026-W01',
		'2026-W01',
		'2026-W02',
		'2026-W53',
	]);
	t.deepEqual([monthOf('2026-03-31'), quarterOf('2026-03-31'), quarterOf('2026-04-01')], ['2026-03', '2026-Q1', '2026-Q2']);
	t.deepEqual(
		[timeTitle('week', '2026-W09'), timeTitle('month', '2026-03'), timeTitle('quarter', '2026-Q4')],
		['2026年第9周', '2026年3月', '2026年第4季度'],
	);
});

test('a report of a period that is not over ends ten seconds ago', t => {
	const week = periodAround('weekly', '2026-03-04');
	t.is(cutOffFor(week, '2026-03-04T02:00:10.000Z'), '2026-03-04T02:00:00.000Z');
	t.is(cutOffFor(week, '2026-03-20T02:00:10.000Z'), endOf(week));
	t.is(endOf(week), '2026-03-08T15:59:59.999Z');
	t.deepEqual(reportFaults(week, endOf(week), '2026-03-08T16:00:09.999Z'), []);
	t.is(reportFaults(week, endOf(week), '2026-03-08T16:00:09.998Z')[0]!.path, '/cutOffAt');
	t.is(reportFaults(week, endOf(week), '2026-03-01T00:00:00.000Z')[0]!.path, '/on');
});

test('words are those of an office', t => {
	t.is(periodWords(periodAround('weekly', '2025-12-31')), '2025年12月29日至2026年1月4日');
	t.is(periodWords(periodAround('quarterly', '2026-05-01')), '2026年第二季度');
	t.is(titleOf(periodAround('monthly', '2026-05-01'), '新桦路街道'), '新桦路街道安全隐患排查治理月报（2026年5月）');
	t.deepEqual(
		[cutOffWords('2026-03-08T15:59:59.999Z'), cutOffWords('2026-03-08T02:05:00.000Z')],
		['截至3月8日24时', '截至3月8日10时05分'],
	);
	t.deepEqual([8740 / 8942, 1, 0, null].map(percent), ['97.74%', '100%', '0%', '无']);
	t.deepEqual([sentence('甲', false, '', '乙'), sentence(null)], ['甲，乙。', '']);
	t.deepEqual(
		[compared(3, 5, 'weekly', '条'), compared(5, 5, 'monthly', '条'), compared(5, undefined, 'monthly', '条')],
		['较上周减少2条', '与上月持平', ''],
	);
	t.deepEqual(
		[points(0.5, 0.475, 'monthly'), points(0.4, 0.5, 'quarterly'), points(null, 1, 'weekly')],
		['较上月上升2.5个百分点', '较上季度下降10个百分点', ''],
	);
});
