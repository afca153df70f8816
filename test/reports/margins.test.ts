import test from 'ava';
import {type PaperKind, papers} from '../../reports/index.ts';
import {formats, mm} from '../../reports/lib/page.ts';
import {firstOf} from '../../reports/lib/reading.ts';
import {type Box, pagesOf} from './boxes.ts';
import {drawn, notice, noticeOf} from './papers.ts';

const red = '0.902 0 0.071';
const isMark = ({color, size}: Box) => color === red && size > 14;
const close = (a: number, b: number, by = 0.6) => Math.abs(a - b) <= by;

for (const [name, kind] of Object.entries(papers) as [string, PaperKind<unknown>][])
	test(`${name}: the file itself has every word and picture inside its type area`, async t => {
		const blocks = kind.blocks(kind.sample);
		const {area, page} = formats[firstOf(blocks, 'format')?.format ?? 'letter'];
		const pages = pagesOf((await drawn(blocks)).pdf);
		const isInside = ({kind: what, x, y, width, size, height}: Box) => {
			const [top, bottom] = what === 'text' ? [y - size * 0.86, y + size * 0.14] : [y, y + height];
			return (
				x >= area.left - 0.5 && x + width <= area.left + area.width + 0.7 && top >= area.top - 0.5 && bottom <= area.bottom + 1
			);
		};
		for (const {width, height, boxes} of pages) {
			t.true(close(width, page.width) && close(height, page.height));
			t.true(boxes.length > 0);
			t.deepEqual(
				boxes.filter(box => box.tag !== 'Artifact' && !isMark(box) && !isInside(box)),
				[],
			);
		}
	});

test('a letter has the measures of GB/T 9704-2012 in its own coordinates', async t => {
	const [first, second, third] = pagesOf((await drawn(notice.blocks(noticeOf(30)))).pdf);
	const body = [first!, second!, third!].flatMap(({boxes}) => boxes).filter(({tag, size}) => tag === 'P' && size === 16);
	const edges = body.map(({x, width}) => x + width);
	// 天头 37 mm, 订口 28 mm, 版心 156 mm wide: flush at both edges.
	t.true(close(Math.min(...body.map(({x}) => x)), mm(28)));
	t.true(close(Math.max(...edges), mm(28 + 156)));
	t.true(edges.filter(edge => close(edge, mm(184))).length >= 2);
	const mark = first!.boxes.find(isMark)!;
	t.true(close(mark.y - mark.size * 0.9, mm(30)));
	// Its last character has the wide tracking behind it.
	t.true(close(mark.x + mark.width / 2, mm(105), 6));
	// No number on the first page; then 7 mm below the type area, on the outer side, one character in.
	const numbers = [first, second, third].map(page => page!.boxes.filter(({y, size}) => size === 14 && y > mm(262)));
	t.deepEqual(
		numbers.map(({length}) => length),
		[0, 1, 1],
	);
	for (const number of numbers.flat()) t.true(number.y - number.size < mm(37 + 225 + 7) + 0.6 && number.y > mm(37 + 225 + 7));
	t.true(close(numbers[1]![0]!.x, mm(28) + 14));
	t.true(close(numbers[2]![0]!.x + numbers[2]![0]!.width, mm(184) - 14));
});
