import type {Field} from './blocks.ts';
import {type Flow, isAtTop, type Node, newSheet, nodeIn, put, putLine, type Rect, room} from './flow.ts';
import type {Role} from './fonts.ts';
import {type Line, layOutEach} from './lines.ts';
import {area, black, lead} from './page.ts';
import {outline} from './rules.ts';

const leading = 15;
const least = 25;
const pad = 4;
const labelWidth = 74;

type Cell = {lines: Line[]; x: number; width: number};

/** 签收栏: boxes to fill in by hand. Its rows differ in columns, so its structure is a section of paragraphs, not a table. */
export const composeReceipt = (flow: Flow, rows: Field[][]): void => {
	const cells = rows.map(row => cellsOf(flow, row));
	const heights = cells.map(row => Math.max(least, Math.max(...row.map(cell => cell.lines.length)) * leading + 2 * pad));
	const height = heights.reduce((sum, each) => sum + each, 0);
	if (room(flow) < height + 6 && !isAtTop(flow)) newSheet(flow);
	flow.y += 6;
	const frame = {x: area.left, y: flow.y, width: area.width, height};
	const node = nodeIn(flow.root, 'Sect');
	const rules = cells.flatMap((row, at) => putRow(flow, row, heights[at]!, node));
	put(flow, {kind: 'boxes', boxes: [...rules, ...outline(frame, 1)], color: black, node: undefined});
	flow.y += lead * 0.2;
};

const cellsOf = (flow: Flow, row: Field[]): Cell[] => {
	const width = area.width / row.length;
	return row.flatMap((field, at) => {
		const x = area.left + at * width;
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
const putRow = (flow: Flow, row: Cell[], height: number, section: Node): Rect[] => {
	const top = flow.y;
	for (const cell of row) {
		const node = nodeIn(section, 'P');
		flow.y = top + (height - cell.lines.length * leading) / 2;
		for (const line of cell.lines) putLine(flow, line, node, leading, cell.x + pad);
	}
	flow.y = top + height;
	const sides = row.map(cell => ({x: cell.x - 0.25, y: top, width: 0.5, height}));
	return [...sides, {x: area.left, y: flow.y - 0.25, width: area.width, height: 0.5}];
};
