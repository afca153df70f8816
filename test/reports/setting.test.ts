import test from 'ava';
import fc from 'fast-check';
import type {Block} from '../../reports/lib/blocks.ts';
import {paragraph, runIn, section, signature, table, title} from '../../reports/lib/blocks.ts';
import {noEnd, normal, noStart} from '../../reports/lib/clusters.ts';
import type {Composed} from '../../reports/lib/compose.ts';
import type {Mark, Sheet} from '../../reports/lib/flow.ts';
import {layOut} from '../../reports/lib/lines.ts';
import {area} from '../../reports/lib/page.ts';
import {asText} from '../../reports/lib/reading.ts';
import {composed, fonts, notice, noticeOf} from './papers.ts';

const numRuns = process.env.PROVE === 'full' ? 1500 : 60;

type Text = Extract<Mark, {kind: 'line'}>;
const bodyOf = (sheet: Sheet) => sheet.marks.filter((mark): mark is Text => mark.kind === 'line' && !!mark.node);
const squashed = (text: string) => normal(text).replace(/[\s\u00a0]/g, '');
const textOf = ({sheets}: Composed) =>
	squashed(
		sheets
			.flatMap(bodyOf)
			.map(mark => mark.line.text)
			.join(''),
	);
const insideArea = ({x, y, line}: Text) =>
	x + line.x >= area.left - 0.1 &&
	x + line.x + line.width <= area.left + area.width + 0.7 &&
	y - line.size * 0.86 >= area.top - 0.1 &&
	y + line.size * 0.14 <= area.bottom + 0.6;

/** Sentences as people write them: marks stand between words, never three in a row. */
const word = fc.oneof(
	{weight: 6, arbitrary: fc.stringMatching(/^[一-龥]{1,9}$/u)},
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			'AP-2',
			'1.1 m',
			'GB 50974—2014',
			'7.8 Ω',
			'2026年',
			'≥1.4',
			'https://register.example/v/7F3K9Q2MXB5T8W4Z',
		),
	},
	{weight: 1, arbitrary: fc.constantFrom('《消防法》', '“五到位”', '（一）', '〔2026〕', '——', '𠮷旸', '·')},
);
const sentence = fc
	.tuple(fc.array(word, {minLength: 1, maxLength: 12}), fc.constantFrom('。', '；', '，', '：', '？', '、'))
	.map(([words, end]) => words.join('') + end);
const prose = fc.array(sentence, {minLength: 1, maxLength: 14}).map(parts => parts.join(''));

test('no line begins or ends with a forbidden mark, none is too wide and no character is lost', async t => {
	const shared = await fonts();
	const set = () =>
		fc.assert(
			fc.property(prose, fc.constantFrom(60, 120, 442), fc.constantFrom(10, 16), (text, width, size) => {
				const lines = layOut(shared, [{role: 'fang', text}], {size, width, indent: size * 2, maxStretch: 0.3});
				const long = width > 200;
				return (
					squashed(lines.map(line => line.text).join('')) === squashed(text) &&
					lines.every(line => line.x + line.width <= width + 0.7) &&
					(!long || lines.slice(1).every(line => !noStart.has([...line.text][0]!))) &&
					(!long || lines.slice(0, -1).every(line => !noEnd.has([...line.text].at(-1)!)))
				);
			}),
			{numRuns},
		);
	t.notThrows(set);
});

test('every line but the last of a paragraph is flush on both sides', async t => {
	const shared = await fonts();
	const set = () =>
		fc.assert(
			fc.property(prose, text => {
				const lines = layOut(shared, [{role: 'fang', text}], {size: 16, width: area.width, tracking: -0.21});
				return lines.slice(0, -1).every(line => Math.abs(line.width - area.width) < 0.7 || !/[一-龥]{2}/.test(line.text));
			}),
			{numRuns},
		);
	t.notThrows(set);
});

test('every text of a paper stands on it once, in order and inside the type area', async t => {
	const block: fc.Arbitrary<Block> = fc.oneof(
		prose.map(paragraph),
		prose.map(text => runIn('（一）落实责任。', text)),
		fc.array(fc.tuple(prose, prose), {minLength: 1, maxLength: 5}).map(rows => table(columns, rows)),
	);
	const drawn = fc.assert(
		fc.asyncProperty(fc.array(block, {minLength: 1, maxLength: 8}), prose, async (list, last) => {
			const blocks = [
				title('通知'),
				section('一、情况'),
				...list,
				paragraph(last),
				signature('新桦路街道办事处', '2026年3月3日'),
			];
			const paper = await composed(blocks);
			const [got, expected] = [[...textOf(paper)], [...squashed(asText(blocks).replaceAll(' | ', ''))]];
			return same(got, expected) && paper.sheets.every(sheet => bodyOf(sheet).every(insideArea)) && isAccompanied(paper);
		}),
		{numRuns: Math.ceil(numRuns / 3)},
	);
	await t.notThrowsAsync(drawn);
});

const columns = [
	{head: '情况', width: 0, align: 'left' as const},
	{head: '要求', width: 9, align: 'center' as const},
];

/** Cut rows come in another order than they are read aloud, so the characters are compared as a bag. */
const same = (a: string[], b: string[]) => a.sort().join('') === b.sort().join('');

const isAccompanied = ({sheets}: Composed) => bodyOf(sheets.at(-1)!)[0]!.line.text !== '新桦路街道办事处';

test('the signature of a notice never stands on a page without text', async t => {
	for (let count = 1; count <= 24; count++) {
		const {sheets} = await composed(notice.blocks(noticeOf(count)));
		const page = sheets.findIndex(sheet => sheet.marks.some(mark => mark.kind === 'line' && mark.line.text === '2026年3月3日'));
		const first = bodyOf(sheets[page]!)[0]!.line.text;
		t.not(first, '新桦路街道办事处', `${count}`);
	}
});

test('a row taller than a page goes on under a repeated head', async t => {
	const long = '疏散通道堆放纸箱。'.repeat(400);
	const paper = await composed([title('通知'), table(columns, [[long, '清除。']]), paragraph('请按期整改。')]);
	t.true(paper.sheets.length > 2);
	t.is(textOf(paper), squashed(`通知情况要求${long}清除。请按期整改。`).replace(`${long}清除。`, splitAsDrawn(paper)));
	t.true(paper.sheets.every(sheet => bodyOf(sheet).every(insideArea)));
});

/** The short cell stands beside the first part of the long one. */
const splitAsDrawn = ({sheets}: Composed) =>
	squashed(
		sheets
			.flatMap(bodyOf)
			.filter(mark => mark.node?.tag === 'TD')
			.map(mark => mark.line.text)
			.join(''),
	);

test('a long serial number is broken behind a mark of its own before it leaves a line gaping, a date is not', async t => {
	const shared = await fonts();
	const set = (text: string) => layOut(shared, [{role: 'fang', text}], {size: 16, width: 442, indent: 32}).map(line => line.text);
	const [first, second] = set('二层配电间：配电箱前堆放拖把、水桶（编号YH-XH-2026-000124）已当场改正。');
	t.regex(first!, /编号YH-(XH-)?(2026-)?$/);
	t.regex(second!, /^[\w-]*000124）/);
	t.regex(set('二层配电间：配电箱前堆放拖把、水桶，期限延至今年2026-03-12之前。')[1]!, /^2026-03-12/);
});

test('a title of two lines is parted between terms', async t => {
	const {sheets} = await composed([title('2026年第一季度安全隐患排查治理情况报告')]);
	t.deepEqual(
		sheets.flatMap(bodyOf).map(({line}) => line.text),
		['2026年第一季度', '安全隐患排查治理情况报告'],
	);
});
