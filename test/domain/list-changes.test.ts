import test from 'ava';
import fc from 'fast-check';
import {
	balanceOf,
	balanceSentence,
	changesBetween,
	differencesOf,
	type FrozenRow,
	type Marks,
	replay,
} from '../../src/domain/hazards/list-changes.ts';
import {extentOf, pairsOf} from '../../src/domain/hazards/list-issue.ts';
import {isInScope, type Scope} from '../../src/domain/scope.ts';

const numRuns = process.env.PROVE === 'full' ? 2000 : 200;
const since = '2026-03-01T00:00:00.000Z';

const marks: fc.Arbitrary<Marks> = fc.record({
	standing: fc.constantFrom('open', 'open', 'open', 'closed', 'void', 'merged'),
	registeredAt: fc.constantFrom('2026-02-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'),
	grade: fc.integer({min: 0, max: 2}),
	extendedTo: fc.constantFrom(null, '2026-04-01'),
	transfers: fc.integer({min: 0, max: 2}),
});
const row = fc
	.record({id: fc.integer({min: 1, max: 30}).map(String), version: fc.integer({min: 1, max: 3}), cell: fc.string(), marks})
	.map(
		({id, version, cell, marks: m}): FrozenRow => ({
			id,
			number: `YH-${id}`,
			version,
			cells: [cell],
			marks: m,
			sha256: `${version}/${cell}/${JSON.stringify(m)}`,
		}),
	);
const rows = fc.uniqueArray(row, {selector: ({id}) => id, maxLength: 30});
const byId = (list: readonly FrozenRow[]) => [...list].sort((a, b) => Number(a.id) - Number(b.id));

test('an issue is the one before plus its changes, whatever happened in between, and its counts add up', t => {
	fc.assert(
		fc.property(rows, rows, (before, after) => {
			const changes = changesBetween(before, after, since);
			const {opening, entered, left, closing} = balanceOf(before, after, changes);
			t.deepEqual(byId(replay(before, changes)), byId(after));
			t.is(opening + entered - left, closing);
			for (const {kinds} of changes) t.true(kinds.length > 0);
			t.deepEqual(
				changesBetween(
					after,
					after.filter(({marks: m}) => m.standing === 'open'),
					since,
				),
				[],
			);
		}),
		{numRuns},
	);
});

test('a series of issues replays from nothing', t => {
	fc.assert(
		fc.property(fc.array(rows, {minLength: 1, maxLength: 6}), issues => {
			let made: FrozenRow[] = [];
			let open = 0;
			for (const [i, issue] of issues.entries()) {
				const before = issues[i - 1] ?? [];
				const changes = changesBetween(before, issue, i === 0 ? null : since);
				made = replay(made, changes);
				const {opening, entered, left} = balanceOf(before, issue, changes);
				t.is(opening, open);
				open += entered - left;
				t.deepEqual(byId(made), byId(issue));
			}
		}),
		{numRuns},
	);
});

const one = (id: string, given: Partial<Marks> = {}, version = 1): FrozenRow => ({
	id,
	number: id,
	version,
	cells: [version, JSON.stringify(given)],
	marks: {standing: 'open', registeredAt: '2026-02-01T00:00:00.000Z', grade: 0, extendedTo: null, transfers: 0, ...given},
	sha256: `${id}/${version}/${JSON.stringify(given)}`,
});

test('each change is named as a clerk reads it', t => {
	const kinds = (before: FrozenRow[], after: FrozenRow[]) => changesBetween(before, after, since).map(change => change.kinds);
	const a = one('a');
	t.deepEqual(kinds([a], [one('a', {standing: 'closed'}, 2)]), [['closed']]);
	t.deepEqual(kinds([a], [one('a', {grade: 1, transfers: 1, extendedTo: '2026-05-01'}, 2)]), [
		['extended', 'upgraded', 'transferred'],
	]);
	t.deepEqual(kinds([one('a', {grade: 2})], [one('a', {grade: 1}, 2)]), [['downgraded']]);
	t.deepEqual(kinds([a], [one('a', {}, 2)]), [['other']]);
	t.deepEqual(kinds([], [one('a', {registeredAt: '2026-03-02T00:00:00.000Z', standing: 'void'})]), [['added', 'void']]);
	t.deepEqual(kinds([], [a]), [['relocated-in']]);
	t.deepEqual(kinds([a], []), [['relocated-out']]);
	t.deepEqual(kinds([one('a', {standing: 'closed'})], []), []);
	t.deepEqual(kinds([one('m', {progress: 'draft'})], [one('m', {progress: 'repealed', standing: 'repealed'}, 2)]), [
		['repealed'],
	]);
	t.deepEqual(kinds([], [one('m', {progress: 'draft'})]), [['added']]);
	const changes = changesBetween(
		[a, one('b')],
		[one('a', {grade: 2}, 2), one('c', {registeredAt: '2026-03-02T00:00:00.000Z'})],
		since,
	);
	t.is(
		balanceSentence(
			balanceOf(
				[a, one('b')],
				changes.flatMap(({after}) => after ?? []),
				changes,
			),
		),
		'上期在册2条，新增1条，迁出1条；本期在册2条。其中升级1条。',
	);
	t.deepEqual(differencesOf(['版本', '内容'], {before: a, after: one('a', {}, 2)}), [{column: '版本', before: 1, after: 2}]);
});

test('an extent covers exactly what the scope and the filter both cover, and is worded alike however it was granted', t => {
	const communities = ['c1', 'c2', 'c3'];
	const domains = ['fire', 'gas'];
	const part = fc.record({
		communities: fc.subarray(communities),
		domains: fc.oneof(fc.constant('all' as const), fc.subarray(domains)),
	});
	const scopes: fc.Arbitrary<Scope> = fc.oneof(fc.constant('all' as const), fc.array(part, {maxLength: 4}));
	fc.assert(
		fc.property(
			scopes,
			fc.option(fc.constantFrom(...communities), {nil: undefined}),
			fc.option(fc.constantFrom(...domains), {nil: undefined}),
			(scope, community, domain) => {
				const filter = {...(community && {communities: [community]}), ...(domain && {domain})};
				const extent = extentOf(scope, filter, communities);
				for (const c of communities)
					for (const d of domains) {
						const wanted = isInScope(scope, c, d) && (!community || c === community) && (!domain || d === domain);
						t.is(isInScope(extent, c, d), wanted, `${c} ${d}`);
					}
				if (scope !== 'all') t.deepEqual(extentOf([...scope].reverse(), filter, communities), extent);
				t.deepEqual(extentOf(extent, {}, communities), extent);
				t.is(new Set(pairsOf(extent).map(pair => pair.join())).size, pairsOf(extent).length);
			},
		),
		{numRuns},
	);
});
