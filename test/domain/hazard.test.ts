import test from 'ava';
import {dueOnFor, exchangeState, isOverdue} from '../../src/domain/hazards/hazard.ts';
import {inState} from './hazards.ts';

test('deadlines, overdue and the exchange follow the rules', t => {
	t.is(dueOnFor({kind: 'days', days: 7}, '2026-03-01', '2026-03-03'), '2026-03-08');
	t.is(dueOnFor({kind: 'at-once'}, '2026-03-01', '2026-03-03'), '2026-03-03');
	t.false(isOverdue(inState('reported'), '2026-03-16T15:59:59.999Z'));
	t.true(isOverdue(inState('reported'), '2026-03-16T16:00:00.000Z'));
	t.false(isOverdue(inState('closed'), '2027-03-16T16:00:00.000Z'));
	t.deepEqual((['confirmed', 'transferred', 'passed', 'closed', 'merged'] as const).map(exchangeState), [-1, 0, 1, 9, 'deleted']);
});
