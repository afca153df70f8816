import test from 'ava';
import fc from 'fast-check';
import {dayOf, plusDays, startOf} from '../../src/domain/days.ts';
import {answeredAt, askedAcross, askedAtSite, type Occurrence} from '../../src/domain/hazards/recurrence.ts';
import type {RecurrenceTerms} from '../../src/domain/tables.ts';
import {loadForms} from '../../src/forms.ts';

const numRuns = process.env.PROVE === 'full' ? 2000 : 200;
const terms = loadForms().tables.get('recurrence')!.value as RecurrenceTerms;
const from = '2020-01-01T00:00:00.000Z';

const seen = (foundOn: string, more: Partial<Occurrence> = {}): Occurrence => ({
	id: `${foundOn} ${more.pointId ?? 'p'} ${more.siteId ?? 's'}`,
	number: `YH-${foundOn}`,
	siteId: 's',
	pointId: 'p',
	domain: 'fire',
	itemId: 'F01',
	foundOn,
	registeredAt: startOf(foundOn),
	isLookback: false,
	...more,
});
const atSite = (hazards: Occurrence[], answer: string | null = null) => askedAtSite(hazards, terms, {from, answeredAt: answer});

test('The same item again at a site within a year asks; two places of one visit do not, a look-back always', t => {
	t.is(atSite([seen('2026-01-01')]), undefined);
	t.is(atSite([seen('2026-01-01'), seen('2026-01-01', {pointId: 'q'})]), undefined);
	t.like(atSite([seen('2026-01-01'), seen('2026-12-31', {pointId: 'q'})]), {why: 'again', since: startOf('2026-12-31')});
	t.is(atSite([seen('2026-01-01'), seen('2027-01-01')]), undefined);
	t.like(atSite([seen('2026-01-01', {isLookback: true})]), {why: 'lookback'});
	const third = atSite([seen('2026-01-01'), seen('2026-01-02'), seen('2026-12-31')]);
	t.like(third, {why: 'third'});
	t.is(third!.hazards.length, 3);
	t.is(
		atSite([seen('2026-01-01', {isLookback: true})].map(one => ({...one, registeredAt: '2019-01-01T00:00:00.000Z'}))),
		undefined,
	);
});

test('A measure dated after the recurrence answers it, one from before does not, and the next recurrence asks again', t => {
	const two = [seen('2026-01-01'), seen('2026-03-01')];
	t.truthy(atSite(two, startOf('2026-02-01')));
	t.is(atSite(two, startOf('2026-03-02')), undefined);
	t.like(atSite([...two, seen('2026-04-01')], startOf('2026-03-02')), {since: startOf('2026-04-01')});
	const answer = (registeredAt: string, siteIds: string[], revisedAt: string | null = null) => ({
		measureId: 'm',
		registeredAt,
		revisedAt,
		siteIds,
	});
	t.is(answeredAt([], 1), null);
	t.is(answeredAt([answer('2026-01-01', ['s']), answer('2025-01-01', ['s'], '2026-05-01')], 1), '2026-05-01');
	t.is(answeredAt([answer('2026-01-01', ['s', 's', 'x'])], 3), null, 'names two sites only');
});

test('An item at three sites within 90 days asks, and counts anew after a measure', t => {
	const three = ['a', 'b', 'c'].map((siteId, i) => seen(plusDays('2026-01-01', i * 10), {siteId}));
	const across = (hazards: Occurrence[], today: string, answer: string | null = null) =>
		askedAcross(hazards, terms, {today, answeredAt: answer});
	t.is(across(three.slice(0, 2), '2026-01-30'), undefined);
	t.like(across(three, '2026-01-30'), {why: 'across', since: startOf('2026-01-21')});
	t.truthy(across(three, '2026-03-31'));
	t.is(across(three, '2026-04-01'), undefined, 'the first is 90 days old');
	t.is(across(three, '2026-01-30', startOf('2026-01-22')), undefined);
	t.is(across([...three, seen('2026-02-01', {siteId: 'a'})], '2026-02-02', startOf('2026-01-22')), undefined);
});

const day = fc.nat({max: 600}).map(n => plusDays('2026-01-01', n));
const occurrences = fc.array(
	fc
		.record({
			foundOn: day,
			pointId: fc.constantFrom('p', 'q'),
			siteId: fc.constantFrom('a', 'b', 'c', 'd'),
			isLookback: fc.boolean(),
		})
		.map(({foundOn, ...more}) => seen(foundOn, more)),
	{maxLength: 15},
);

test('Asking is always for a hazard registered after the answer, an answer now silences it, and order does not matter', t => {
	const property = fc.property(occurrences, fc.option(day), (hazards, answered) => {
		const at = answered && startOf(answered);
		for (const ask of [
			(list: Occurrence[], answer: string | null) => askedAtSite(list, terms, {from, answeredAt: answer}),
			(list: Occurrence[], answer: string | null) => askedAcross(list, terms, {today: '2027-09-01', answeredAt: answer}),
		]) {
			const asking = ask(hazards, at);
			if (asking && at && asking.since <= at) return false;
			if (ask(hazards, startOf('2028-01-01'))) return false;
			if (asking && !asking.hazards.some(({registeredAt}) => registeredAt === asking.since)) return false;
			if (asking && !hazards.some(({foundOn}) => foundOn === dayOf(asking.since))) return false;
			if (ask([...hazards].reverse(), at)?.since !== asking?.since) return false;
			// One hazard more never silences a class.
			if (asking && !ask([...hazards, seen('2027-08-31', {siteId: 'a'})], at)) return false;
		}
		return true;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});
