import test from 'ava';
import type {Day} from '../../src/domain/days.ts';
import {type Duty, dutiesOf, dutyKinds, dutyRoles} from '../../src/domain/hazards/duties.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {type Actor, decideMove, type MoveBody, type MoveName, moves} from '../../src/domain/hazards/hazard-moves.ts';
import {colleague, contact, context, count, everything, found, inState, manager, terms} from './hazards.ts';

const owed = (hazard: Hazard, today: Day, unservedSince?: Day) => dutiesOf(hazard, {today, terms, count, unservedSince});
const rows = (duties: Duty[]) =>
	duties.map(({kind, since, dueOn, overdue}) => [kind, since, dueOn, ...(overdue ? ['late'] : [])]);

type Step = [MoveName, Actor, MoveBody, Day];
const walk = (hazard: Hazard, ...steps: Step[]) =>
	steps.reduce(
		(at, [move, actor, body, today]) =>
			decideMove(at, move, actor, {...everything, ...body}, {...context, today, now: `${today}T02:00:00.000Z`}).hazard,
		hazard,
	);
const fail = (day: Day): Step[] => [
	['rectification-reports', contact, {}, day],
	['reinspections', colleague, {result: 'fail'}, day],
];

test('a notice is served within three working days of its issue, weekends that are worked included', t => {
	// 2026-02-14 is a worked Saturday, the Spring Festival runs from the 15th to the 23rd.
	const noticed = inState('rectifying', {dueOn: '2026-03-20'});
	t.deepEqual(rows(owed(noticed, '2026-02-13', '2026-02-12')), [['serve-notice', '2026-02-12', '2026-02-24']]);
	t.deepEqual(rows(owed(noticed, '2026-02-25', '2026-02-12')), [['serve-notice', '2026-02-12', '2026-02-24', 'late']]);
	t.deepEqual(owed(noticed, '2026-02-13'), []);
});

test('a year whose calendar is not loaded is said', t => {
	const [duty] = owed(inState('rectifying', {dueOn: '2027-03-20'}), '2026-12-30', '2026-12-30');
	t.like(duty, {dueOn: '2027-01-04', note: '2027年放假安排未载入，按周末推算。'});
});

test('reinspection: three working days in fire, ten elsewhere, of the report or of the end of the deadline', t => {
	const reported = walk(inState('rectifying'), ['rectification-reports', contact, {}, '2026-03-12']);
	t.deepEqual(rows(owed(reported, '2026-03-12')), [['reinspect', '2026-03-12', '2026-03-17']]);
	t.is(owed({...reported, domain: 'gas'}, '2026-03-12')[0]?.dueOn, '2026-03-26');
	const late = walk(inState('rectifying'), ['rectification-reports', contact, {}, '2026-03-18']);
	t.deepEqual(rows(owed(late, '2026-03-18')), [['reinspect', '2026-03-16', '2026-03-19']]);
	t.is(owed(inState('rectifying'), '2026-03-17')[0]?.kind, 'reinspect');
	t.true(owed(inState('rectifying'), '2026-03-16').every(({kind}) => kind === 'reminder'));
});

test('a red flag is transferred or told the same Shanghai day', t => {
	const flagged = found({redFlag: true, registeredAt: '2026-03-09T16:30:00.000Z', dueOn: '2026-04-30'});
	t.deepEqual(rows(owed(flagged, '2026-03-10')), [['red-flag', '2026-03-10', '2026-03-10']]);
	t.true(owed(flagged, '2026-03-11')[0]?.overdue);
	const sent = walk({...flagged, state: 'confirmed'}, ['transfers', manager, {}, '2026-03-10']);
	t.deepEqual(rows(owed(sent, '2026-03-11')), [['transfer-reply', '2026-03-10', '2026-04-10']]);
	const told = walk({...flagged, grade: 'major'}, ['dual-reports', manager, {}, '2026-03-10']);
	t.deepEqual(owed(told, '2026-03-11'), []);
	const rung = walk({...flagged, state: 'registered'}, ['notifications', colleague, {on: '2026-03-10'}, '2026-03-10']);
	t.deepEqual(owed(rung, '2026-03-11'), []);
});

test('the third time at one point asks whether a department should take it, until one is told', t => {
	const sign = {code: 'third-time' as const, at: '2026-03-09T16:30:00.000Z', times: 3, days: 365};
	const third = inState('rectifying', {
		registeredAt: '2026-03-09T16:30:00.000Z',
		dueOn: '2026-04-30',
		facts: {...found().facts, signs: [sign]},
	});
	t.deepEqual(rows(owed(third, '2026-03-10')), [['recurrence-transfer', '2026-03-10', '2026-03-13']]);
	t.true(owed(third, '2026-03-10')[0]!.basis.startsWith('同一风险点同一检查项365天内第3次出现'));
	t.deepEqual(owed(walk(third, ['notifications', manager, {on: '2026-03-10'}, '2026-03-10']), '2026-03-11'), []);
	t.deepEqual(owed({...third, state: 'passed'}, '2026-03-20'), []);
});

test('what was asked waits for its decision, of a leader when it is not general', t => {
	const asked = walk(inState('rectifying'), ['extension-requests', contact, {dueOn: '2026-03-20'}, '2026-03-10']);
	t.like(owed(asked, '2026-03-10')[0], {kind: 'decide-extension', role: 'manager', since: '2026-03-10', dueOn: '2026-03-13'});
	t.is(owed({...asked, grade: 'major'}, '2026-03-10')[0]?.role, 'leader');
	const gone = walk(inState('rectifying', {dueOn: '2026-04-30'}), ['site-gone', manager, {}, '2026-03-10']);
	t.deepEqual(rows(owed(gone, '2026-03-10')), [['decide-site-gone', '2026-03-10', '2026-03-13']]);
	const raised = walk(found({dueOn: '2026-04-30'}), ['regradings', colleague, {}, '2026-03-12']);
	t.deepEqual(rows(owed(raised, '2026-03-12')), [['major-decision', '2026-03-12', '2026-03-26']]);
	t.deepEqual(owed(walk(raised, ['major-decisions', manager, {result: 'confirmed'}, '2026-03-13']), '2026-03-13'), []);
});

test('ten days after the application the department has reviewed on site', t => {
	const applied = walk(
		inState('passed', {grade: 'major'}),
		['listing', manager, {}, '2026-03-10'],
		['delisting-applications', manager, {}, '2026-03-10'],
	);
	t.deepEqual(rows(owed(applied, '2026-03-21')), [['on-site-review', '2026-03-10', '2026-03-20', 'late']]);
	t.deepEqual(owed(walk(applied, ['on-site-reviews', manager, {}, '2026-03-12']), '2026-03-21'), []);
});

test('reminders are computed before the deadline, none before the deadline was set', t => {
	const hazard = inState('rectifying');
	t.deepEqual(owed(hazard, '2026-03-12'), []);
	t.deepEqual(rows(owed(hazard, '2026-03-13')), [['reminder', '2026-03-13', '2026-03-16']]);
	t.deepEqual(rows(owed(hazard, '2026-03-15')), [['reminder', '2026-03-15', '2026-03-16']]);
	t.deepEqual(owed(inState('rectifying', {foundOn: '2026-03-14'}), '2026-03-14'), []);
	t.deepEqual(
		owed(inState('reported'), '2026-03-15').map(({kind}) => kind),
		['reinspect'],
	);
});

test('after the deadline the ladder climbs by calendar day; a step taken settles itself and those below it', t => {
	const steps = (hazard: Hazard, today: Day) => rows(owed(hazard, today).filter(({kind}) => kind !== 'reinspect'));
	const hazard = inState('rectifying');
	t.deepEqual(steps(hazard, '2026-03-17'), [['notification', '2026-03-17', '2026-03-17']]);
	const told = walk(hazard, ['supervisions', manager, {step: 'notification'}, '2026-03-17']);
	t.deepEqual(steps(told, '2026-03-17'), []);
	t.deepEqual(steps(told, '2026-03-19'), [['supervision-letter', '2026-03-19', '2026-03-19']]);
	t.deepEqual(steps(told, '2026-03-26'), [
		['supervision-letter', '2026-03-19', '2026-03-19', 'late'],
		['briefing', '2026-03-23', '2026-03-23', 'late'],
		['interview', '2026-03-26', '2026-03-26'],
	]);
	t.deepEqual(steps(walk(told, ['supervisions', manager, {step: 'briefing'}, '2026-03-26']), '2026-03-26'), [
		['interview', '2026-03-26', '2026-03-26'],
	]);
});

test('a second failed reinspection proposes the transfer; once overdue again the briefing follows at once', t => {
	const twice = walk(inState('rectifying'), ...fail('2026-03-10'), ...fail('2026-03-11'));
	t.deepEqual(rows(owed(twice, '2026-03-11')), [['transfer-proposal', '2026-03-11', '2026-03-16']]);
	const {dueOn} = twice;
	t.is(dueOn, '2026-03-30');
	t.true(owed(twice, '2026-03-31').some(({kind, since}) => kind === 'briefing' && since === '2026-03-31'));
	const sent = walk(twice, ['transfers', manager, {}, '2026-03-12']);
	const back = walk(sent, ['transfer-replies', manager, {kind: 'returned', on: '2026-03-13'}, '2026-03-13']);
	t.deepEqual(owed(back, '2026-03-13'), []);
	const again = walk(
		back,
		['transfers', manager, {}, '2026-03-14'],
		['transfer-replies', manager, {kind: 'returned', on: '2026-03-16'}, '2026-03-16'],
	);
	t.deepEqual(rows(owed(again, '2026-03-16')), [['destination', '2026-03-16', '2026-03-19']]);
});

test('nothing is owed on what has ended, and every duty is some role’s that may make its move', t => {
	t.deepEqual(owed({...inState('closed'), redFlag: true}, '2026-05-01', '2026-03-01'), []);
	t.true(dutyKinds.every(kind => dutyRoles[kind].length > 0));
	t.true(dutyRoles['decide-extension'].every(role => (moves['extension-decisions'].roles as readonly string[]).includes(role)));
});
