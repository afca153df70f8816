import test from 'ava';
import fc from 'fast-check';
import type {Band, Factor, Method, RiskLevel} from '../../src/domain/content.ts';
import {Problem} from '../../src/domain/problem.ts';
import {bandFaults, isLowering, levelRank, reachable, score} from '../../src/domain/register/assessment.ts';
import {loadForms} from '../../src/forms.ts';

const {methods} = loadForms();
const lec = methods.get('lec@1')!;
const level = (key: string, factors: Record<string, number>) => score(methods.get(key)!, factors).level;

for (const [key, method] of methods)
	test(`${key} gives every reachable score exactly one level, and the same whichever way it is asked`, t => {
		t.deepEqual(bandFaults(method), []);
		const scores = combinations(method.factors).map(factors => score(method, factors));
		t.deepEqual(
			[...new Set(scores.map(({score}) => score))].sort((a, b) => a - b),
			reachable(method.factors),
		);
		const ascending = scores.sort((a, b) => a.score - b.score);
		t.true(ascending.every((one, i) => i === 0 || !isLowering(ascending[i - 1]!.level, one.level)));
	});

test('the standard tables reach 103 LEC, 14 LS and 38 MES scores', t => {
	const count = (key: string) => reachable(methods.get(key)!.factors).length;
	t.deepEqual([count('lec@1'), count('ls@1'), count('mes@1')], [103, 14, 38]);
});

test('a score on a boundary belongs to the higher level', t => {
	t.deepEqual(score(lec, {L: 10, E: 1, C: 7}), {score: 70, level: 'moderate'});
	t.is(level('mes@1', {M: 3, E: 6, S: 10}), 'major');
	t.is(level('mes@1', {M: 5, E: 10, S: 1}), 'moderate');
	t.is(level('ls@1', {L: 4, S: 4}), 'significant');
	t.is(level('ls-b@1', {L: 4, S: 5}), 'major');
});

test('decimal scores stay decimal', t => {
	t.deepEqual(score(lec, {L: 0.1, E: 0.5, C: 1}), {score: 0.05, level: 'low'});
	t.is(score(lec, {L: 0.1, E: 3, C: 1}).score, 0.3);
	t.is(score(lec, {L: 0.5, E: 3, C: 15}).score, 22.5);
});

test('direct judgement takes its level from the sentence picked', t => {
	const direct = methods.get('direct@1')!;
	const levels = direct.factors[0]!.options.map(option => score(direct, {D: option.score}).level);
	t.deepEqual(new Set(levels), new Set<RiskLevel>(['major', 'significant', 'moderate', 'low']));
});

test('missing, unlisted and unknown factors are named together', t => {
	const refused = t.throws(() => score(lec, {L: 4, E: 3, X: 1}), {instanceOf: Problem});
	t.is(refused.status, 422);
	t.deepEqual(refused.errors.map(({path}) => path).sort(), ['/factors/C', '/factors/L', '/factors/X']);
});

test('a factor named like an inherited property is refused', t => {
	const odd = {...lec, factors: [{...lec.factors[0]!, code: 'constructor'}]};
	t.throws(() => score(odd, {}), {instanceOf: Problem});
});

test('levels are ranked low, moderate, significant, major', t => {
	t.deepEqual((['low', 'moderate', 'significant', 'major'] as const).map(levelRank), [0, 1, 2, 3]);
	t.true(isLowering('major', 'low'));
	t.false(isLowering('low', 'low'));
	t.false(isLowering('low', 'moderate'));
});

test('half-open bands cover any edited factor table, and a gap is found exactly when a score falls into it', t => {
	const scores = fc.uniqueArray(
		fc.integer({min: 1, max: 1000}).map(n => n / 10),
		{minLength: 1, maxLength: 6},
	);
	fc.assert(
		fc.property(
			fc.tuple(scores, scores, scores),
			fc.integer({min: 1, max: 300}),
			fc.integer({min: 1, max: 40}),
			(tables, at, width) => {
				const factors = tables.map((table, index) => factor('ABC'[index]!, table));
				const products = reachable(factors);
				const split = [band('low', null, at, false), band('major', at, null)];
				const gap = [band('low', null, at, false), band('major', at + width, null)];
				const overlap = [band('low', null, at + width, false), band('major', at, null)];
				const between = products.filter(product => product >= at && product < at + width).length;
				t.deepEqual(bandFaults({...lec, factors, bands: split}), []);
				t.is(bandFaults({...lec, factors, bands: gap}).length, between);
				t.is(bandFaults({...lec, factors, bands: overlap}).length, between);
			},
		),
	);
});

test('strict bounds on both sides, and integer bounds, are found on the edited table', t => {
	const strict: Band[] = [band('low', null, 70, false), {...band('moderate', 70, null), minInclusive: false}];
	t.deepEqual(
		bandFaults({...lec, bands: strict}).map(({message}) => message),
		['分值 70 没有对应的等级，请修改分级区间。'],
	);
	const integers = [band('low', null, 69, true), band('moderate', 70, null)];
	t.deepEqual(bandFaults({...lec, bands: integers}), []);
	const edited: Method = {...lec, bands: integers, factors: [factor('A', [0.5]), factor('B', [139])]};
	t.is(bandFaults(edited).length, 1);
});

const factor = (code: string, scores: number[]): Factor => ({
	code,
	title: code,
	options: scores.map(score => ({score, text: `${score}`})),
});
const band = (level: RiskLevel, min: number | null, max: number | null, maxInclusive = false): Band => ({
	level,
	min,
	minInclusive: true,
	max,
	maxInclusive,
});
const combinations = (factors: Factor[]): Record<string, number>[] =>
	factors.reduce<Record<string, number>[]>(
		(all, {code, options}) => all.flatMap(one => options.map(option => ({...one, [code]: option.score}))),
		[{}],
	);
