import type {BlockOf} from '../blocks.ts';
import {bodyLines, type Flow, isAtTop, newSheet, nodeIn, putLine, room} from '../flow.ts';
import {layOut, type Run} from '../lines.ts';
import {lead} from '../page.ts';
import {copiesLine} from '../reading.ts';

/** `after` is kept with the last lines: two of them go over to the next page, one at least stays. */
export const composeText = (flow: Flow, tag: string, runs: Run[], indented: number, after: number): void => {
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
	const fresh = Math.floor(flow.next.height / lead + 0.02);
	return count <= here ? room(flow) - count * lead : flow.next.height - (((count - here - 1) % fresh) + 1) * lead + 0.5;
};

/** Small print in 小五; smaller where the sheet is landscape, beside the small type of its table. */
export const composeNote = (flow: Flow, {text}: BlockOf<'note'>, after: number): void => {
	const isWide = flow.format.page.width > flow.format.page.height;
	const size = isWide ? 8 : 9 * Math.max(1, flow.scale);
	const leading = size * 1.5;
	const lines = layOut(flow.fonts, [{role: 'fang', text}], {size, width: flow.area.width});
	const node = nodeIn(flow.root, 'P');
	lines.forEach((line, at) => {
		const needed = leading + (at === lines.length - 1 ? after : 0);
		if (room(flow) < Math.min(needed, flow.next.height) && !isAtTop(flow)) newSheet(flow);
		putLine(flow, line, node, leading);
	});
};

/** 抄送: 4号, one character in from both sides, the last line of the type area. A letter has no rules around it. */
export const composeCopies = (flow: Flow, {text}: BlockOf<'copies'>): void => {
	const size = 14;
	const leading = 20;
	const {area} = flow;
	const lines = layOut(flow.fonts, [{role: 'fang', text: copiesLine(text)}], {size, width: area.width - 2 * size});
	const height = lines.length * leading;
	if (room(flow) < height) newSheet(flow);
	const bottom = flow.y + height;
	const node = nodeIn(flow.root, 'P');
	flow.y = flow.area.bottom - height;
	for (const line of lines) putLine(flow, line, node, leading, area.left + size);
	flow.y = bottom;
};
