import type {BlockOf} from '../blocks.ts';
import {type Flow, isAtTop, newSheet, nodeIn, putLine, room} from '../flow.ts';
import {layOut} from '../lines.ts';
import {bodySize, indent, lead, tracking} from '../page.ts';
import {enclosureLines, enclosureMark} from '../reading.ts';
import {composeTitle} from './letterhead.ts';

/** 附件说明: one line below the text, two characters in; a title of several lines stands below its own beginning. */
export const composeEnclosures = (flow: Flow, {titles}: BlockOf<'enclosures'>, after: number): void => {
	const list = nodeIn(flow.root, 'P');
	const lines = enclosureLines(titles);
	const deep = 3 * (bodySize + tracking);
	const wide = titles.length > 1 ? bodySize * 1.2 : 0;
	flow.y += isAtTop(flow) ? 0 : lead;
	lines.forEach(({mark, text}, at) => {
		const left = indent + deep + wide;
		const set = layOut(flow.fonts, [{role: 'fang', text}], {size: bodySize, width: flow.area.width - left, tracking});
		const needed = set.length * lead + (at === lines.length - 1 ? after : 0);
		if (room(flow) < Math.min(needed, flow.next.height) && !isAtTop(flow)) newSheet(flow);
		const width = at === 0 ? deep + wide + 4 : wide + 4;
		const head = layOut(flow.fonts, [{role: 'fang', text: mark}], {
			size: bodySize,
			width,
			align: 'left',
			tracking,
			autospace: 0,
		})[0]!;
		if (room(flow) < lead) newSheet(flow);
		const top = flow.y;
		putLine(flow, head, list, lead, flow.area.left + indent + (at === 0 ? 0 : deep));
		flow.y = top;
		for (const line of set) {
			if (room(flow) < lead) newSheet(flow);
			putLine(flow, line, list, lead, flow.area.left + left);
		}
	});
};

/** 附件 in black type at the upper left corner, its title in the middle of the third line (GB/T 9704-2012 §7.3.10). */
export const composeEnclosure = (flow: Flow, {number, text}: BlockOf<'enclosure'>): void => {
	if (!isAtTop(flow)) newSheet(flow);
	const style = {size: bodySize, width: flow.area.width, align: 'left'} as const;
	const [mark] = layOut(flow.fonts, [{role: 'hei', text: enclosureMark(number)}], style);
	putLine(flow, mark!, nodeIn(flow.root, 'P'));
	flow.y += lead * 0.7;
	composeTitle(flow, text, 'H2');
};
