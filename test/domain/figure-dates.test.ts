import test from 'ava';
import {datesOf} from '../../src/domain/figures/dates.ts';
import {hasSign, signNames, signsOf} from '../../src/domain/figures/signs.ts';
import type {Hazard, HazardFacts} from '../../src/domain/hazards/hazard.ts';
import {found} from './hazards.ts';

const withFacts = (facts: Partial<HazardFacts>, changes: Partial<Hazard> = {}): Hazard => {
	const base = found(changes);
	return {...base, facts: {...base.facts, ...facts}};
};
const report = (round: number, on: string) => ({
	round,
	by: 'c',
	onBehalf: false,
	on,
	text: '',
	photos: [],
	at: `${on}T02:00:00.000Z`,
});
const look = (round: number, on: string, result: 'pass' | 'fail') => ({round, inspectors: ['a'], result, on, photos: []});
const signs = (hazard: Hazard) => signNames.filter(name => hasSign(signsOf(datesOf(hazard)), name));

test('a hazard just filed has its arrival, its deadline and nothing else', t => {
	const dates = datesOf(found());
	t.like(dates, {standing: 'open', registeredOn: '2026-03-09', dueOn: '2026-03-16', missed: false, endedOn: null});
	t.deepEqual(
		[dates.reportedOn, dates.mendedOn, dates.firstLook, dates.daysToClose, dates.toldOn],
		[null, null, null, null, null],
	);
	t.deepEqual(signs(found()), []);
	t.deepEqual(signs(found({foundOn: '2026-03-08'})), ['late-arrival']);
});

test('mended in time is told by the report that was found true, not by the day of the look', t => {
	const facts = {reports: [report(1, '2026-03-16')], reinspections: [look(1, '2026-03-25', 'pass')]};
	const passed = withFacts(facts, {state: 'passed'});
	t.like(datesOf(passed), {mendedOn: '2026-03-16', missed: false, looks: [{since: '2026-03-16', on: '2026-03-25'}]});
	t.true(signs(passed).includes('mended-in-time'));
	t.false(signs({...passed, dueOn: '2026-03-15'}).includes('mended-in-time'));
	t.false(signs({...passed, state: 'transferred'}).includes('mended-in-time'));
});

test('a second round has its own deadline and its own look', t => {
	const hazard = withFacts(
		{
			reports: [report(1, '2026-03-14'), report(2, '2026-03-29')],
			reinspections: [look(1, '2026-03-18', 'fail'), look(2, '2026-03-30', 'pass')],
			deadlines: [
				{dueOn: '2026-03-16', why: 'filing', at: '2026-03-09T06:00:00.000Z'},
				{dueOn: '2026-03-25', why: 'reinspection', at: '2026-03-18T06:00:00.000Z'},
			],
		},
		{state: 'closed', closure: 'reinspected', round: 2, dueOn: '2026-03-25', endedAt: '2026-03-31T01:00:00.000Z'},
	);
	t.like(datesOf(hazard), {
		missed: true,
		mendedOn: '2026-03-29',
		firstLook: 'fail',
		daysToClose: 22,
		looks: [
			{since: '2026-03-14', on: '2026-03-18'},
			{since: '2026-03-25', on: '2026-03-30'},
		],
	});
	t.deepEqual(signs(hazard), ['looked-at', 'missed']);
});

test('a deadline that was put off in time was not missed; one that an end overtook neither', t => {
	const deadlines = [
		{dueOn: '2026-03-16', why: 'filing', at: '2026-03-09T06:00:00.000Z'},
		{dueOn: '2026-03-23', why: 'extension', at: '2026-03-16T15:59:59.999Z'},
	];
	const open = withFacts({deadlines}, {dueOn: '2026-03-23'});
	t.false(datesOf(open).missed);
	t.false(datesOf({...open, state: 'void', endedAt: '2026-03-23T15:00:00.000Z'}).missed);
	t.true(datesOf({...open, state: 'void', endedAt: '2026-03-23T16:00:00.001Z'}).missed);
});

test('what is awaited: after the report from its day, before it from the end of the deadline', t => {
	const reported = withFacts({reports: [report(1, '2026-03-12')]}, {state: 'reported'});
	t.deepEqual(datesOf(reported).looks, [{since: '2026-03-12', on: null}]);
	t.deepEqual(datesOf(found({state: 'rectifying'})).looks, [{since: '2026-03-16', on: null}]);
	t.deepEqual(datesOf({...reported, state: 'transferred'}).looks, []);
});

test('closed on the spot, by a department, with the site gone', t => {
	const end = {state: 'closed' as const, endedAt: '2026-03-10T01:00:00.000Z'};
	t.true(signs(found({...end, closure: 'on-the-spot'})).includes('mended-in-time'));
	t.deepEqual(signs(found({...end, closure: 'site-gone'})), ['site-gone']);
	const transfer = {department: 'fire', basis: '', enclosures: ['x'], replyBy: '2026-04-01', by: 'm', from: 'confirmed' as const};
	const replies = [{kind: 'result' as const, on: '2026-03-15', by: '', removed: true}];
	const away = withFacts(
		{transfers: [{...transfer, at: '2026-03-09T07:00:00.000Z', replies}]},
		{...end, closure: 'department', redFlag: true},
	);
	t.is(datesOf(away).mendedOn, '2026-03-15');
	t.deepEqual(signs(away), ['mended-in-time', 'transferred', 'transfers-answered', 'red-flag', 'told-same-day']);
});

test('reported twice over, listed, with a failed control, found again', t => {
	const papers = {on: '2026-03-12', attachments: ['x']};
	const hazard = withFacts(
		{
			dualReports: [
				{to: 'regulator', ...papers},
				{to: 'workers', ...papers},
			],
		},
		{grade: 'major', listing: 'applied', controlIds: ['k'], recurrenceOf: 'h0', redFlag: true},
	);
	t.deepEqual(signs(hazard), ['dual-reported', 'listed', 'red-flag', 'control-failed', 'recurred']);
});
