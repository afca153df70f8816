import {encode} from 'uqr';
import type {BlockOf} from './blocks.ts';
import {bodyLines, type Flow, nodeIn, put, putLine, type Rect} from './flow.ts';
import {type Line, layOut} from './lines.ts';
import {area, bodySize, lead, mm, tracking} from './page.ts';

/** Above the 25 mm that a phone reads from paper without effort. */
const codeSize = mm(27);
const codeGap = mm(9);
const captionLead = 12.5;

/** 署名 centred above 成文日期, which ends four characters from the right; the codes stand to the left of both. */
export const composeSigning = (flow: Flow, {org, date}: BlockOf<'signature'>, codes: BlockOf<'qr'>[]): void => {
	flow.y += lead * 0.75;
	const lines = [org, date].flatMap(text => bodyLines(flow, [{role: 'fang', text}], {align: 'left', tracking: 0}));
	const widest = Math.max(...lines.map(line => line.width));
	const beside = widest + 3 * bodySize <= area.width - codes.length * (codeSize + codeGap);
	const top = flow.y;
	flow.y += beside && codes.length > 0 ? lead * 0.6 : 0;
	putSignature(flow, lines);
	const bottom = flow.y;
	if (codes.length === 0) return;
	if (beside) flow.y = top;
	composeCodes(flow, codes);
	flow.y = Math.max(flow.y, bottom);
};

const putSignature = (flow: Flow, lines: Line[]) => {
	const right = area.left + area.width;
	const inset = 4 * (bodySize + tracking);
	const widest = Math.max(...lines.slice(0, -1).map(line => line.width));
	const centre = Math.min(right - inset - lines.at(-1)!.width / 2, right - widest / 2 - bodySize);
	for (const line of lines) {
		const x = Math.max(area.left, centre - line.width / 2);
		putLine(flow, line, nodeIn(flow.root, 'P'), lead, x);
	}
};

/** A row of codes with their captions below. */
export const composeCodes = (flow: Flow, codes: BlockOf<'qr'>[]): void => {
	const top = flow.y;
	codes.forEach((code, at) => {
		putCode(flow, code, area.left + 2 + at * (codeSize + codeGap), top);
	});
	const captions = Math.max(0, ...codes.map(code => code.captions.length));
	flow.y = top + codeSize + 4 + captions * captionLead + 4;
};

const putCode = (flow: Flow, {url, captions}: BlockOf<'qr'>, x: number, top: number) => {
	const alt = `二维码，内容为 ${url}`;
	const bbox: [number, number, number, number] = [x, top, x + codeSize, top + codeSize];
	const figure = nodeIn(flow.root, 'Figure', {alt, bbox, placement: 'Block'});
	put(flow, {kind: 'boxes', boxes: modulesOf(url, x, top), color: '#000000', node: figure});
	const node = nodeIn(figure, 'Caption');
	flow.y = top + codeSize + 4;
	for (const text of captions) {
		const style = {size: 9, width: codeSize + codeGap, align: 'center', autospace: 0} as const;
		putLine(flow, layOut(flow.fonts, [{role: 'song', text}], style)[0]!, node, captionLead, x - codeGap / 2);
	}
};

/** Dark modules, those beside each other as one box, so that no hairline parts them. */
const modulesOf = (url: string, x: number, y: number): Rect[] => {
	const {data} = encode(url, {ecc: 'M', border: 0});
	const unit = codeSize / data.length;
	return data.flatMap((row, line) =>
		runsOf(row).map(([from, to]) => ({x: x + from * unit, y: y + line * unit, width: (to - from) * unit, height: unit})),
	);
};

const runsOf = (row: boolean[]): [number, number][] => {
	const runs: [number, number][] = [];
	row.forEach((dark, at) => {
		const last = runs.at(-1);
		if (dark && last?.[1] === at) last[1] = at + 1;
		else if (dark) runs.push([at, at + 1]);
	});
	return runs;
};
