import {addressLine, type Block, type BlockOf, copiesLine, remarkLine} from './blocks.ts';
import {bodyLines, type Flow, heightOf, isAtTop, newSheet, nodeIn, putLine, room, type Sheet} from './flow.ts';
import type {Fonts} from './fonts.ts';
import {composeNumber, composeOrganisation, composeTitle} from './letterhead.ts';
import {layOut, type Run} from './lines.ts';
import {area, baseline, black, indent, lead, mm} from './page.ts';
import {composePhotos, photoRow} from './photos.ts';
import {composeReceipt} from './receipt.ts';
import {composeCodes, composeSigning} from './signing.ts';
import {composeTable, leastTable} from './table.ts';

export type Composed = {sheets: Sheet[]; missing: string[]};
type Paper = {blocks: Block[]; photos: ReadonlyMap<string, Buffer>; stamp: string};

/** Lays a paper out on its pages. Nothing is drawn yet, so a test can look at every line. */
export const compose = ({blocks, photos, stamp}: Paper, fonts: Fonts): Composed => {
	const root = {tag: 'Document', options: {}, parent: undefined};
	const letter = blocks.some(block => block.kind === 'organisation');
	const flow: Flow = {fonts, photos, stamp, root, sheets: [], y: 0, letter};
	newSheet(flow);
	const close = firstClosing(blocks);
	blocks.slice(0, close).forEach((block, at) => {
		if (!isClosing(block)) composeBlock(flow, block, needAfter(flow, blocks, at, close));
	});
	composeClosing(flow, blocks.slice(close));
	numberPages(flow);
	return {sheets: flow.sheets, missing: missingIn(flow.sheets)};
};

const isClosing = (block: Block): block is BlockOf<'signature' | 'qr'> => block.kind === 'signature' || block.kind === 'qr';

const firstClosing = (blocks: Block[]) => {
	const at = blocks.findIndex(isClosing);
	return at < 0 ? blocks.length : at;
};

type Open = Exclude<Block, {kind: 'signature' | 'qr'}>;
type Composer<Kind extends Open['kind']> = (flow: Flow, block: BlockOf<Kind>, after: number) => void;

const composers: {[Kind in Open['kind']]: Composer<Kind>} = {
	organisation: (flow, {text}) => composeOrganisation(flow, text),
	number: (flow, {text}) => composeNumber(flow, text),
	title: (flow, {text}) => composeTitle(flow, text),
	addressee: (flow, {text}, after) => composeText(flow, 'P', [{role: 'fang', text: addressLine(text)}], 0, after),
	section: (flow, {text}, after) => composeText(flow, 'H2', [{role: 'hei', text}], indent, after),
	paragraph: (flow, {text}, after) => composeText(flow, 'P', [{role: 'fang', text}], indent, after),
	'run-in': (flow, {heading, text}, after) =>
		composeText(
			flow,
			'P',
			[
				{role: 'kai', text: heading},
				{role: 'fang', text},
			],
			indent,
			after,
		),
	table: (flow, block, after) => composeTable(flow, block, after),
	photos: (flow, block, after) => composePhotos(flow, block.photos, after),
	remark: (flow, {text}, after) => composeText(flow, 'P', [{role: 'fang', text: remarkLine(text)}], indent, after),
	receipt: (flow, {rows}) => composeReceipt(flow, rows),
	copies: (flow, block) => composeCopies(flow, block),
};

const composeBlock = (flow: Flow, block: Open, after: number): void => {
	(composers[block.kind] as Composer<Open['kind']>)(flow, block as never, after);
};

/** `after` is kept with the last lines: two of them go over to the next page, one at least stays. */
const composeText = (flow: Flow, tag: string, runs: Run[], indented: number, after: number) => {
	const lines = bodyLines(flow, runs, {indent: indented});
	const node = nodeIn(flow.root, tag);
	const turn = roomBehind(flow, lines.length) < after ? lines.length - Math.min(2, Math.max(1, lines.length - 1)) : -1;
	lines.forEach((line, at) => {
		if (room(flow) < lead || (at === turn && !isAtTop(flow))) newSheet(flow);
		putLine(flow, line, node);
	});
};

const roomBehind = (flow: Flow, count: number) => {
	const here = Math.floor(room(flow) / lead);
	return count <= here ? room(flow) - count * lead : area.height - (((count - here - 1) % 22) + 1) * lead + 0.5;
};

/** Height that must follow on the same page: a heading keeps its text, the last text keeps the signature. */
const needAfter = (flow: Flow, blocks: Block[], at: number, close: number): number => {
	if (at + 1 === close) return kept(closingHeight(flow, blocks.slice(close)));
	return blocks[at]!.kind === 'section' ? needOf(flow, blocks, at + 1, close) : 0;
};

const needOf = (flow: Flow, blocks: Block[], at: number, close: number): number => {
	const block = blocks[at]!;
	if (block.kind === 'table') return leastTable(flow, block);
	if (block.kind === 'photos') return photoRow;
	return lead + (at + 1 === close && isShort(block) ? kept(closingHeight(flow, blocks.slice(close))) : 0);
};

const isShort = (block: Block) => 'text' in block && block.text.length < 26;

/** What fills a page by itself cannot be kept with text. */
const kept = (height: number) => (height + 2 * lead > area.height ? 0 : height);

const closingHeight = (flow: Flow, closing: Block[]) =>
	closing.length > 0 ? heightOf(flow, trial => composePieces(trial, closing)) : 0;

const composeClosing = (flow: Flow, closing: Block[]) => {
	const height = closingHeight(flow, closing);
	if (room(flow) < height && height <= area.height && !isAtTop(flow)) newSheet(flow);
	composePieces(flow, closing);
};

const composePieces = (flow: Flow, closing: Block[]) => {
	for (let at = 0; at < closing.length; at++) {
		const block = closing[at]!;
		if (!isClosing(block)) {
			composeBlock(flow, block, 0);
			continue;
		}
		const codes = codesFrom(closing, block.kind === 'qr' ? at : at + 1);
		if (block.kind === 'signature') composeSigning(flow, block, codes);
		else composeCodes(flow, codes);
		at += codes.length - (block.kind === 'qr' ? 1 : 0);
	}
};

const codesFrom = (blocks: Block[], from: number) => {
	const codes: BlockOf<'qr'>[] = [];
	for (const block of blocks.slice(from)) {
		if (block.kind !== 'qr') break;
		codes.push(block);
	}
	return codes;
};

/** 抄送: 4号, one character in from both sides, the last line of the type area. A letter has no rules around it. */
const composeCopies = (flow: Flow, {text}: BlockOf<'copies'>) => {
	const size = 14;
	const leading = 20;
	const lines = layOut(flow.fonts, [{role: 'fang', text: copiesLine(text)}], {size, width: area.width - 2 * size});
	const height = lines.length * leading;
	if (room(flow) < height) newSheet(flow);
	const bottom = flow.y + height;
	const node = nodeIn(flow.root, 'P');
	flow.y = area.bottom - height;
	for (const line of lines) putLine(flow, line, node, leading, area.left + size);
	flow.y = bottom;
};

/** 4号 — 2 —, 7 mm below the type area, one character in on the outer side. */
const numberPages = (flow: Flow) => {
	flow.sheets.forEach((sheet, at) => {
		if (flow.letter && at === 0) return;
		const size = 14;
		const line = layOut(flow.fonts, [{role: 'song', text: `— ${at + 1} —`}], {size, width: area.width, align: 'left'})[0]!;
		const x = at % 2 === 0 ? area.left + area.width - size - line.width : area.left + size;
		sheet.marks.push({kind: 'line', line, x, y: baseline(area.bottom + mm(7), size, size), color: black, node: undefined});
	});
};

const missingIn = (sheets: Sheet[]) => {
	const lines = sheets.flatMap(sheet => sheet.marks.flatMap(mark => (mark.kind === 'line' ? [mark.line] : [])));
	return [...new Set(lines.flatMap(line => line.placed.filter(({glyph}) => glyph.lost).map(({glyph}) => glyph.char)))];
};
