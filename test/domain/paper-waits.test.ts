import test from 'ava';
import {draftsWaiting, paperWaits} from '../../src/domain/papers/waits.ts';

test('a draft waits for exactly one thing, whatever steps its kind has', t => {
	const kinds = [
		{kind: 'none', steps: []},
		{kind: 'leader', steps: ['leader' as const]},
		{kind: 'review', steps: ['review' as const]},
		{kind: 'both', steps: ['review' as const, 'leader' as const]},
	];
	const waits = (kind: string, state: string) =>
		paperWaits.filter(wait => draftsWaiting(wait, kinds).some(one => one.state === state && one.kinds.includes(kind)));
	const expected: Record<string, string[]> = {
		none: ['issue', 'issue', 'issue', 'revision'],
		leader: ['approval', 'approval', 'issue', 'revision'],
		review: ['review', 'issue', 'issue', 'revision'],
		both: ['review', 'approval', 'issue', 'revision'],
	};
	for (const {kind} of kinds)
		t.deepEqual(
			['draft', 'reviewed', 'approved', 'returned'].map(state => waits(kind, state)),
			expected[kind]!.map(wait => [wait]),
		);
	t.deepEqual(draftsWaiting('review', kinds.slice(0, 2)), []);
});
