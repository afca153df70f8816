import test from 'ava';
import fc from 'fast-check';
import {plusDays} from '../../src/domain/days.ts';
import {doneShare, elapsedShare, isBehind} from '../../src/domain/figures/progress.ts';
import {rolesOf, waitingCodes, waitingRule, waitingTitle, waitsFor} from '../../src/domain/figures/waiting.ts';
import {openStates} from '../../src/domain/hazards/hazard.ts';
import {holderOf, holders, statesHeldBy} from '../../src/domain/hazards/holder.ts';
import {stageOf} from '../../src/domain/hazards/major-stage.ts';
import {found} from './hazards.ts';

test('every open state is in exactly one pair of hands', t => {
	t.deepEqual(holders.flatMap(statesHeldBy).sort(), [...openStates].sort());
	for (const holder of holders) for (const state of statesHeldBy(holder)) t.is(holderOf(state), holder);
});

test('everything that waits has a title, a rule and somebody for whom it waits', t => {
	t.is(new Set(waitingCodes).size, waitingCodes.length);
	for (const code of waitingCodes) {
		t.regex(waitingTitle(code), /\p{Script=Han}/u);
		t.regex(waitingRule(code), /。$/);
		t.true(waitsFor(code, rolesOf(code)));
		t.false(waitsFor(code, ['auditor', 'grid-worker']));
	}
});

test('the share of a period that is gone grows from 0 to 1, a day at a time', t => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 400}), fc.integer({min: -30, max: 430}), (length, n) => {
			const from = '2026-01-01';
			const to = plusDays(from, length);
			const share = elapsedShare(from, to, plusDays(from, n));
			t.true(share >= 0 && share <= 1);
			t.is(elapsedShare(from, to, from), 0);
			t.is(elapsedShare(from, to, plusDays(to, 1)), 1);
			t.true(elapsedShare(from, to, plusDays(from, n + 1)) >= share);
		}),
	);
	t.is(elapsedShare('2026-11-01', '2026-11-30', '2026-11-16'), 0.5);
});

test('work is behind when it trails the time by more than a tenth', t => {
	t.is(doneShare({kept: 0, done: 0, missed: 0}), null);
	t.false(isBehind({kept: 0, done: 0, missed: 0}, 1));
	t.true(isBehind({kept: 10, done: 3, missed: 0}, 0.5));
	t.false(isBehind({kept: 10, done: 4, missed: 0}, 0.5));
});

test('a major hazard says where it stands and what it lacks, until it lacks nothing', t => {
	const hazard = found({grade: 'major', state: 'rectifying', listing: 'listed', extension: 'pending'});
	t.deepEqual(stageOf(hazard), {
		stage: '整改中 · 挂牌督办中 · 延期待批',
		lacks: ['五落实缺措施、责任人、资金、时限、预案、附件', '未报监管部门', '未通报从业人员'],
	});
	const five = {measures: '一', person: '二', funds: '三', dueOn: '2026-03-03', plan: '四', attachments: ['a']};
	const told = (['regulator', 'workers'] as const).map(to => ({to, on: '2026-03-02', attachments: ['a']}));
	const whole = {...hazard, extension: 'none' as const, facts: {...hazard.facts, fiveInPlace: five, dualReports: told}};
	t.deepEqual(stageOf(whole), {stage: '整改中 · 挂牌督办中', lacks: []});
	t.deepEqual(stageOf({...whole, grade: 'suspected-major'}).lacks, ['待主管部门认定']);
});
