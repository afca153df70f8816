import type {Block, BlockOf} from './blocks.ts';
import {type Flow, heightOf, isAtTop, newSheet, room, type Sheet} from './flow.ts';
import type {Fonts} from './fonts.ts';
import {layOut} from './lines.ts';
import {baseline, black, formats, indent, lead, mm} from './page.ts';
import {composeBox} from './pieces/box.ts';
import {composeBanner, composeLabels} from './pieces/card.ts';
import {composeChart, leastChart} from './pieces/chart.ts';
import {composeEnclosure, composeEnclosures} from './pieces/enclosure.ts';
import {areasWithin, composeFoot, continuedBy} from './pieces/every-page.ts';
import {composeForm, leastForm} from './pieces/form.ts';
import {composeNumber, composeOffice, composeOrganisation, composeSubtitle, composeTitle} from './pieces/letterhead.ts';
import {composePairs, composePhotos, photoRow} from './pieces/photos.ts';
import {composeReceipt} from './pieces/receipt.ts';
import {composeCodes, composeSigning} from './pieces/signing.ts';
import {composeTable, leastTable} from './pieces/table.ts';
import {composeCopies, composeNote, composeText} from './pieces/text.ts';
import {addressLine, firstOf, remarkLine} from './reading.ts';

export type Composed = {sheets: Sheet[]; missing: string[]};
type Paper = {blocks: Block[]; photos: ReadonlyMap<string, Buffer>; stamp: string};

/** What a card shrinks by until it is one page. */
const scales = [1, 0.9, 0.8, 0.7, 0.6, 0.5];

/** Lays a paper out on its pages. Nothing is drawn yet, so a test can look at every line. */
export const compose = (paper: Paper, shared: Fonts): Composed => {
	const isCard = firstOf(paper.blocks, 'format')?.format === 'card';
	const fonts: Fonts = {...shared, set: new Map()};
	let flow = composed(paper, fonts, 1);
	for (const scale of isCard ? scales.slice(1) : []) if (flow.sheets.length > 1) flow = composed(paper, fonts, scale);
	return {sheets: flow.sheets, missing: missingIn(flow.sheets)};
};

const composed = ({blocks, photos, stamp}: Paper, fonts: Fonts, scale: number): Flow => {
	const root = {tag: 'Document', options: {}, parent: undefined};
	const name = firstOf(blocks, 'format')?.format ?? 'letter';
	const format = formats[name];
	const everyPage = firstOf(blocks, 'every-page');
	const {first, next} = everyPage ? areasWithin(format.area, everyPage) : {first: format.area, next: format.area};
	const letter = blocks.some(block => block.kind === 'organisation');
	const place = {
		sheets: [],
		y: 0,
		format,
		area: first,
		next: first,
		letter,
		scale,
		continued: everyPage && continuedBy(everyPage),
	};
	const flow: Flow = {fonts, photos, stamp, root, ...place};
	newSheet(flow);
	flow.next = next;
	for (const part of partsOf(blocks)) composePart(flow, part);
	if (everyPage) composeFoot(flow, everyPage, format.area);
	else if (name === 'letter' || name === 'landscape') numberPages(flow);
	return flow;
};

/** An enclosure begins a part that is closed for itself. */
const partsOf = (blocks: Block[]): Block[][] => {
	const starts = [0, ...blocks.flatMap((block, at) => (block.kind === 'enclosure' && at > 0 ? [at] : []))];
	return starts.map((start, at) => blocks.slice(start, starts[at + 1]));
};

const composePart = (flow: Flow, blocks: Block[]) => {
	const close = firstClosing(blocks);
	blocks.slice(0, close).forEach((block, at) => {
		if (!isClosing(block)) composeBlock(flow, block, needAfter(flow, blocks, at, close));
	});
	composeClosing(flow, blocks.slice(close));
};

const isClosing = (block: Block): block is BlockOf<'signature' | 'qr'> => block.kind === 'signature' || block.kind === 'qr';

const firstClosing = (blocks: Block[]) => {
	const at = blocks.findIndex(block => isClosing(block) || block.kind === 'enclosures');
	return at < 0 ? blocks.length : at;
};

type Open = Exclude<Block, {kind: 'signature' | 'qr'}>;
type Composer<Kind extends Open['kind']> = (flow: Flow, block: BlockOf<Kind>, after: number) => void;

const composers: {[Kind in Open['kind']]: Composer<Kind>} = {
	format: () => undefined,
	'every-page': () => undefined,
	organisation: (flow, {text}) => composeOrganisation(flow, text),
	office: (flow, {text}) => composeOffice(flow, text),
	number: (flow, {text}) => composeNumber(flow, text),
	title: (flow, {text}) => composeTitle(flow, text),
	subtitle: (flow, {text}) => composeSubtitle(flow, text),
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
	note: composeNote,
	table: composeTable,
	form: composeForm,
	box: composeBox,
	banner: composeBanner,
	chart: composeChart,
	labels: composeLabels,
	photos: (flow, block, after) => composePhotos(flow, block.photos, after),
	pairs: (flow, block, after) => composePairs(flow, block.pairs, after),
	enclosures: composeEnclosures,
	enclosure: composeEnclosure,
	remark: (flow, {text}, after) => composeText(flow, 'P', [{role: 'fang', text: remarkLine(text)}], indent, after),
	receipt: (flow, {rows}) => composeReceipt(flow, rows),
	copies: composeCopies,
};

const composeBlock = (flow: Flow, block: Open, after: number): void => {
	(composers[block.kind] as Composer<Open['kind']>)(flow, block as never, after);
};

/** Height that must follow on the same page: a heading keeps its text, the last text keeps the signature. */
const needAfter = (flow: Flow, blocks: Block[], at: number, close: number): number => {
	if (at + 1 === close) return kept(flow, closingHeight(flow, blocks.slice(close)));
	return blocks[at]!.kind === 'section' ? needOf(flow, blocks, at + 1, close) : 0;
};

const needOf = (flow: Flow, blocks: Block[], at: number, close: number): number => {
	const block = blocks[at]!;
	if (block.kind === 'table') return leastTable(flow, block);
	if (block.kind === 'photos' || block.kind === 'pairs') return photoRow;
	if (block.kind === 'chart') return Math.min(leastChart(flow, block.chart), flow.next.height - 2 * lead);
	if (block.kind === 'form') return leastForm;
	return lead + (at + 1 === close && isShort(block) ? kept(flow, closingHeight(flow, blocks.slice(close))) : 0);
};

const isShort = (block: Block) => 'text' in block && block.text.length < 26;

/** What fills a page by itself cannot be kept with text. */
const kept = (flow: Flow, height: number) => (height + 2 * lead > flow.next.height ? 0 : height);

const closingHeight = (flow: Flow, closing: Block[]) =>
	closing.length > 0 ? heightOf(flow, trial => composePieces(trial, closing)) : 0;

const composeClosing = (flow: Flow, closing: Block[]) => {
	const height = closingHeight(flow, closing);
	if (room(flow) < height && height <= flow.next.height && !isAtTop(flow)) newSheet(flow);
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

/** 4号 — 2 —, 7 mm below the type area, one character in on the outer side. */
const numberPages = (flow: Flow) => {
	const {area} = flow;
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
