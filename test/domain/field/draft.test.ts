import test from 'ava';
import fc from 'fast-check';
import {
	answered,
	type Draft,
	isShown,
	mayPassRest,
	measured,
	photosOfDraft,
	restPassed,
	unansweredIn,
	withOpened,
} from '../../../src/domain/field/draft.ts';
import type {Answer} from '../../../src/domain/inspections/filing.ts';

const now = '2026-03-02T02:00:00.000Z';
const makeDraft = (checks: number): Draft => ({
	id: 'd',
	personId: 'p',
	revision: 0,
	updatedAt: now,
	standing: {check: 0, section: 0, item: null, isClosing: false},
	opened: [],
	filing: {
		siteId: 's',
		startedAt: now,
		endedAt: now,
		inspectors: ['p'],
		outcome: 'inspected',
		checks: Array.from({length: checks}, (_, i) => ({riskPointId: `r${i}`, checklist: 'fire/daily@1', answers: {}})),
	},
});

/** Sections of items, of which some ask for a number. */
const questions = fc.array(fc.array(fc.boolean(), {minLength: 1, maxLength: 5}), {minLength: 1, maxLength: 5}).map(sections => {
	const made = sections.map((kinds, s) => ({
		title: `第${s + 1}节`,
		items: kinds.map((isNumber, i) => ({id: `U${s}${i}`, answer: {kind: isNumber ? 'number' : 'pass-fail'}})),
	}));
	return {
		sections: made.map(({title, items}) => ({title, items: items.map(({id}) => id)})),
		items: made.flatMap(({items}) => items),
	};
});
const answer: fc.Arbitrary<Answer> = fc.oneof(
	fc.constant<Answer>({result: 'pass'}),
	fc.record({result: fc.constant('fail' as const), note: fc.string()}),
	fc.record({result: fc.constantFrom('not-applicable' as const, 'not-checked' as const), note: fc.string()}),
	fc.record({result: fc.constant('pass' as const), value: fc.double({noNaN: true})}),
);
type Touch = {kind: 'answer' | 'clear' | 'open' | 'rest' | 'all'; at: number; answer: Answer};
const touches: fc.Arbitrary<Touch[]> = fc.array(
	fc.record({
		kind: fc.constantFrom('answer', 'clear', 'open', 'open', 'open', 'rest', 'all'),
		at: fc.nat(24),
		answer,
	}) as fc.Arbitrary<Touch>,
	{minLength: 5, maxLength: 40},
);

/** What a thumb does, one touch after the other; `look` sees the draft before and after each. */
function play(
	{sections, items}: {sections: {title: string; items: string[]}[]; items: {id: string; answer: {kind: string}}[]},
	said: readonly Touch[],
	look: (touch: Touch, before: Draft, after: Draft) => boolean,
): boolean {
	let draft = makeDraft(2);
	return said.every(touch => {
		const before = draft;
		const section = touch.at % sections.length;
		const {id} = items[touch.at % items.length]!;
		if (touch.kind === 'answer') draft = answered(draft, 0, id, touch.answer);
		else if (touch.kind === 'clear') draft = answered(draft, 0, id, null);
		else if (touch.kind === 'open') draft = withOpened(draft, 0, section);
		else draft = restPassed(draft, 0, {sections, items}, touch.kind === 'all' ? null : section);
		return look(touch, before, draft);
	});
}
const answersOf = (draft: Draft) => draft.filing.checks[0]!.answers!;
const isRest = ({kind}: Touch) => kind === 'rest' || kind === 'all';

test('passing the rest never changes an answer that was given', t => {
	fc.assert(
		fc.property(questions, touches, (list, said) =>
			play(list, said, (touch, before, after) =>
				isRest(touch) ? Object.entries(answersOf(before)).every(([id, given]) => answersOf(after)[id] === given) : true,
			),
		),
	);
	t.pass();
});

test('passing the rest never answers an item that asks for a number', t => {
	fc.assert(
		fc.property(questions, touches, (list, said) =>
			play(list, said, (touch, before, after) =>
				list.items.every(
					({id, answer}) => !isRest(touch) || answer.kind !== 'number' || answersOf(after)[id] === answersOf(before)[id],
				),
			),
		),
	);
	t.pass();
});

test('passing the rest never reaches what was not opened', t => {
	let passed = 0;
	fc.assert(
		fc.property(questions, touches, (list, said) =>
			play(list, said, (touch, before, after) => {
				if (!isRest(touch)) return true;
				const added = Object.keys(answersOf(after)).filter(id => !answersOf(before)[id]);
				passed += added.length;
				const isSeen = (s: number) => before.opened[0]?.includes(s) ?? false;
				if (touch.kind === 'all' && added.length > 0 && !list.sections.every((_, s) => isSeen(s))) return false;
				return added.every(id => isSeen(list.sections.findIndex(({items}) => items.includes(id))));
			}),
		),
	);
	t.true(passed > 50, 'something was passed at all');
});

test('once every section was opened, passing the rest leaves only what asks for a number', t => {
	fc.assert(
		fc.property(questions, touches, (list, said) => {
			let draft = makeDraft(1);
			play(list, said, (_, __, after) => {
				draft = after;
				return true;
			});
			for (const s of list.sections.keys()) draft = withOpened(draft, 0, s);
			const ids = list.items.map(({id}) => id);
			const left = unansweredIn(restPassed(draft, 0, list, null), 0, ids);
			return mayPassRest(draft, 0, list) && left.every(id => list.items.find(item => item.id === id)!.answer.kind === 'number');
		}),
	);
	t.pass();
});

test('no touch changes another check or the draft that it was made of', t => {
	fc.assert(
		fc.property(questions, touches, (list, said) =>
			play(list, said, (_, before, after) => {
				const copy = JSON.stringify(before);
				return after.filing.checks[1] === before.filing.checks[1] && JSON.stringify(before) === copy;
			}),
		),
	);
	t.pass();
});

test('an answer that is taken back is gone', t => {
	const draft = answered(makeDraft(1), 0, 'U01', {result: 'pass'});
	t.deepEqual(unansweredIn(draft, 0, ['U01', 'U02']), ['U02']);
	t.deepEqual(answersOf(answered(draft, 0, 'U01', null)), {});
});

test('a section that is opened twice is remembered once', t => {
	const draft = withOpened(withOpened(makeDraft(2), 1, 0), 1, 0);
	t.deepEqual(draft.opened, [[], [0]]);
});

test('a measured value passes exactly within its bounds', t => {
	fc.assert(
		fc.property(
			fc.option(fc.float({noNaN: true})),
			fc.option(fc.float({noNaN: true})),
			fc.float({noNaN: true}),
			(min, max, value) => {
				const bounds = {...(min !== null && {min}), ...(max !== null && {max})};
				const isIn = (min === null || value >= min) && (max === null || value <= max);
				return measured(bounds, value) === (isIn ? 'pass' : 'fail');
			},
		),
	);
	t.is(measured({}, -1), 'pass');
});

test('a draft names its photos', t => {
	const draft = makeDraft(1);
	t.deepEqual(photosOfDraft(draft), []);
	t.deepEqual(photosOfDraft({...draft, filing: {...draft.filing, photos: {aa: {}, bb: {}}}}), ['aa', 'bb']);
});

test('a photo is shown as long as any defect, answer or signature names it, not by its notes alone', t => {
	const sha = 'ab'.repeat(32);
	const noted = {...makeDraft(2), filing: {...makeDraft(2).filing, photos: {[sha]: {source: 'album' as const}}}};
	t.false(isShown(noted, sha));
	const fails: Answer = {result: 'fail', defects: [{photos: [sha]}]};
	const one = answered(noted, 0, 'F01', fails);
	const two = answered(one, 1, 'F02', fails);
	t.true(isShown(two, sha));
	t.true(isShown(answered(two, 0, 'F01', null), sha));
	t.false(isShown(answered(one, 0, 'F01', null), sha));
	t.true(isShown({...noted, filing: {...noted.filing, signature: {photo: sha}}}, sha));
});
