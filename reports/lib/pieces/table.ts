import type {BlockOf, Column, Row} from '../blocks.ts';
import {type Flow, isAtTop, type Node, newSheet, nodeIn, put, putLine, type Rect, room, snap} from '../flow.ts';
import type {Role} from '../fonts.ts';
import {type Line, layOutEach, type Style} from '../lines.ts';
import {black, lead} from '../page.ts';
import {outline, thin} from '../rules.ts';

/** Measures that follow from the size of the characters. */
type Type = {size: number; leading: number; padX: number; padY: number};
/** A table under way: `top`, `rules` and `across` belong to the part on the current page. */
type Grid = {
	flow: Flow;
	type: Type;
	columns: Column[];
	lefts: number[];
	widths: number[];
	node: Node;
	head: Line[][];
	headHeight: number;
	top: number;
	rules: number[];
	/** Top and bottom of rows without columns. */
	across: [number, number][];
};
type Table = BlockOf<'table'>;

/** Head and rows; the head comes again on each page. `after` is kept with the last row. */
export const composeTable = (flow: Flow, block: Table, after: number): void => {
	const grid = gridOf(flow, block);
	if (room(flow) < grid.headHeight + 3 * grid.type.leading && !isAtTop(flow)) newSheet(flow);
	flow.y += isAtTop(flow) ? 0 : 2;
	begin(grid, nodeIn(grid.node, 'TR'));
	block.rows.forEach((row, at) => {
		composeRow(grid, row, at === block.rows.length - 1 ? after : keptBy(grid, block.rows, at));
	});
	finish(grid);
	flow.y += lead * 0.3;
	snap(flow);
};

/** A row that heads others stays with the next one. */
const keptBy = (grid: Grid, rows: Row[], at: number) => (isHeading(rows[at]!) ? 2 * grid.type.leading + 2 * grid.type.padY : 0);

const isHeading = (row: Row) => 'across' in row && !row.plain;

/** What a heading must find below itself. */
export const leastTable = (flow: Flow, block: Table): number => {
	const grid = gridOf(flow, block);
	const first = block.rows[0] ? heightOfRow(grid, cellsOf(grid, block.rows[0], 'fang')) : 0;
	return 2 + lead + grid.headHeight + Math.min(first, bearable(flow));
};

/** A row is cut only when moving it whole would leave more than this empty. */
const bearable = (flow: Flow) => flow.area.height / 3;

const gridOf = (flow: Flow, {columns, size}: Table): Grid => {
	const type = {size, leading: size * 1.46, padX: size * 0.28, padY: size * 0.4};
	const widths = widthsOf(flow, columns, size);
	const lefts = widths.map((_, at) => flow.area.left + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
	const empty = {head: [], headHeight: 0, top: 0, rules: [], across: []};
	const grid: Grid = {flow, type, columns, lefts, widths, node: nodeIn(flow.root, 'Table'), ...empty};
	const heads = columns.map(column => column.head);
	const head = cellsOf(grid, heads, 'hei').map((lines, at) => centred(lines, widths[at]! - 2 * type.padX));
	return {...grid, head, headHeight: heightOfRow(grid, head) + 2};
};

const widthsOf = ({area}: Flow, columns: Column[], size: number): number[] => {
	const asked = columns.map(column => column.width * size);
	const rest = area.width - asked.reduce((sum, width) => sum + width, 0);
	const open = columns.filter(column => column.width === 0).length;
	if (open > 0) return asked.map(width => width || Math.max(rest / open, 4 * size));
	return asked.map(width => width * (area.width / (area.width - rest)));
};

const centred = (lines: Line[], width: number) => lines.map(line => ({...line, x: (width - line.width) / 2}));

const cellsOf = (grid: Grid, row: Row, role: Role): Line[][] => {
	const {flow, type, columns, widths} = grid;
	const set = (text: string, width: number, align: NonNullable<Style['align']>, of: Role) =>
		layOutEach(flow.fonts, of, text, {size: type.size, width: width - 2 * type.padX, align, autospace: 0, maxStretch: 0.12});
	if ('across' in row) return [set(row.across, flow.area.width, 'left', row.plain ? 'fang' : 'hei')];
	return row.map((text, at) => set(text, widths[at]!, columns[at]!.align === 'center' ? 'center' : 'justify', role));
};

const heightOfRow = ({type}: Grid, cells: Line[][]) =>
	Math.max(...cells.map(({length}) => length)) * type.leading + 2 * type.padY;

/** The first head is part of the structure; a repeated one is an artifact of the page. */
const begin = (grid: Grid, row?: Node) => {
	grid.top = grid.flow.y;
	grid.rules = [];
	grid.across = [];
	const nodes = grid.columns.map(() => row && nodeIn(row, 'TH', {scope: 'Column'}));
	putCells(grid, grid.head, nodes, grid.headHeight);
};

const finish = (grid: Grid) => {
	const {flow, lefts, top, rules} = grid;
	const frame = {x: flow.area.left, y: top, width: flow.area.width, height: flow.y - top};
	const lines = rules.slice(0, -1).map(y => ({x: frame.x, y: y - thin / 2, width: frame.width, height: thin}));
	const columns = lefts.slice(1).flatMap(x => columnAt(grid, x));
	put(flow, {kind: 'boxes', boxes: [...lines, ...columns, ...outline(frame, 1)], color: black, node: undefined});
};

/** A rule between columns, broken where a row goes across. */
const columnAt = ({flow, top, across}: Grid, x: number): Rect[] => {
	const edges = [top, ...across.flat(), flow.y];
	const parts = Array.from({length: edges.length / 2}, (_, at) => [edges[2 * at]!, edges[2 * at + 1]!] as const);
	return parts
		.filter(([from, to]) => to > from)
		.map(([from, to]) => ({x: x - thin / 2, y: from, width: thin, height: to - from}));
};

const turnPage = (grid: Grid) => {
	finish(grid);
	newSheet(grid.flow);
	begin(grid);
};

const composeRow = (grid: Grid, cells: Row, after: number) => {
	const {flow} = grid;
	const lines = cellsOf(grid, cells, 'fang');
	const height = heightOfRow(grid, lines);
	const row = nodeIn(grid.node, 'TR');
	const options = 'across' in cells ? {colSpan: grid.columns.length} : {};
	const nodes = lines.map(() => nodeIn(row, 'TD', options));
	const needed = height + after;
	const fresh = flow.next.height - grid.headHeight;
	const whole = needed <= fresh && (room(flow) < bearable(flow) || room(flow) >= height);
	if (room(flow) < needed && whole && grid.rules.length > 1) turnPage(grid);
	if (room(flow) < height) putInParts(grid, lines, nodes);
	else {
		if ('across' in cells) grid.across.push([flow.y, flow.y + height]);
		putCells(grid, lines, nodes, height);
	}
};

const putCells = (grid: Grid, cells: Line[][], nodes: (Node | undefined)[], height: number) => {
	const top = grid.flow.y;
	cells.forEach((lines, at) => {
		putCell(grid, at, lines, nodes[at], top + (height - lines.length * grid.type.leading) / 2);
	});
	grid.flow.y = top + height;
	grid.rules.push(grid.flow.y);
};

const putCell = ({flow, type, lefts}: Grid, at: number, lines: Line[], node: Node | undefined, top: number) => {
	flow.y = top;
	for (const line of lines) putLine(flow, line, node, type.leading, lefts[at]! + type.padX);
};

/** A row taller than the page goes on below the next head; its cells stay the same cells of the structure. */
const putInParts = (grid: Grid, cells: Line[][], nodes: Node[]) => {
	const {flow, type} = grid;
	const total = Math.max(...cells.map(lines => lines.length));
	for (let from = 0; from < total; ) {
		const fitting = Math.floor((room(flow) - 2 * type.padY) / type.leading);
		const count = Math.min(total - from, fitting);
		if (count < Math.min(3, total - from) && grid.rules.length + from > 1) {
			turnPage(grid);
			continue;
		}
		const top = flow.y;
		const parts = cells.map(lines => lines.slice(from, from + count));
		parts.forEach((part, at) => {
			putCell(grid, at, part, nodes[at], top + type.padY);
		});
		flow.y = top + count * type.leading + 2 * type.padY;
		grid.rules.push(flow.y);
		from += count;
		if (from < total) turnPage(grid);
	}
};
