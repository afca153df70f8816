import type {BlockOf, Column} from './blocks.ts';
import {type Flow, isAtTop, type Node, newSheet, nodeIn, put, putLine, room, snap} from './flow.ts';
import type {Role} from './fonts.ts';
import {type Line, layOutEach, type Style} from './lines.ts';
import {area, black, lead} from './page.ts';
import {framed} from './rules.ts';

const size = 10;
const leading = 14.6;
const pad = {x: 2.8, y: 4};
const headHeight = leading + 2 * pad.y + 2;
/** A row is cut only when moving it whole would leave more than this empty. */
const bearable = area.height / 3;

/** A table under way: `top` and `rules` belong to the part on the current page. */
type Grid = {
	flow: Flow;
	columns: Column[];
	lefts: number[];
	widths: number[];
	node: Node;
	head: Line[][];
	top: number;
	rules: number[];
};

/** Head and rows; the head comes again on each page. `after` is kept with the last row. */
export const composeTable = (flow: Flow, {columns, rows}: BlockOf<'table'>, after: number): void => {
	const grid = gridOf(flow, columns);
	if (room(flow) < grid.head.length + headHeight + 3 * leading && !isAtTop(flow)) newSheet(flow);
	flow.y += isAtTop(flow) ? 0 : 2;
	begin(grid, nodeIn(grid.node, 'TR'));
	rows.forEach((cells, at) => {
		composeRow(grid, cells, at === rows.length - 1 ? after : 0);
	});
	finish(grid);
	flow.y += lead * 0.3;
	snap(flow);
};

/** What a heading must find below itself. */
export const leastTable = (flow: Flow, {columns, rows}: BlockOf<'table'>): number => {
	const grid = gridOf(flow, columns);
	const first = rows[0] ? heightOfRow(cellsOf(grid, rows[0], 'fang')) : 0;
	return 2 + lead + headHeight + Math.min(first, bearable);
};

const gridOf = (flow: Flow, columns: Column[]): Grid => {
	const widths = widthsOf(columns);
	const lefts = widths.map((_, at) => area.left + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
	const grid: Grid = {flow, columns, lefts, widths, node: nodeIn(flow.root, 'Table'), head: [], top: 0, rules: []};
	const heads = columns.map(column => column.head);
	return {...grid, head: cellsOf(grid, heads, 'hei').map((lines, at) => centred(lines, widths[at]! - 2 * pad.x))};
};

const widthsOf = (columns: Column[]): number[] => {
	const asked = columns.map(column => column.width * size);
	const rest = area.width - asked.reduce((sum, width) => sum + width, 0);
	const open = columns.filter(column => column.width === 0).length;
	if (open > 0) return asked.map(width => width || Math.max(rest / open, 4 * size));
	return asked.map(width => width * (area.width / (area.width - rest)));
};

const centred = (lines: Line[], width: number) => lines.map(line => ({...line, x: (width - line.width) / 2}));

const cellsOf = (grid: Grid, cells: string[], role: Role): Line[][] =>
	cells.map((text, at) => {
		const align = grid.columns[at]!.align === 'center' ? 'center' : 'justify';
		const style: Style = {size, width: grid.widths[at]! - 2 * pad.x, align, autospace: 0, maxStretch: 0.12};
		return layOutEach(grid.flow.fonts, role, text, style);
	});

const heightOfRow = (cells: Line[][]) => Math.max(...cells.map(lines => lines.length)) * leading + 2 * pad.y;

/** The first head is part of the structure; a repeated one is an artifact of the page. */
const begin = (grid: Grid, row?: Node) => {
	grid.top = grid.flow.y;
	grid.rules = [];
	const nodes = grid.columns.map(() => row && nodeIn(row, 'TH', {scope: 'Column'}));
	putCells(grid, grid.head, nodes, Math.max(headHeight, heightOfRow(grid.head)));
};

const finish = ({flow, lefts, top, rules}: Grid) => {
	const rect = {x: area.left, y: top, width: area.width, height: flow.y - top};
	put(flow, {kind: 'boxes', boxes: framed(rect, lefts.slice(1), rules.slice(0, -1)), color: black, node: undefined});
};

const turnPage = (grid: Grid) => {
	finish(grid);
	newSheet(grid.flow);
	begin(grid);
};

const composeRow = (grid: Grid, cells: string[], after: number) => {
	const lines = cellsOf(grid, cells, 'fang');
	const height = heightOfRow(lines);
	const row = nodeIn(grid.node, 'TR');
	const nodes = lines.map(() => nodeIn(row, 'TD'));
	const needed = height + after;
	const fresh = area.height - headHeight;
	const whole = needed <= fresh && (room(grid.flow) < bearable || room(grid.flow) >= height);
	if (room(grid.flow) < needed && whole && grid.rules.length > 1) turnPage(grid);
	if (room(grid.flow) >= height) putCells(grid, lines, nodes, height);
	else putInParts(grid, lines, nodes);
};

const putCells = (grid: Grid, cells: Line[][], nodes: (Node | undefined)[], height: number) => {
	const top = grid.flow.y;
	cells.forEach((lines, at) => {
		putCell(grid, at, lines, nodes[at], top + (height - lines.length * leading) / 2);
	});
	grid.flow.y = top + height;
	grid.rules.push(grid.flow.y);
};

const putCell = (grid: Grid, at: number, lines: Line[], node: Node | undefined, top: number) => {
	grid.flow.y = top;
	for (const line of lines) putLine(grid.flow, line, node, leading, grid.lefts[at]! + pad.x);
};

/** A row taller than the page goes on below the next head; its cells stay the same cells of the structure. */
const putInParts = (grid: Grid, cells: Line[][], nodes: Node[]) => {
	const total = Math.max(...cells.map(lines => lines.length));
	for (let from = 0; from < total; ) {
		const fitting = Math.floor((room(grid.flow) - 2 * pad.y) / leading);
		const count = Math.min(total - from, fitting);
		if (count < Math.min(3, total - from)) {
			turnPage(grid);
			continue;
		}
		const top = grid.flow.y;
		const parts = cells.map(lines => lines.slice(from, from + count));
		parts.forEach((part, at) => {
			putCell(grid, at, part, nodes[at], top + pad.y);
		});
		grid.flow.y = top + count * leading + 2 * pad.y;
		grid.rules.push(grid.flow.y);
		from += count;
		if (from < total) turnPage(grid);
	}
};
