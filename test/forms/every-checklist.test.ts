import test from 'ava';
import type {Item} from '../../src/domain/content.ts';
import {loadForms} from '../../src/forms.ts';

const forms = loadForms();
const items = [...forms.items].filter(([key]) => key.includes('@1/')).map(([, item]) => item);
const ids = (found: Item[]) => found.map(item => item.id);
const numbered = (letter: string, from: number, to: number) =>
	Array.from({length: to - from + 1}, (_, index) => `${letter}${String(from + index).padStart(2, '0')}`);

test('the four fields have 32, 30, 33 and 30 items, 125 in all, each id once', t => {
	const expected = [...numbered('F', 1, 32), ...numbered('G', 1, 30), ...numbered('C', 1, 33), ...numbered('U', 1, 30)];
	t.deepEqual(ids(items).sort(), expected.sort());
});

test('every item cites a basis, and a basis that was compared with its law names the article', t => {
	for (const item of items) {
		t.true(item.basis.length > 0, item.id);
		for (const basis of item.basis.filter(({status}) => status === 'cited')) t.regex(basis.article ?? '', /^第.+条/, item.id);
	}
});

test('every criterion of an item exists, and every item proposed as suspected major has one in support', t => {
	for (const item of items) {
		for (const {id} of item.criteria ?? []) t.true(forms.criteria.has(id), `${item.id} ${id}`);
		if (item.grade === 'suspected-major')
			t.true(
				item.criteria?.some(({use}) => use === 'supports'),
				item.id,
			);
	}
});

test('every text that people read is a sentence of Chinese without half-width punctuation', t => {
	for (const {id, title, method, requirement} of items)
		for (const text of [title, method, requirement]) {
			t.regex(text, /[\u4e00-\u9fff]{2}/, id);
			t.notRegex(text, /[,;:()[\]\uFFFD]|\[[VPMD]\]/, id);
		}
});

test('no requirement uses a word that only an enforcing department may write', t => {
	const forbidden = [...forms.paperKinds.values()].flatMap(kind => kind.forbidden);
	for (const item of items) for (const word of forbidden) t.false(`${item.title}${item.requirement}`.includes(word), item.id);
});

test('rules that bind the gas company are hints: general, red flag, the company is written to as well', t => {
	for (const id of ['gas@1/G02', 'gas@1/G13', 'gas@1/G16', 'underground@1/U17']) {
		const item = forms.items.get(id)!;
		t.is(item.grade, 'general', id);
		t.true(item.redFlag, id);
		t.is(item.secondAddressee, 'gas-company', id);
		t.true(
			item.criteria!.every(({use}) => use === 'hint'),
			id,
		);
	}
});

test('stop-use is advice beside an immediate deadline or a plan, never beside a number of days', t => {
	for (const item of items.filter(({advice}) => advice)) t.not(item.due.kind, 'days', item.id);
	t.is(forms.items.get('construction@1/C18')!.advice, 'stop-use');
});

test('the default lists hold what their title promises', t => {
	const list = (key: string) => ids(forms.checklists.get(key)!.items).sort();
	t.deepEqual(list('fire/daily@1'), numbered('F', 1, 32));
	t.deepEqual(list('gas/merchant@1'), numbered('G', 1, 20));
	t.true(numbered('G', 21, 25).every(id => list('gas/household@1').includes(id)));
	t.deepEqual(list('gas/supply@1'), numbered('G', 26, 30));
	t.deepEqual(list('construction/small-works@1'), numbered('C', 1, 12));
	t.deepEqual(list('construction/site@1'), numbered('C', 1, 33));
	t.deepEqual(list('underground/daily@1'), numbered('U', 1, 30));
});

test('old standards are kept as superseded, those not held are marked, and the gas rules are in force', t => {
	const status = (start: string) =>
		new Set([...forms.criteria.values()].filter(({id}) => id.startsWith(start)).map(c => `${c.status} ${c.validTo}`));
	t.deepEqual(status('FIRE17'), new Set(['superseded 2025-10-31']));
	t.deepEqual(status('CON22'), new Set(['superseded null']));
	t.deepEqual(status('GAS23'), new Set(['in-force null']));
	t.deepEqual(status('FIRE25'), new Set(['text-not-held null']));
	t.deepEqual(status('CON24'), new Set(['text-not-held null']));
	t.deepEqual(status('SHFIRE49'), new Set(['in-force null']));
});
