import type {Cell} from '../../src/domain/hazards/table.ts';
import type {ListIssueData} from '../../src/domain/papers/list-issue.ts';
import {type Block, type Column, format, note, office, qr, subtitle, table, title} from '../lib/blocks.ts';
import {moment} from '../phrases.ts';

/** Either list on landscape sheets, column by column as the office asks for it (two-lists §8.2, §8.3). */
export const blocks = (data: ListIssueData): Block[] => [
	format('landscape'),
	office(data.org),
	title(data.title),
	subtitle(
		[data.number, `截至${moment(data.cutOffAt)}`, `共${data.rows.length}条`, data.scope].filter(part => !!part).join('　'),
	),
	table(columnsOf(data), data.rows.map(cellsOf), sizeOf(data)),
	...notes(data).map(note),
	...(data.verifyUrl ? [qr(data.verifyUrl, ['扫码核验'])] : []),
];

const sizeOf = ({columns}: ListIssueData) => (columns.length > 20 ? 7 : 8);

/** Characters across a landscape sheet, and white at both sides of a cell. */
const across = ({columns}: ListIssueData) => (columns.length > 20 ? 104 : 91);
const white = 0.6;

/** Every column begins narrow; then whichever is deepest gets more, until the sheet is full: so no row is taller than it must. */
const columnsOf = (data: ListIssueData): Column[] => {
	const needs = data.columns.map(({title: head, kind}, at) => {
		const texts = data.rows.map(row => String(row[at] ?? ''));
		const least = Math.max(kind === 'code' ? 3.8 : 2.1, Math.ceil(lengthOf(head) / 3), longestWord([head, ...texts]));
		return {text: usual(texts.map(lengthOf)), width: least + white};
	});
	const depth = ({text, width}: (typeof needs)[number]) => text / (width - white);
	for (let left = across(data) - needs.reduce((sum, {width}) => sum + width, 0); left > 0; left -= 0.2)
		needs.reduce((a, b) => (depth(b) > depth(a) ? b : a)).width += 0.2;
	return data.columns.map(({title: head, kind}, at) => ({
		head,
		width: needs[at]!.width,
		align: kind === 'number' || kind === 'day' ? 'center' : 'left',
	}));
};

/** Between the usual and the longest: one long cell does not take everybody's room, nor does it stand in a well. */
const usual = (lengths: number[]) => {
	const mean = Math.sqrt(lengths.reduce((sum, length) => sum + length * length, 0) / Math.max(1, lengths.length));
	return Math.max(mean, Math.max(0, ...lengths) / 2);
};

/** In characters: figures and Latin take half. */
const lengthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char < '\u2000' ? 0.58 : 1), 0);

/** What a line cannot be narrower than; longer ones are cut in any case. */
const longestWord = (texts: string[]): number =>
	Math.min(
		5,
		Math.max(...texts.flatMap(text => (text.match(/〔\d+〕|[!-~]+?(?:[/?&=_@.-]|(?=[^!-~]|$))/g) ?? []).map(lengthOf)), 1),
	);

const cellsOf = (cells: Cell[]): string[] => cells.map(String);

const notes = ({notes: rules, statistics, approvedBy, sha256, demo}: ListIssueData): string[] => [
	...rules,
	...statistics.map(
		({title: by, counts}) => `按${by}：${counts.map(({name, count}) => `${name}${count}条`).join('，') || '无'}。`,
	),
	`${approvedBy ? `批准人：${approvedBy}。` : ''}内容摘要（SHA-256）：${sha256}`,
	...(demo ? ['本表由演示数据生成，不具有任何效力。'] : []),
];
