import type {BlockOf} from '../blocks.ts';
import {bodyLines, type Flow, nodeIn, putLine} from '../flow.ts';
import type {Line} from '../lines.ts';
import {bodySize, lead, mm, tracking} from '../page.ts';
import {putCode} from './code.ts';

/** Above the 25 mm that a phone reads from paper without effort. */
const codeSize = mm(27);
const codeGap = mm(9);

/** 署名 centred above 成文日期, which ends four characters from the right; the codes stand to the left of both. */
export const composeSigning = (flow: Flow, {org, date}: BlockOf<'signature'>, codes: BlockOf<'qr'>[]): void => {
	flow.y += lead * 0.75;
	const lines = [org, date].flatMap(text => bodyLines(flow, [{role: 'fang', text}], {align: 'left', tracking: 0}));
	const widest = Math.max(...lines.map(line => line.width));
	const beside = widest + 3 * bodySize <= flow.area.width - codes.length * (codeSize + codeGap);
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
	const {area} = flow;
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
	let bottom = top;
	codes.forEach((code, at) => {
		putCode(flow, code, {x: flow.area.left + mm(3) + at * (codeSize + codeGap), y: top, size: codeSize});
		bottom = Math.max(bottom, flow.y);
	});
	flow.y = bottom + 4;
};
