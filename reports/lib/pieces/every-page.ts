import type {BlockOf} from '../blocks.ts';
import {type Flow, nodeIn, put, type Sheet} from '../flow.ts';
import {layOut} from '../lines.ts';
import {type Area, area, baseline, black, grey, lead, mm} from '../page.ts';
import {heightOfFields, putFields} from './receipt.ts';

/** The type area without what stands on every page: boxes to sign at the foot, the name of the paper at the head of 续页. */
export const areasWithin = (whole: Area, block: BlockOf<'every-page'>): {first: Area; next: Area} => {
	const foot = heightOfFields(block.fields) + 8;
	const first = {...whole, height: whole.height - foot, bottom: whole.bottom - foot};
	return {first, next: {...first, top: first.top + 1.5 * lead, height: first.height - 1.5 * lead}};
};

export const continuedBy =
	({continued}: BlockOf<'every-page'>) =>
	(flow: Flow): void => {
		const {width} = flow.area;
		const [line] = layOut(flow.fonts, [{role: 'hei', text: continued}], {size: 12, width, align: 'center'});
		put(flow, {kind: 'line', line: line!, x: flow.area.left, y: baseline(area.top, lead, 12), color: black, node: undefined});
		const rule = {x: flow.area.left, y: area.top + 1.2 * lead, width, height: 0.5};
		put(flow, {kind: 'boxes', boxes: [rule], color: grey, node: undefined});
	};

/** Signatures on every page (documents §4.1). They are read aloud once, with the last page. */
export const composeFoot = (flow: Flow, {fields}: BlockOf<'every-page'>, whole: Area): void => {
	flow.sheets.forEach((sheet, at) => {
		const isLast = at === flow.sheets.length - 1;
		const here: Flow = {...flow, sheets: [sheet], area: whole, y: whole.bottom - heightOfFields(fields)};
		putFields(here, fields, isLast ? nodeIn(flow.root, 'Sect') : undefined);
		putCount(flow, sheet, at + 1, whole);
	});
};

/** 共 页 第 页, where a letter has its number. */
const putCount = (flow: Flow, sheet: Sheet, at: number, whole: Area) => {
	const text = `共 ${flow.sheets.length} 页　第 ${at} 页`;
	const style = {size: 12, width: whole.width, align: 'center', autospace: 0} as const;
	const [line] = layOut(flow.fonts, [{role: 'song', text}], style);
	sheet.marks.push({
		...{kind: 'line', line: line!, x: whole.left, y: baseline(whole.bottom + mm(7), 12, 12), color: black},
		node: undefined,
	});
};
