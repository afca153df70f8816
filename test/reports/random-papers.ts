import fc from 'fast-check';
import {type PaperKind, type PaperName, papers} from '../../reports/index.ts';
import type {Block} from '../../reports/lib/blocks.ts';

/** Names of 1 to 80 characters with what real ones hold: rare characters, Latin, brackets, addresses. */
const word = fc.oneof(
	{weight: 6, arbitrary: fc.stringMatching(/^[一-龥]{1,9}$/u)},
	{
		weight: 1,
		arbitrary: fc.constantFrom('堃喆旸', '𠮷野家', '㙍', '䶮', 'AP-2', 'B&B <Tower>', 'GB 50974—2014', '1.1 m', '7.8 Ω'),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom('《消防法》', '“安全出口”', '（3号楼）', 'https://register.example/v/7F3K9Q2MXB5T8W4Z6N1', '·'),
	},
);
const name = fc
	.array(word, {minLength: 1, maxLength: 12})
	.map(words => [...words.join('').replace(/^[·）》”]+/u, '新')].slice(0, 80).join(''));
const prose = fc
	.array(fc.tuple(fc.array(word, {minLength: 1, maxLength: 10}), fc.constantFrom('。', '；', '，', '：', '、')), {
		minLength: 1,
		maxLength: 9,
	})
	.map(parts => parts.map(([words, end]) => words.join('').replace(/^[·]+/u, '新') + end).join(''));

const han = /[\u4e00-\u9fff]/;
const isFixed = (key: string) => ['title', 'id', 'unit', 'definition', 'paperTitle'].includes(key);
const most: Record<string, number> = {hazards: 60, photos: 40, findings: 20, checks: 6, items: 12, rows: 60, labels: 40};

/** The sample of a kind with its words, lengths and optional parts thrown into disorder. */
const disturbed = (value: unknown, key: string): fc.Arbitrary<unknown> => {
	if (typeof value === 'string') return wordsLike(value, key);
	if (Array.isArray(value)) return listLike(value, key);
	if (value === null || typeof value !== 'object') return fc.constant(value);
	const entries = Object.entries(value).map(([field, inner]) => [field, disturbed(inner, field)] as const);
	return fc.record(Object.fromEntries(entries));
};

const wordsLike = (value: string, key: string): fc.Arbitrary<unknown> => {
	if (!han.test(value) || isFixed(key)) return fc.constant(value);
	return fc.oneof({weight: 2, arbitrary: fc.constant(value)}, {weight: 2, arbitrary: value.length > 24 ? prose : name});
};

/** Rows keep their columns; other lists grow and shrink. */
const listLike = (list: unknown[], key: string): fc.Arbitrary<unknown> => {
	const first = list[0];
	if (list.length === 0 || key === 'columns' || key === 'figures' || key === 'before') return fc.constant(list);
	if (Array.isArray(first) || typeof first === 'object')
		return fc.array(
			fc.constantFrom(...list).chain(one => disturbed(one, 'one')),
			{
				minLength: key === 'hazards' || key === 'labels' ? 1 : 0,
				maxLength: most[key] ?? 4,
				size: 'max',
			},
		);
	return fc.tuple(...list.map(one => disturbed(one, key)));
};

const optional = ['cc', 'remarks', 'reason', 'replyUrl', 'verifyUrl', 'scope', 'uscc', 'position', 'phone', 'note'];
/** Some of the optional parts left out. */
const without = (value: unknown, fields: string[]): unknown => {
	if (Array.isArray(value)) return value.map(one => without(one, fields));
	if (value === null || typeof value !== 'object') return value;
	const kept = Object.entries(value).filter(([field]) => !fields.includes(field));
	return Object.fromEntries(kept.map(([field, inner]) => [field, without(inner, fields)]));
};

export type RandomPaper = {kind: PaperName; blocks: Block[]; demo: boolean};

export const randomPaper: fc.Arbitrary<RandomPaper> = fc.constantFrom(...(Object.keys(papers) as PaperName[])).chain(kind => {
	const {blocks, sample} = papers[kind] as PaperKind<unknown>;
	const needed = kind === 'rectification-notice' ? ['verifyUrl'] : kind === 'extension-decision' ? ['reason'] : [];
	const droppable = optional.filter(field => !needed.includes(field));
	return fc
		.tuple(disturbed(sample, ''), fc.subarray(droppable), fc.boolean())
		.map(([data, fields, demo]) => ({kind, blocks: blocks(without({...(data as object), demo}, fields)), demo}));
});
