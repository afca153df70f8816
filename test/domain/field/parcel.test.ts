import test from 'ava';
import fc from 'fast-check';
import {millisecondsBetween, plusMilliseconds} from '../../../src/domain/days.ts';
import {
	type Answer,
	adviceFor,
	afterAnswer,
	again,
	dueParcels,
	isUnsent,
	oldestUnsentHours,
	type Parcel,
	waitAfter,
} from '../../../src/domain/field/parcel.ts';

const now = '2026-03-02T02:00:00.000Z';
const parcel = (more: Partial<Parcel> = {}): Parcel => ({
	id: 'a',
	personId: 'p',
	kind: 'inspection',
	title: '小满餐馆',
	siteId: 's',
	settles: [],
	method: 'PUT',
	subjectId: 'a',
	path: '/api/inspections/a',
	body: {},
	photos: [],
	sealedAt: now,
	state: 'sealed',
	attempts: 0,
	nextAt: null,
	delay: null,
	receipt: null,
	refusal: null,
	...more,
});
const random = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});
const receipt = {number: 'JC', hazards: [], flags: [], at: now};
const trouble = {code: 'rules', status: 422, detail: '', errors: []};
const answers: fc.Arbitrary<Answer> = fc.oneof(
	fc.constant<Answer>({kind: 'accepted', receipt}),
	fc.constant<Answer>({kind: 'refused', trouble}),
	fc.constant<Answer>({kind: 'sign-in'}),
	fc.record({kind: fc.constant('later' as const), why: fc.string()}),
	fc.record({kind: fc.constant('later' as const), why: fc.string(), seconds: fc.integer({min: 1, max: 3600})}),
);

test('waits grow with every attempt, and never beyond twelve minutes', t => {
	fc.assert(
		fc.property(fc.integer({min: 1, max: 10_000}), random, random, (attempts, a, b) => {
			const wait = waitAfter(attempts, a);
			const shortestNext = waitAfter(attempts + 1, 0);
			return (
				wait >= 5000 && wait <= 720_000 && (shortestNext >= wait || shortestNext >= 600_000) && waitAfter(attempts, b) >= 5000
			);
		}),
	);
	t.is(waitAfter(1, 0), 5000);
	t.is(waitAfter(100_000, 0), 600_000);
});

test('whatever is answered in whatever order, a fact stays whole and is unsent until it was accepted', t => {
	fc.assert(
		fc.property(fc.array(answers, {maxLength: 30}), random, (said, chance) => {
			let one = parcel({body: {remarks: '原样'}, photos: ['x', 'y']});
			for (const answer of said) {
				if (!isUnsent(one)) break;
				one = afterAnswer(one, answer, now, chance);
				if (isUnsent(one) !== (answer.kind !== 'accepted')) return false;
			}
			const {id, body, photos, path, subjectId, sealedAt} = one;
			return (
				JSON.stringify([id, body, photos, path, subjectId, sealedAt]) ===
				JSON.stringify(['a', {remarks: '原样'}, ['x', 'y'], '/api/inspections/a', 'a', now])
			);
		}),
	);
	t.pass();
});

test('an attempt that came to nothing is tried again within an hour, and never at once', t => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 5000}), answers, random, (attempts, answer, chance) => {
			const after = afterAnswer(parcel({attempts}), answer, now, chance);
			if (answer.kind !== 'later') return after.nextAt === null;
			const wait = millisecondsBetween(now, after.nextAt!);
			return after.attempts === attempts + 1 && wait >= 1000 && wait <= 3_600_000 && after.delay === answer.why;
		}),
	);
	t.pass();
});

test('a missing sign-in costs no attempt', t => {
	const after = afterAnswer(parcel({attempts: 3}), {kind: 'sign-in'}, now, 0);
	t.like(after, {attempts: 3, state: 'sealed', nextAt: null});
	t.truthy(after.delay);
});

test('what is sent again by hand is as if it had just been sealed', t => {
	const refused = afterAnswer(parcel({attempts: 4}), {kind: 'refused', trouble}, now, 0);
	t.is(refused.state, 'refused');
	t.deepEqual(again(refused), parcel());
});

test('only what is a person’s own, sealed and due is sent, in the order of sealing', t => {
	const states = fc.constantFrom('sealed' as const, 'accepted' as const, 'refused' as const);
	const offset = fc.integer({min: -1_000_000, max: 1_000_000});
	const some = fc.array(
		fc.record({personId: fc.constantFrom('p', 'q'), state: states, sealed: offset, next: fc.option(offset)}),
		{maxLength: 40},
	);
	fc.assert(
		fc.property(some, made => {
			const all = made.map(({personId, state, sealed, next}, i) =>
				parcel({
					id: String(i),
					personId,
					state,
					sealedAt: plusMilliseconds(now, sealed),
					nextAt: next === null ? null : plusMilliseconds(now, next),
				}),
			);
			const due = dueParcels(all, 'p', now);
			const wanted = all.filter(
				one => one.personId === 'p' && one.state === 'sealed' && (one.nextAt === null || one.nextAt <= now),
			);
			const isSorted = due.every((one, i) => i === 0 || due[i - 1]!.sealedAt <= one.sealedAt);
			return isSorted && due.length === wanted.length && wanted.every(one => due.includes(one));
		}),
	);
	t.pass();
});

test('a time farther off than anything is put off was set by a wrong clock: the parcel is due', t => {
	const put = (hours: number) => dueParcels([parcel({nextAt: plusMilliseconds(now, hours * 3_600_000)})], 'p', now).length;
	t.deepEqual([put(0.5), put(1), put(1.1), put(365 * 24)], [0, 0, 1, 1]);
	const asked = afterAnswer(parcel(), {kind: 'later', why: '稍后', seconds: 10 * 3600}, now, 0);
	t.is(asked.nextAt, plusMilliseconds(now, 3_600_000));
});

test('the age of the oldest unsent is in whole hours, and of nothing is 0', t => {
	t.is(oldestUnsentHours([], now), 0);
	t.is(oldestUnsentHours([parcel({state: 'accepted', sealedAt: '2020-01-01T00:00:00.000Z'})], now), 0);
	const old = parcel({state: 'refused', sealedAt: plusMilliseconds(now, -25.5 * 3_600_000)});
	t.is(oldestUnsentHours([parcel(), old], now), 25);
	t.is(oldestUnsentHours([parcel({sealedAt: plusMilliseconds(now, 3_600_000)})], now), 0, 'a clock that was put back');
});

test('every refusal has an advice, known or not', t => {
	for (const code of ['id-taken', 'not-found', 'wrong-person', 'role', 'illegal-state', 'missing-answers', 'unheard-of'])
		t.regex(adviceFor({code, status: 422}), /。$/);
	t.regex(adviceFor({code: 'too-large', status: 413}), /过大/);
});
