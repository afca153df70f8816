import type {Fonts, Role} from './fonts.ts';
import {type Line, layOut, type Run, type Style} from './lines.ts';
import {type Area, baseline, black, bodySize, type Format, lead, tracking} from './page.ts';

/** An element of the tagged structure (PDF/UA): drawn marks that name none are artifacts. */
export type Node = {tag: string; options: NodeOptions; parent: Node | undefined};
export type NodeOptions = {
	alt?: string;
	bbox?: [number, number, number, number];
	placement?: string;
	scope?: string;
	colSpan?: number;
};
export type Rect = {x: number; y: number; width: number; height: number};
export type Point = [x: number, y: number];
/** Something to draw: a line of text on its baseline, filled rectangles, a stroke through points, or a photo. */
export type Mark =
	| {kind: 'line'; line: Line; x: number; y: number; color: string; turn?: number; node: Node | undefined}
	| {kind: 'boxes'; boxes: Rect[]; color: string; node: Node | undefined}
	| {kind: 'stroke'; points: Point[]; width: number; color: string; dash?: number; node: Node | undefined}
	| ({kind: 'image'; sha256: string; node: Node | undefined} & Rect);
export type Sheet = {marks: Mark[]; format: Format};
/** Where the composition has got to. Only functions of this folder change it. */
export type Flow = {
	fonts: Fonts;
	photos: ReadonlyMap<string, Buffer>;
	/** Words across every page, such as 演示; empty for none. */
	stamp: string;
	root: Node;
	sheets: Sheet[];
	y: number;
	format: Format;
	/** What text may fill on the present sheet, and on those to come: less where something stands on every page. */
	area: Area;
	next: Area;
	/** A letter (信函格式) carries no number on its first page. */
	letter: boolean;
	/** What forms and cards of one page shrink by until they fit; 1 otherwise. */
	scale: number;
	/** Begins every page after the first (续页). */
	continued: ((flow: Flow) => void) | undefined;
};

export const newSheet = (flow: Flow): void => {
	flow.sheets.push({marks: [], format: flow.format});
	flow.area = flow.next;
	flow.y = flow.area.top;
	if (flow.stamp) putStamp(flow);
	if (flow.sheets.length > 1) flow.continued?.(flow);
};

/** Pale and beneath the text, so that every word stays legible. */
const putStamp = (flow: Flow) => {
	const {page} = flow.format;
	const size = Math.min(170, 520 / [...flow.stamp].length);
	const [line] = layOut(flow.fonts, [{role: 'title', text: flow.stamp}], {size, width: page.width * 2, align: 'left'});
	const turn = Math.PI / 4;
	const [along, across] = [line!.width / 2, size * 0.36];
	const x = page.width / 2 - along * Math.cos(turn) + across * Math.sin(turn);
	const y = page.height / 2 + along * Math.sin(turn) + across * Math.cos(turn);
	put(flow, {kind: 'line', line: line!, x, y, color: '#f5e3e3', turn, node: undefined});
};

export const put = (flow: Flow, mark: Mark): void => {
	flow.sheets.at(-1)!.marks.push(mark);
};

/** Height left in the type area; a hair is forgiven. */
export const room = (flow: Flow): number => flow.area.bottom - flow.y + 0.5;
export const isAtTop = (flow: Flow): boolean => flow.y <= flow.area.top;

export const nodeIn = (parent: Node, tag: string, options: NodeOptions = {}): Node => ({tag, options, parent});

/** Back to the grid of 22 lines. */
export const snap = (flow: Flow): void => {
	flow.y = flow.area.top + Math.ceil((flow.y - flow.area.top) / lead - 0.02) * lead;
};

/** Lines of 3号 text across the type area. */
export const bodyLines = (flow: Flow, runs: Run[], style: Partial<Style> = {}): Line[] =>
	layOut(flow.fonts, runs, {size: bodySize, width: flow.area.width, tracking, ...style});

/** One line whose box begins at the flow's height; the flow moves on. */
export const putLine = (
	flow: Flow,
	line: Line,
	node: Node | undefined,
	leading = lead,
	x = flow.area.left,
	color = black,
): void => {
	put(flow, {kind: 'line', line, x, y: baseline(flow.y, leading, line.size), color, node});
	flow.y += leading;
};

/** The height that `compose` would take on an empty page, or Infinity. Nothing is drawn. */
export const heightOf = (flow: Flow, compose: (trial: Flow) => void): number => {
	const area = flow.next;
	const trial: Flow = {...flow, sheets: [{marks: [], format: flow.format}], area, y: area.top};
	compose(trial);
	return trial.sheets.length > 1 ? Number.POSITIVE_INFINITY : trial.y - area.top;
};

export const oneLine = (flow: Flow, role: Role, text: string, style: Style): Line =>
	layOut(flow.fonts, [{role, text}], {align: 'left', ...style})[0]!;
