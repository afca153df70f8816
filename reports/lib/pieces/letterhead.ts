import {normal, noStart} from '../clusters.ts';
import {bodyLines, type Flow, nodeIn, put, putLine} from '../flow.ts';
import {widthOf} from '../fonts.ts';
import {type Line, layOut} from '../lines.ts';
import {baseline, black, bodySize, lead, mm, page, red} from '../page.ts';

const ruleLeft = (page.width - mm(170)) / 2;

/** 信函格式 (GB/T 9704-2012 §10.1): the mark 30 mm from the top, red double rules of 170 mm below it and 20 mm from the foot. */
export const composeOrganisation = (flow: Flow, text: string): void => {
	if ([...text].length > 20) composeLongOrganisation(flow, text);
	else composeMark(flow, text);
};

const composeMark = (flow: Flow, text: string) => {
	const count = [...text].length;
	const size = Math.max(20, Math.min(42, mm(150) / (count * 1.06)));
	const wide = Math.min(mm(150), count * size * 1.22);
	const tracking = count > 1 ? (wide - widthOf(flow.fonts, 'title', size, text)) / (count - 1) : 0;
	const [line] = layOut(flow.fonts, [{role: 'title', text}], {size, width: page.width, align: 'left', tracking});
	const x = (page.width - (line!.width - tracking)) / 2;
	put(flow, {kind: 'line', line: line!, x, y: mm(30) + size * 0.9, color: red, node: nodeIn(flow.root, 'P')});
	flow.y = mm(30) + size * 1.02 + mm(4);
	putRules(flow, flow.y, [0.75, 0.25]);
	putRules(flow, page.height - mm(20) - mm(1.6), [0.25, 0.75]);
	flow.y += mm(1.6);
};

/** A mark of several lines, smaller: no office is called so, but no name may be lost. */
const composeLongOrganisation = (flow: Flow, text: string) => {
	const node = nodeIn(flow.root, 'P');
	const style = {size: 20, width: flow.area.width, align: 'center'} as const;
	flow.y = mm(30);
	for (const line of layOut(flow.fonts, [{role: 'title', text}], style)) putLine(flow, line, node, 26, flow.area.left, red);
	putRules(flow, flow.y + mm(3), [0.75, 0.25]);
	putRules(flow, page.height - mm(20) - mm(1.6), [0.25, 0.75]);
	flow.y += mm(4.6);
};

const putRules = (flow: Flow, y: number, [first, second]: [number, number]) => {
	const rule = (top: number, height: number) => ({x: ruleLeft, y: top, width: mm(170), height: mm(height)});
	const boxes = [rule(y, first), rule(y + mm(first + 0.6), second)];
	put(flow, {kind: 'boxes', boxes, color: red, node: undefined});
};

/** 文号: at the right, one line below the upper rule; without a letterhead it stands above the title. */
export const composeNumber = (flow: Flow, text: string): void => {
	const lines = bodyLines(flow, [{role: 'fang', text}], {align: 'right', tracking: 0});
	const node = nodeIn(flow.root, 'P');
	flow.y += flow.letter ? bodySize * 0.875 : 0;
	for (const line of lines) {
		put(flow, {kind: 'line', line, x: flow.area.left, y: baseline(flow.y, bodySize, bodySize), color: black, node});
		flow.y += bodySize * 1.3;
	}
};

/** 2号, two lines below what is above it, one line above the text, which begins on the grid. */
export const composeTitle = (flow: Flow, text: string, tag = 'H1'): void => {
	const leading = 34;
	const node = nodeIn(flow.root, tag);
	flow.y += flow.letter ? lead * 1.5 : 0;
	for (const line of balanced(flow, text)) putLine(flow, line, node, leading);
	flow.y += lead * 0.72;
	flow.y = flow.area.bottom - Math.floor((flow.area.bottom - flow.y) / lead) * lead;
};

/** A title of several lines is shared out evenly and broken between words (GB/T 9704-2012 §7.3.1), never a line with one word. */
const balanced = (flow: Flow, text: string): Line[] => {
	const {width} = flow.area;
	const set = (part: string) =>
		layOut(flow.fonts, [{role: 'title', text: part}], {size: 22, width, align: 'center', tracking: 1.2});
	const whole = set(text);
	if (whole.length === 1) return whole;
	const lines = sharedOut(text, whole.length).map(set);
	return lines.every(parts => parts.length === 1) ? lines.flat() : whole;
};

const words = new Intl.Segmenter('zh', {granularity: 'word'});
/** Terms that the segmenter would part. */
const terms = /((?:安全|事故|火灾|重大)隐患|挂牌督办|排查治理)/;
const wordsOf = (text: string): string[] =>
	text.split(terms).flatMap(part => (terms.test(part) ? [part] : [...words.segment(part)].map(({segment}) => segment)));

/** So many parts of about the same length, each beginning with a word. */
const sharedOut = (text: string, count: number): string[] => {
	const length = text.length / count;
	const parts = [''];
	for (const segment of wordsOf(normal(text))) {
		const reached = parts.slice(0, -1).join('').length;
		const last = parts.at(-1)!;
		const isFull = reached + last.length + segment.length / 2 > parts.length * length;
		if (isFull && parts.length < count && last !== '' && !noStart.has(segment[0]!)) parts.push(segment);
		else parts[parts.length - 1] += segment;
	}
	return parts;
};

/** The office above the title of a form, where a letter has its mark. */
export const composeOffice = (flow: Flow, text: string): void => {
	const style = {size: 18, width: flow.area.width, align: 'center', tracking: 3} as const;
	const node = nodeIn(flow.root, 'P');
	for (const line of layOut(flow.fonts, [{role: 'title', text}], style)) putLine(flow, line, node, 30);
};

/** 4号楷体 in the middle, close below the title. */
export const composeSubtitle = (flow: Flow, text: string): void => {
	const style = {size: 14, width: flow.area.width, align: 'center', tracking: 0} as const;
	const node = nodeIn(flow.root, 'P');
	flow.y -= lead * 0.45;
	for (const line of layOut(flow.fonts, [{role: 'kai', text}], style)) putLine(flow, line, node, 22);
	flow.y += lead * 0.45;
};
