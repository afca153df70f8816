import test from 'ava';
import {slotHurdle} from '../../../src/domain/field/slot-hurdle.ts';
import {outcomes} from '../../../src/domain/schedule/outcome.ts';

test('an open task whose window has begun stands in no one’s way', t => {
	t.is(slotHurdle({outcome: 'open', opensOn: '2026-03-02'}, '2026-03-02'), null);
});

test('a task that is not yet open says from when on', t => {
	t.regex(slotHurdle({outcome: 'open', opensOn: '2026-03-03'}, '2026-03-02')!, /2026年3月3日才开始/);
});

test('every task that has ended says so and what may be done', t => {
	for (const outcome of outcomes.filter(one => one !== 'open'))
		t.regex(slotHurdle({outcome, opensOn: '2026-03-01'}, '2026-03-02')!, /^这项任务.*。$/);
	t.regex(slotHurdle({outcome: 'done', opensOn: '2026-03-01', checkedOn: '2026-03-01'}, '2026-03-02')!, /2026年3月1日已经检查过/);
});
