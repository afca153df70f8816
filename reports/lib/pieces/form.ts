import type {BlockOf, Entry, Tone} from '../blocks.ts';
import {type Flow, isAtTop, type Node, newSheet, nodeIn, put, putLine, type Rect, room} from '../flow.ts';
import {type Line, layOutEach} from '../lines.ts';
import {black, grey, lead, mm} from '../page.ts';
import {outline, thin} from '../rules.ts';
import {putCode} from './code.ts';

/** Ground and writing of each tone; the words beside it say the same. */
export const tones: Record<Tone, {ground: string; ink: string}> = {
	red: {ground: '#c8161d', ink: '#ffffff'},
	orange: {ground: '#f08300', ink: black},
	yellow: {ground: '#ffdc00', ink: black},
	blue: {ground: '#0068b7', ink: '#ffffff'},
	grey: {ground: '#e6e6e6', ink: black},
};

const codeSize = mm(27);
const codeGap = mm(5);
type Cell = {entry: Entry; lines: Line[]; isLabel: boolean; x: number; width: number; node: Node | undefined};
type Measures = {flow: Flow; size: number; leading: number; pad: number; left: number; width: number; label: number};

/** Rows of labelled boxes. Rows differ in their boxes, so the structure is a section of paragraphs, not a table. */
export const composeForm = (flow: Flow, {rows, beside}: BlockOf<'form'>, after: number): void => {
	const measures = measuresOf(flow, rows, beside !== null);
	const section = nodeIn(flow.root, 'Sect');
	const cells = rows.map(row => cellsOf(measures, row, section));
	const first = Math.max(beside ? codeSize + 24 : 0, Math.min(heightOfRow(measures, cells[0]!), lead * 6));
	if (room(flow) < first && !isAtTop(flow)) newSheet(flow);
	flow.y += isAtTop(flow) ? 0 : 3;
	const sheet = flow.sheets.length;
	const top = flow.y;
	cells.forEach((row, at) => {
		composeRow(measures, row, at === cells.length - 1 ? after : 0);
	});
	flow.y += measures.size * 0.5;
	if (beside) composeBeside(flow, beside, sheet, top);
};

/** What a heading must find below itself. */
export const leastForm = 4 * lead;

const measuresOf = (flow: Flow, rows: Entry[][], hasCode: boolean): Measures => {
	const size = (isCard(flow) ? 17 : 12) * flow.scale;
	const longest = Math.max(0, ...rows.flat().map(({label}) => [...label].length));
	const width = flow.area.width - (hasCode ? codeSize + codeGap : 0);
	return {
		flow,
		size,
		leading: size * 1.5,
		pad: size * 0.4,
		left: flow.area.left,
		width,
		label: (Math.min(6, longest) + 0.9) * size,
	};
};

const isCard = ({format, next}: Flow) => next.width > mm(170) && format.page.height > format.page.width;

const cellsOf = (measures: Measures, row: Entry[], section: Node): Cell[] => {
	const width = measures.width / row.length;
	return row.flatMap((entry, at) => {
		const x = measures.left + at * width;
		const label = entry.label === '' ? 0 : measures.label;
		return [
			...(label > 0 ? [cellOf(measures, entry, true, {x, width: label}, section)] : []),
			cellOf(measures, entry, false, {x: x + label, width: width - label}, section),
		];
	});
};

const cellOf = (
	{flow, size, pad}: Measures,
	entry: Entry,
	isLabel: boolean,
	at: {x: number; width: number},
	section: Node,
): Cell => {
	const text = isLabel ? entry.label : entry.text;
	const style = {size, width: at.width - 2 * pad, align: isLabel ? 'center' : 'justify', autospace: 0, maxStretch: 0.15} as const;
	const lines = layOutEach(flow.fonts, isLabel || entry.tone ? 'hei' : 'fang', text, style);
	return {entry, lines, isLabel, ...at, node: text === '' ? undefined : nodeIn(section, 'P')};
};

const heightOfRow = ({leading, pad}: Measures, cells: Cell[]) =>
	Math.max(...cells.map(({lines}) => lines.length)) * leading + 2 * pad;

/** A row goes over to the next page whole, unless it is so tall that it would leave half a page empty. */
const composeRow = (measures: Measures, cells: Cell[], after: number) => {
	const {flow, leading, pad} = measures;
	const total = Math.max(...cells.map(({lines}) => lines.length));
	const height = heightOfRow(measures, cells);
	const splits = height + after > flow.area.height || (room(flow) > flow.area.height / 2 && height > room(flow));
	if (room(flow) < height + after && !splits && !isAtTop(flow)) newSheet(flow);
	for (let from = 0; from < total; ) {
		const fitting = Math.floor((room(flow) - 2 * pad) / leading);
		if (fitting < Math.min(2, total - from) && !isAtTop(flow)) {
			newSheet(flow);
			continue;
		}
		const count = Math.min(total - from, fitting);
		const parts = cells.map(cell => ({...cell, lines: cell.lines.slice(from, from + count)}));
		putRow(measures, parts, count * leading + 2 * pad, from === 0);
		from += count;
	}
};

const putRow = (measures: Measures, cells: Cell[], height: number, isFirst: boolean) => {
	const {flow, left, width} = measures;
	const top = flow.y;
	const frame = {x: left, y: top, width, height};
	for (const cell of cells) putCell(measures, cell, {x: cell.x, y: top, width: cell.width, height}, isFirst);
	const sides = cells.slice(1).map(({x}) => ({x: x - thin / 2, y: top, width: thin, height}));
	put(flow, {kind: 'boxes', boxes: [...sides, ...outline(frame, thin * 1.5)], color: black, node: undefined});
	flow.y = top + height;
};

const putCell = ({flow, leading, pad}: Measures, {entry, lines, isLabel, node}: Cell, rect: Rect, isFirst: boolean) => {
	const tone = entry.tone && !isLabel ? tones[entry.tone] : undefined;
	if (tone) put(flow, {kind: 'boxes', boxes: [rect], color: tone.ground, node: undefined});
	if (!isLabel && entry.text === '' && !entry.pen && isFirst) putSlash(flow, rect, pad);
	flow.y = rect.y + (rect.height - lines.length * leading) / 2;
	if (node) for (const line of lines) putLine(flow, line, node, leading, rect.x + pad, tone?.ink ?? black);
};

/** A blank that is not used is struck out, so that nothing is added afterwards (documents §4.1). */
export const putSlash = (flow: Flow, {x, y, width, height}: Rect, inset: number): void => {
	const points: [number, number][] = [
		[x + inset, y + height - inset],
		[x + width - inset, y + inset],
	];
	put(flow, {kind: 'stroke', points, width: 0.6, color: grey, node: undefined});
};

const composeBeside = (flow: Flow, beside: {url: string; captions: string[]}, sheet: number, top: number) => {
	const here: Flow = {...flow, sheets: flow.sheets.slice(0, sheet)};
	putCode(here, {kind: 'qr', ...beside}, {x: flow.area.left + flow.area.width - codeSize, y: top, size: codeSize, overhang: 0});
	if (flow.sheets.length === sheet) flow.y = Math.max(flow.y, here.y + 4);
};
