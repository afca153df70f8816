import {spawnSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {decodeQR} from 'qr/decode.js';
import type {Block} from '../../reports/lib/blocks.ts';
import {noEnd, normal, noStart} from '../../reports/lib/clusters.ts';
import type {Composed} from '../../reports/lib/compose.ts';
import type {Mark, Rect} from '../../reports/lib/flow.ts';
import {asText, enclosureLines, enclosureMark} from '../../reports/lib/reading.ts';
import {composed, drawn} from './papers.ts';
import {type RandomPaper, randomPaper} from './random-papers.ts';

const full = process.env.PROVE === 'full';
const count = full ? 320 : 40;
const all = fc.sample(randomPaper, {numRuns: count, seed: 20261124});

type Text = Extract<Mark, {kind: 'line'}>;
const squashed = (text: string) => normal(text).replace(/\s/g, '');
const linesOf = ({sheets}: Composed) =>
	sheets.flatMap(({marks, format}) =>
		marks
			.filter((mark): mark is Text => mark.kind === 'line' && !!mark.node && mark.node.tag !== 'Figure')
			.map(mark => ({mark, format})),
	);

/** Every word that must stand on the paper, block by block; texts inside charts are part of a figure. */
const wordsOf = (block: Block): string => {
	if (block.kind === 'chart' || block.kind === 'format') return '';
	if (block.kind === 'every-page')
		return block.fields
			.flat()
			.map(({label, blank}) => label + blank)
			.join('');
	if (block.kind === 'form') {
		const captions = block.beside?.captions.join('') ?? '';
		return (
			block.rows
				.flat()
				.map(({label, text}) => label + text)
				.join('') + captions
		);
	}
	if (block.kind === 'labels') return block.labels.map(({code, name, note}) => code + name + note).join('');
	if (block.kind === 'qr') return block.captions.join('');
	if (block.kind === 'photos') return block.photos.map(({caption}) => caption).join('');
	if (block.kind === 'pairs')
		return block.pairs
			.flatMap(({before, after}) => [before, after])
			.map(photo => photo?.caption ?? '无照片')
			.join('');
	if (block.kind === 'enclosures')
		return enclosureLines(block.titles)
			.map(({mark, text}) => mark + text)
			.join('');
	if (block.kind === 'enclosure') return enclosureMark(block.number) + block.text;
	return asText([block]).replaceAll(' | ', '');
};
const bag = (text: string) => [...text].sort().join('');

const isInside = ({mark: {x, y, line, color}, format: {area}}: ReturnType<typeof linesOf>[number]) =>
	// 发文机关标志 stands above the type area by the standard.
	color === '#e60012' ||
	(x + line.x >= area.left - 0.5 &&
		x + line.x + line.width - whiteBehind(line) <= area.left + area.width + 0.7 &&
		y - line.size * 0.86 >= area.top - 0.5 &&
		y + line.size * 0.14 <= area.bottom + 1);

/** Tracking and a mark's own white behind the last character are no ink. */
const whiteBehind = ({placed, size}: Text['line']) => {
	const last = placed.at(-1);
	return last ? Math.max(0, last.advance - ((last.glyph.advance - last.glyph.blank.right) * size) / 1000) : 0;
};

/** Where a line of at least eight characters begins or ends with what it must not; in cells of three there may be no other way. */
const violations = (paper: Composed): string[] => {
	const lines = linesOf(paper).map(({mark}) => mark);
	return lines.flatMap((mark, at) => {
		const before = lines[at - 1];
		const after = lines[at + 1];
		const text = [...mark.line.text];
		if (text.length < 8) return [];
		const starts = before?.node === mark.node && !endsParagraph(before!) && noStart.has(text[0]!);
		const ends = after?.node === mark.node && noEnd.has(text.at(-1)!) && text.length > 8;
		return starts || ends ? [mark.line.text] : [];
	});
};
const endsParagraph = ({line}: Text) => [...line.text].length < 8;

/** In parts, so that the full number tells of its progress. */
const parts = Array.from({length: count / 20}, (_, at) => all.slice(at * 20, at * 20 + 20));
const inSets = parts.map((part, at) => [`${at * 20 + 1}–${at * 20 + 20} of ${count} papers`, part] as const);

for (const [which, part] of inSets)
	test.serial(`${which} lose no character, keep inside the type area and break lines lawfully`, async t => {
		const faults: string[] = [];
		for (const {kind, blocks} of part) {
			const paper = await composed(blocks);
			const got = squashed(
				linesOf(paper)
					.map(({mark}) => mark.line.text)
					.join(''),
			);
			if (bag(got) !== bag(squashed(blocks.map(wordsOf).join('')))) faults.push(`${kind}: characters differ`);
			const outside = linesOf(paper).find(line => !isInside(line));
			if (outside) faults.push(`${kind}: outside ${outside.mark.line.text}`);
			faults.push(...violations(paper).map(text => `${kind}: breaks ${text}`));
			faults.push(...paper.missing.map(char => `${kind}: missing ${char}`));
		}
		t.deepEqual(faults, []);
	});

/** What a reader finds in the boxes of a code, eight pixels a module on white paper. */
const readFrom = (boxes: Rect[]): string => {
	const [left, top] = [Math.min(...boxes.map(({x}) => x)), Math.min(...boxes.map(({y}) => y))];
	const scale = 8 / boxes[0]!.height;
	const side = Math.round((Math.max(...boxes.map(({x, width}) => x + width)) - left) * scale) + 64;
	const data = new Uint8ClampedArray(side * side * 4).fill(255);
	const pixel = (value: number, from: number) => 32 + Math.round((value - from) * scale);
	for (const {x, y, width, height} of boxes)
		for (let row = pixel(y, top); row < pixel(y + height, top); row++)
			for (let column = pixel(x, left); column < pixel(x + width, left); column++)
				data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
	return decodeQR({width: side, height: side, data});
};

test('codes are at least 25 mm wide and read as their address', async t => {
	let seen = 0;
	for (const {blocks} of all.filter((_, at) => at % 10 === 0)) {
		const {sheets} = await composed(blocks);
		for (const mark of sheets.flatMap(({marks}) => marks)) {
			const url = mark.kind === 'boxes' ? /^二维码，内容为 (.*)$/.exec(mark.node?.options.alt ?? '')?.[1] : undefined;
			if (mark.kind !== 'boxes' || url === undefined) continue;
			const width = Math.max(...mark.boxes.map(box => box.x + box.width)) - Math.min(...mark.boxes.map(({x}) => x));
			t.true(width >= (25 * 72) / 25.4);
			t.is(readFrom(mark.boxes), url);
			seen++;
		}
	}
	t.true(seen > 0);
});

const folder = mkdtempSync(path.join(tmpdir(), 'papers-'));
const run = (command: string, ...args: string[]) => spawnSync(command, args, {encoding: 'utf8'});
const has = (command: string) => !run(command, '--version').error;

/** Every tenth; beyond so many pages rasters are left out. */
const mostPages = 30;

for (const [which, part] of inSets)
	test.serial(`every tenth of ${which}: fonts embedded, codes and text read back by what is at hand`, async t => {
		const chosen = part.filter((_, at) => at % 10 === 0);
		for (const [at, paper] of chosen.entries()) await examine(`${which} ${at}`.replace(/\W/g, '-'), paper);
		const tools = ['qpdf', 'pdftotext', 'zbarimg'].map(tool => `${tool} ${has(tool) ? 'asked' : 'not at hand, not measured'}`);
		t.log(`${chosen.length} files; ${tools.join('; ')}`);

		async function examine(name: string, {kind, blocks, demo}: RandomPaper) {
			const {pdf, pages} = await drawn(blocks, {demo});
			const file = path.join(folder, `${name}.pdf`);
			writeFileSync(file, pdf);
			const source = pdf.toString('latin1');
			const counted = (pattern: RegExp) => source.match(pattern)?.length ?? 0;
			t.true(counted(/\/Type \/FontDescriptor\b/g) > 0);
			t.is(counted(/\/Type \/FontDescriptor\b/g), counted(/\/FontFile[23] \d+ 0 R/g), kind);
			if (has('qpdf')) t.is(run('qpdf', '--check', file).status, 0, kind);
			if (has('pdftotext')) t.is(lostIn(blocks, run('pdftotext', '-enc', 'UTF-8', file, '-').stdout), '', kind);
			if (has('zbarimg') && has('pdftoppm') && pages <= mostPages) readCodes(file, blocks, kind);
		}

		function readCodes(file: string, blocks: Block[], kind: string) {
			const urls = blocks.flatMap(block =>
				block.kind === 'qr' ? [block.url] : block.kind === 'form' && block.beside ? [block.beside.url] : [],
			);
			if (urls.length === 0) return;
			run('pdftoppm', '-r', '72', '-gray', '-png', file, file);
			const read = spawnSync('sh', ['-c', `zbarimg -q --raw ${file}*.png`], {encoding: 'utf8'}).stdout;
			for (const url of urls) t.true(read.includes(url), `${kind}: ${url}`);
		}
	});

/** Characters that were put in and are not read back; poppler folds some to their plain forms. */
const lostIn = (blocks: Block[], read: string): string => {
	const plain = (text: string) => squashed(text.normalize('NFKC'));
	const found = new Set(plain(read));
	return [...new Set(plain(blocks.map(wordsOf).join('')))].filter(char => !found.has(char)).join('');
};
