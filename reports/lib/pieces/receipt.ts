import type {Field} from '../blocks.ts';
import {type Flow, isAtTop, type Node, newSheet, nodeIn, put, putLine, type Rect, room} from '../flow.ts';
import type {Role} from '../fonts.ts';
import {type Line, layOutEach} from '../lines.ts';
import {black, lead} from '../page.ts';
import {outline} from '../rules.ts';

const leading = 15;
const least = 25;
const pad = 4;
const labelWidth = 74;

type Cell = {lines: Line[]; x: number; width: number};

/** 签收栏: boxes to fill in by hand. Its rows differ in columns, so its structure is a section of paragraphs, not a table. */
export const composeReceipt = (flow: Flow, rows: Field[][]): void => {
	if (room(flow) < totalOf(heightsOf(flow, rows)) + 6 && !isAtTop(flow)) newSheet(flow);
	flow.y += 6;
	putFields(flow, rows, nodeIn(flow.root, 'Sect'));
	flow.y += lead * 0.2;
};

/** Of boxes with short texts: each row is one line. */
export const heightOfFields = (rows: Field[][]): number => rows.length * least;

/** Without a section they are an artifact of the page. */
export const putFields = (flow: Flow, rows: Field[][], section: Node | undefined): void => {
	const heights = heightsOf(flow, rows);
	const frame = {x: flow.area.left, y: flow.y, width: flow.area.width, height: totalOf(heights)};
	const rules = rows.flatMap((row, at) => putRow(flow, cellsOf(flow, row), heights[at]!, section));
	put(flow, {kind: 'boxes', boxes: [...rules, ...outline(frame, 1)], color: black, node: undefined});
};

const heightsOf = (flow: Flow, rows: Field[][]) =>
	rows.map(row => Math.max(least, Math.max(...cellsOf(flow, row).map(cell => cell.lines.length)) * leading + 2 * pad));

const totalOf = (heights: number[]) => heights.reduce((sum, each) => sum + each, 0);

const cellsOf = (flow: Flow, row: Field[]): Cell[] => {
	const width = flow.area.width / row.length;
	return row.flatMap((field, at) => {
		const x = flow.area.left + at * width;
		const blank = {x: x + labelWidth, width: width - labelWidth};
		return [
			{lines: setIn(flow, 'hei', field.label, labelWidth, 'center'), x, width: labelWidth},
			{lines: setIn(flow, 'fang', field.blank, blank.width, 'left'), ...blank},
		];
	});
};

const setIn = (flow: Flow, role: Role, text: string, width: number, align: 'left' | 'center') =>
	layOutEach(flow.fonts, role, text, {size: role === 'hei' ? 10.5 : 11, width: width - 2 * pad, align, autospace: 0});

/** Returns the thin rules at the left of each cell and below the row. */
const putRow = (flow: Flow, row: Cell[], height: number, section: Node | undefined): Rect[] => {
	const top = flow.y;
	for (const cell of row) {
		const node = section && nodeIn(section, 'P');
		flow.y = top + (height - cell.lines.length * leading) / 2;
		for (const line of cell.lines) putLine(flow, line, node, leading, cell.x + pad);
	}
	flow.y = top + height;
	const sides = row.map(cell => ({x: cell.x - 0.25, y: top, width: 0.5, height}));
	return [...sides, {x: flow.area.left, y: flow.y - 0.25, width: flow.area.width, height: 0.5}];
};
