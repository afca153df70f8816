import test from 'ava';
import fc from 'fast-check';
import {plusDays} from '../../src/domain/days.ts';
import type {Hazard, HazardFacts} from '../../src/domain/hazards/hazard.ts';
import {flagsOf} from '../../src/domain/hazards/hazard-flags.ts';
import {
	againAndAgain,
	metresBetween,
	type PhotoEvidence,
	type PhotoUse,
	photoSigns,
	type Sign,
	type Subject,
	shownAgain,
	tooQuick,
	withSigns,
} from '../../src/domain/hazards/signs.ts';
import {found, now} from './hazards.ts';

const full = process.env.PROVE === 'full';
const terms = {metres: 200, minutes: 10, likenessBits: 3};
const recurrence = {siteItemMonths: 12, pointItemTimes: 3, pointItemDays: 365, acrossSites: 3, acrossDays: 90};
const withFacts = (facts: Partial<HazardFacts>, changes: Partial<Hazard> = {}): Hazard => {
	const hazard = found(changes);
	return {...hazard, facts: {...hazard.facts, ...facts}};
};
const report = (changes: object = {}) => ({
	round: 1,
	by: 'contact',
	onBehalf: false,
	on: '2026-03-10',
	text: '已清除',
	photos: ['r'],
	at: now,
	...changes,
});
const look = (changes: object = {}) => ({
	round: 1,
	inspectors: ['colleague'],
	result: 'pass' as const,
	on: '2026-03-10',
	photos: ['l'],
	...changes,
});
const codes = (hazard: Hazard) => flagsOf(hazard).map(({code}) => code);

test('one person on both sides, in every pair that the moves leave open', t => {
	const both = {reports: [report()], reinspections: [look({inspectors: ['filer', 'colleague']})]};
	t.deepEqual(
		flagsOf(withFacts(both)).map(({code, evidence}) => [code, evidence]),
		[['same-hands', {people: ['filer']}]],
	);
	const lookedThenReported = {
		reports: [report(), report({round: 2, by: 'colleague', photos: ['r2']})],
		reinspections: [look({result: 'fail'}), look({round: 2, inspectors: ['third'], photos: ['l2']})],
	};
	t.deepEqual(flagsOf(withFacts(lookedThenReported))[0]?.evidence, {people: ['colleague']});
	const closedByFiler = {reports: [report()], reinspections: [look()], ending: {by: 'filer'}};
	t.deepEqual(flagsOf(withFacts(closedByFiler))[0]?.evidence, {people: ['filer']});
	const closedByReporter = {reports: [report({by: 'manager', onBehalf: true})], reinspections: [look()], ending: {by: 'manager'}};
	t.deepEqual(codes(withFacts(closedByReporter)), ['on-behalf', 'same-hands']);
	t.deepEqual(codes(withFacts({reports: [report()], reinspections: [look()], ending: {by: 'manager'}})), []);
	t.deepEqual(codes(withFacts({ending: {by: 'filer'}}, {closure: 'on-the-spot'})), [], 'mended in their presence');
});

test('a photo that a hazard shows again at a later step', t => {
	const steps: Array<[Partial<HazardFacts>, string[]]> = [
		[{photosBefore: ['a'], photosAfter: ['a']}, ['a']],
		[{photosBefore: ['a', 'a'], photosAfter: ['b']}, []],
		[{photosBefore: ['a'], photosAfter: ['r'], reports: [report()]}, []],
		[{photosBefore: ['a'], photosAfter: ['a'], reports: [report({photos: ['a']})]}, ['a']],
		[{photosAfter: ['r'], reports: [report()], reinspections: [look({photos: ['r']})]}, ['r']],
		[{photosAfter: ['r'], reports: [report(), report({round: 2})]}, ['r']],
		[{reinspections: [look()], lookbacks: [{by: 'x', result: 'holds', on: '2026-04-01', photos: ['l', 'm']}]}, ['l']],
	];
	for (const [facts, again] of steps) t.deepEqual(shownAgain(withFacts(facts).facts), again);
});

test('passed within ten minutes of the report of its round', t => {
	const at = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
	const hazard = withFacts({reports: [report()]});
	t.deepEqual(tooQuick(hazard, at(9.9), terms), [{code: 'within-minutes', at: at(9.9), minutes: 9}]);
	t.deepEqual(tooQuick(hazard, at(10), terms), []);
	t.deepEqual(tooQuick({...hazard, round: 2}, at(1), terms), [], 'that report was for an earlier round');
});

test('the third day within the year on which one item failed at one point', t => {
	const hazard = found({id: 'new', foundOn: '2026-03-09'});
	const on = (...days: string[]) => days.map((foundOn, i) => ({id: `h${i}`, foundOn}));
	const times = (...days: string[]) => againAndAgain(hazard, on(...days), recurrence, now)[0]?.times;
	t.is(times('2025-06-01', '2026-01-01'), 3);
	t.is(times('2025-03-09', '2026-01-01'), undefined, '365 days ago');
	t.is(times('2025-03-10', '2026-01-01'), 3);
	t.is(times('2026-01-01', '2026-01-01', '2026-03-09'), undefined, 'what one day finds counts once');
	t.deepEqual(againAndAgain(hazard, on('2025-06-01', '2026-01-01'), recurrence, now)[0]?.hazards, ['h0', 'h1']);
});

const site = {lat: 31.2, lng: 121.4};
const subjectOf = (hazard: Hazard, photos: string[]): Subject => ({
	hazard,
	photos,
	foundAt: '2026-03-09T02:00:00.000Z',
	sitePosition: site,
});
const evidenceOf = (changes: Partial<PhotoEvidence>): PhotoEvidence => ({
	known: new Map(),
	uses: [],
	alike: new Map(),
	...changes,
});
const use = (sha256: string, hazardId: string, order: number, changes: Partial<PhotoUse> = {}): PhotoUse => ({
	sha256,
	hazardId,
	order,
	inspectionId: `visit of ${hazardId}`,
	role: 'before',
	...changes,
});

test('a photo used at another hazard before, not after; hazards of one visit may share it', t => {
	const hazard = found();
	const own = use('a', 'h1', 5, {inspectionId: 'i1'});
	const signs = (...uses: PhotoUse[]) => photoSigns(subjectOf(hazard, ['a']), evidenceOf({uses: [own, ...uses]}), terms, now);
	t.deepEqual(signs(use('a', 'h9', 4)), [{code: 'same-photo', at: now, photos: ['a'], hazards: ['h9']}]);
	t.deepEqual(signs(use('a', 'h9', 6)), []);
	t.deepEqual(signs(use('a', 'h9', 4, {inspectionId: 'i1'})), []);
	t.is(signs(use('a', 'h9', 4, {inspectionId: 'i1', role: 'after'})).length, 1);
	const back = found({source: 'lookback', recurrenceOf: 'h9', inspectionId: ''});
	t.deepEqual(photoSigns(subjectOf(back, ['a']), evidenceOf({uses: [own, use('a', 'h9', 4)]}), terms, now), []);
});

test('photos that look alike, elsewhere or at an earlier step', t => {
	const hazard = withFacts({photosBefore: ['a', 'c'], photosAfter: ['b']});
	const uses = [use('a', 'h1', 1), use('c', 'h1', 2), use('b', 'h1', 3, {role: 'after'}), use('x', 'h9', 0)];
	const alike = new Map([
		['a', ['c', 'x']],
		['b', ['a']],
		['c', ['a']],
	]);
	const signs = photoSigns(subjectOf(hazard, ['a', 'b', 'c']), evidenceOf({uses, alike}), terms, now);
	t.deepEqual(signs, [
		{code: 'look-alike', at: now, photos: ['a', 'x'], hazards: ['h9']},
		{code: 'look-alike', at: now, photos: ['b', 'a']},
	]);
});

test('taken before the hazard was found; ten minutes are left to clocks', t => {
	const at = (takenAt: string) =>
		photoSigns(subjectOf(found(), ['a']), evidenceOf({known: new Map([['a', {sha256: 'a', takenAt}]])}), terms, now);
	t.deepEqual(at('2026-03-09T01:49:59.000Z'), [
		{code: 'taken-before', at: now, photos: ['a'], takenAt: '2026-03-09T01:49:59.000Z'},
	]);
	t.deepEqual(at('2026-03-09T01:50:00.000Z'), []);
});

test('farther from the site than 200 metres and its own accuracy', t => {
	const at = (lat: number, accuracy?: number) => {
		const position = {lat, lng: site.lng, ...(accuracy !== undefined && {accuracy})};
		return photoSigns(subjectOf(found(), ['a']), evidenceOf({known: new Map([['a', {sha256: 'a', position}]])}), terms, now);
	};
	const degree = 111_194.9;
	t.deepEqual(at(31.2 + 199 / degree), []);
	t.like(at(31.2 + 202 / degree)[0], {code: 'far-from-site', metres: 202});
	t.deepEqual(at(31.2 + 249 / degree, 50), []);
	t.like(at(31.2 + 252 / degree, 50)[0], {metres: 252, accuracy: 50});
	t.true(Math.abs(metresBetween({lat: 31.2, lng: 121.4}, {lat: 31.2, lng: 121.41}) - 951) < 1);
});

test('a hazard that the reader does not see has no number in the sentence', t => {
	const hazard = withFacts({signs: [{code: 'same-photo', at: now, photos: ['a'], hazards: ['h8', 'h9']}]});
	const [all, some, none] = [
		new Map([
			['h8', 'YH-8'],
			['h9', 'YH-9'],
		]),
		new Map([['h9', 'YH-9']]),
		new Map<string, string>(),
	].map(numbers => flagsOf(hazard, numbers)[0]!);
	t.is(all!.detail, '照片已用于YH-8、YH-9。');
	t.is(some!.detail, '照片已用于YH-9和其他隐患。');
	t.is(none!.detail, '照片已用于其他隐患。');
	t.deepEqual(some!.evidence.hazards, [
		{id: null, number: null},
		{id: 'h9', number: 'YH-9'},
	]);
});

const sign: fc.Arbitrary<Sign> = fc.record({
	code: fc.constantFrom('same-photo', 'look-alike', 'taken-before'),
	at: fc.integer({min: 0, max: 9}).map(n => plusDays('2026-03-01', n)),
	photos: fc.array(fc.constantFrom('a', 'b', 'c'), {minLength: 1, maxLength: 1}),
	hazards: fc.array(fc.constantFrom('h2', 'h3', 'h4', 'h5'), {minLength: 1, maxLength: 4}),
});

test('gathering the same signs again changes nothing, and never takes one away', t => {
	fc.assert(
		fc.property(fc.array(sign, {maxLength: 8}), fc.array(sign, {maxLength: 8}), (first, second) => {
			const once = withSigns(found(), first);
			t.is(withSigns(once, first), once);
			const both = withSigns(once, second);
			t.is(withSigns(both, [...first, ...second]), both);
			for (const {code, photos, hazards} of once.facts.signs ?? []) {
				const kept = both.facts.signs!.find(each => each.code === code && each.photos![0] === photos![0])!;
				t.true(hazards!.every(id => kept.hazards!.includes(id)));
			}
		}),
		{numRuns: full ? 2000 : 200},
	);
});
