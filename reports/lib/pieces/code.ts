import {encodeQR} from 'qr';
import type {BlockOf} from '../blocks.ts';
import {type Flow, nodeIn, put, putLine, type Rect} from '../flow.ts';
import {layOutEach} from '../lines.ts';
import {black, mm} from '../page.ts';

const captionLead = 12.5;

/** A code with its captions below, which may reach beyond it on either side; the flow stands below them afterwards. */
export const putCode = (
	flow: Flow,
	{url, captions}: BlockOf<'qr'>,
	{x, y, size, overhang = mm(3)}: {x: number; y: number; size: number; overhang?: number},
): void => {
	const alt = `二维码，内容为 ${url}`;
	const bbox: [number, number, number, number] = [x, y, x + size, y + size];
	const figure = nodeIn(flow.root, 'Figure', {alt, bbox, placement: 'Block'});
	put(flow, {kind: 'boxes', boxes: modulesOf(flow, url, {x, y, size}), color: black, node: figure});
	flow.y = y + size + 4;
	if (captions.length === 0) return;
	const node = nodeIn(figure, 'Caption');
	const style = {size: 9, width: size + 2 * overhang, align: 'center', autospace: 0} as const;
	for (const line of layOutEach(flow.fonts, 'song', captions.join('\n'), style))
		putLine(flow, line, node, captionLead, x - overhang);
};

/** Dark modules, those beside each other as one box, so that no hairline parts them. */
const modulesOf = (flow: Flow, url: string, {x, y, size}: {x: number; y: number; size: number}): Rect[] => {
	const data = encoded(flow, url);
	const unit = size / data.length;
	return data.flatMap((row, line) =>
		runsOf(row).map(([from, to]) => ({x: x + from * unit, y: y + line * unit, width: (to - from) * unit, height: unit})),
	);
};

/** Once for each paper: heights are tried out before a code is put. */
const encoded = ({fonts}: Flow, url: string): boolean[][] => {
	const known = fonts.set?.get(url) as boolean[][] | undefined;
	const data = known ?? modulesIn(url);
	fonts.set?.set(url, data);
	return data;
};

/** Level M, without the border: here that is the white of the paper. */
const modulesIn = (url: string) =>
	encodeQR(url, 'raw', {ecc: 'medium', border: 1})
		.slice(1, -1)
		.map(row => row.slice(1, -1));

const runsOf = (row: boolean[]): [number, number][] => {
	const runs: [number, number][] = [];
	row.forEach((dark, at) => {
		const last = runs.at(-1);
		if (dark && last?.[1] === at) last[1] = at + 1;
		else if (dark) runs.push([at, at + 1]);
	});
	return runs;
};
