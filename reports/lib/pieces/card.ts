import type {BlockOf, Label} from '../blocks.ts';
import {type Flow, newSheet, nodeIn, put, putLine, type Rect, room} from '../flow.ts';
import {layOut, layOutEach} from '../lines.ts';
import {black, grey, mm} from '../page.ts';
import {putCode} from './code.ts';
import {tones} from './form.ts';

/** The coloured head of a card: its title, and the level in words. */
export const composeBanner = (flow: Flow, {title, word, tone}: BlockOf<'banner'>): void => {
	const {ground, ink} = tones[tone];
	const {left, width} = flow.area;
	const set = (role: 'title' | 'hei', text: string, size: number) =>
		layOut(flow.fonts, [{role, text}], {size: size * flow.scale, width: width - 24, align: 'center', tracking: size * 0.08});
	const [heading, level] = [set('title', title, 40), set('hei', word, 26)];
	const [large, small] = [56 * flow.scale, 38 * flow.scale];
	const height = heading.length * large + level.length * small + 24 * flow.scale;
	put(flow, {kind: 'boxes', boxes: [{x: left, y: flow.y, width, height}], color: ground, node: undefined});
	const bottom = flow.y + height;
	flow.y += 10 * flow.scale;
	const [top, below] = [nodeIn(flow.root, 'H1'), nodeIn(flow.root, 'P')];
	for (const line of heading) putLine(flow, line, top, large, left + 12, ink);
	for (const line of level) putLine(flow, line, below, small, left + 12, ink);
	flow.y = bottom + 8 * flow.scale;
};

const across = 3;
const cell = {width: mm(64), height: mm(46)};
const code = mm(27);
const pad = mm(4);

/** Three across and six down, with the number below each code and lines to cut along. */
export const composeLabels = (flow: Flow, {labels}: BlockOf<'labels'>): void => {
	const left = flow.area.left;
	labels.forEach((label, at) => {
		if (at % across === 0 && at > 0) flow.y += cell.height;
		if (at % across === 0 && room(flow) < cell.height) newSheet(flow);
		const top = flow.y;
		putLabel(flow, label, {x: left + (at % across) * cell.width, y: top, ...cell});
		flow.y = top;
	});
	flow.y += labels.length > 0 ? cell.height : 0;
};

const putLabel = (flow: Flow, {code: number, name, note, url}: Label, {x, y, width, height}: Rect) => {
	const corners: [number, number][] = [
		[x, y],
		[x + width, y],
		[x + width, y + height],
		[x, y + height],
		[x, y],
	];
	put(flow, {kind: 'stroke', points: corners, width: 0.3, color: grey, dash: 2, node: undefined});
	putCode(flow, {kind: 'qr', url, captions: []}, {x: x + pad, y: y + pad, size: code});
	const style = {size: 11, width: code + 2 * mm(3), align: 'center', autospace: 0} as const;
	flow.y += 1;
	const node = nodeIn(flow.root, 'P');
	for (const line of layOutEach(flow.fonts, 'hei', number, style)) putLine(flow, line, node, 14, x + pad - mm(3));
	putNames(flow, name, note, {
		x: x + pad + code + mm(4),
		y: y + pad,
		width: width - code - 2 * pad - mm(3),
		height: height - 2 * pad,
	});
};

/** As large as both names allow: a label has no second page. */
const putNames = (flow: Flow, name: string, note: string, {x, y, width, height}: Rect) => {
	const set = (size: number) => {
		const style = {size, width, align: 'left', autospace: 0} as const;
		return {size, name: layOutEach(flow.fonts, 'hei', name, style), note: layOutEach(flow.fonts, 'song', note, style)};
	};
	const sizes = [10, 9, 8, 7, 6, 5, 4].map(set);
	const fits = ({size, name: a, note: b}: ReturnType<typeof set>) => (a.length + b.length) * size * 1.3 + 4 <= height;
	const chosen = sizes.find(fits) ?? sizes.at(-1)!;
	flow.y = y;
	const [first, second] = [nodeIn(flow.root, 'P'), nodeIn(flow.root, 'P')];
	for (const line of chosen.name) putLine(flow, line, first, chosen.size * 1.3, x, black);
	flow.y += 4;
	for (const line of chosen.note) putLine(flow, line, second, chosen.size * 1.3, x, black);
};
