import type {BlockOf, BoxPart} from '../blocks.ts';
import {type Flow, type Node, newSheet, nodeIn, put, putLine, room} from '../flow.ts';
import {type Line, layOutEach} from '../lines.ts';
import {black} from '../page.ts';
import {outline} from '../rules.ts';
import {putSlash} from './form.ts';

const size = 12;
const leading = 20;
const pad = 7;

type Set = {lines: Line[]; tag: string; heads?: boolean};

/** A frame of text that goes on from page to page (续页); what the last one leaves empty is struck out. */
export const composeBox = (flow: Flow, {label, parts}: BlockOf<'box'>): void => {
	const texts: Set[] = [{lines: linesOf(flow, {text: label, heading: true}), tag: 'H2'}, ...parts.map(part => setOf(flow, part))];
	if (room(flow) < 4 * leading) newSheet(flow);
	let top = flow.y;
	flow.y += pad;
	for (const {lines, tag, heads} of texts) {
		const node = nodeIn(flow.root, tag);
		if (heads && room(flow) < 3 * leading + pad) top = turnPage(flow, top);
		for (const line of lines) {
			if (room(flow) < leading + pad) top = turnPage(flow, top);
			putBoxed(flow, line, node);
		}
	}
	finish(flow, top);
};

const setOf = (flow: Flow, part: BoxPart): Set => ({lines: linesOf(flow, part), tag: 'P', heads: part.heading === true});

const linesOf = (flow: Flow, {heading, text}: BoxPart) => {
	const style = {size, width: flow.area.width - 2 * pad, indent: heading ? 0 : 2 * size, autospace: 0.125};
	return layOutEach(flow.fonts, heading ? 'hei' : 'fang', text, style);
};

const putBoxed = (flow: Flow, line: Line, node: Node) => putLine(flow, line, node, leading, flow.area.left + pad);

const turnPage = (flow: Flow, top: number) => {
	putFrame(flow, top);
	newSheet(flow);
	const next = flow.y;
	flow.y += pad;
	return next;
};

const putFrame = (flow: Flow, top: number) => {
	const frame = {x: flow.area.left, y: top, width: flow.area.width, height: flow.area.bottom - top};
	put(flow, {kind: 'boxes', boxes: outline(frame, 0.75), color: black, node: undefined});
};

const finish = (flow: Flow, top: number) => {
	const {area} = flow;
	putFrame(flow, top);
	const height = area.bottom - flow.y;
	if (height > 1.5 * leading) putSlash(flow, {x: area.left, y: flow.y, width: area.width, height}, pad);
	flow.y = area.bottom;
};
