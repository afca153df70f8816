import type {FormatName} from './page.ts';

/** Width in characters of the table's own size; 0 shares what the other columns leave. */
export type Column = {head: string; width: number; align: 'left' | 'center'};
/** Cells, or one cell across all columns. */
export type Row = string[] | {across: string; plain?: true};
export type Photo = {sha256: string; caption: string; alt: string};
/** The same place before and after; what was not photographed stays an empty frame. */
export type PhotoPair = {before: Photo | null; after: Photo | null};
/** One box of the form under the signature: what it is for and the words that stay for the pen. */
export type Field = {label: string; blank: string};
/** What colour says is said in words too. */
export type Tone = 'red' | 'orange' | 'yellow' | 'blue' | 'grey';
/** One box of a form. An empty `text` is struck out (unused blanks, documents §4.1); `pen` leaves it open for a hand. */
export type Entry = {label: string; text: string; pen?: boolean; tone?: Tone};
/** `heading` stands in black type. */
export type BoxPart = {heading?: boolean; text: string};
export type Series = {name: string; values: number[]};
export type Chart = {shape: 'bars' | 'lines'; title: string; unit: string; labels: string[]; series: Series[]};
export type Label = {code: string; name: string; note: string; url: string};

/** What a paper says, without how it looks. Cells and blanks may hold line feeds. */
export type Block =
	| {kind: 'format'; format: FormatName; title: string}
	| {kind: 'every-page'; continued: string; fields: Field[][]}
	| {kind: 'organisation'; text: string}
	| {kind: 'office'; text: string}
	| {kind: 'number'; text: string}
	| {kind: 'title'; text: string}
	| {kind: 'subtitle'; text: string}
	| {kind: 'addressee'; text: string}
	| {kind: 'section'; text: string}
	| {kind: 'paragraph'; text: string}
	| {kind: 'run-in'; heading: string; text: string}
	| {kind: 'note'; text: string}
	| {kind: 'table'; columns: Column[]; rows: Row[]; size: number}
	| {kind: 'form'; rows: Entry[][]; beside: {url: string; captions: string[]} | null}
	| {kind: 'box'; label: string; parts: BoxPart[]}
	| {kind: 'banner'; title: string; word: string; tone: Tone}
	| {kind: 'chart'; chart: Chart}
	| {kind: 'labels'; labels: Label[]}
	| {kind: 'photos'; photos: Photo[]}
	| {kind: 'pairs'; pairs: PhotoPair[]}
	| {kind: 'enclosures'; titles: string[]}
	| {kind: 'enclosure'; number: number | null; text: string}
	| {kind: 'signature'; org: string; date: string}
	| {kind: 'qr'; url: string; captions: string[]}
	| {kind: 'receipt'; rows: Field[][]}
	| {kind: 'remark'; text: string}
	| {kind: 'copies'; text: string};
export type BlockOf<Kind extends Block['kind']> = Extract<Block, {kind: Kind}>;

/** Another sheet than a letter's; comes first. `title` names the file where no title is printed. */
export const format = (name: FormatName, title = ''): Block => ({kind: 'format', format: name, title});
/** 续页: a head on each page after the first, and boxes to be signed with 共 页 第 页 at the foot of every page. */
export const everyPage = (continued: string, fields: Field[][]): Block => ({kind: 'every-page', continued, fields});
/** 发文机关标志: makes the paper a letter (信函格式), with the red rules. */
export const organisation = (text: string): Block => ({kind: 'organisation', text});
/** The name of the office above the title of a form. */
export const office = (text: string): Block => ({kind: 'office', text});
/** 发文字号. */
export const number = (text: string): Block => ({kind: 'number', text});
export const title = (text: string): Block => ({kind: 'title', text});
/** Below the title, in the middle: period, cut-off, issue. */
export const subtitle = (text: string): Block => ({kind: 'subtitle', text});
/** 主送机关; the colon is added. */
export const addressee = (text: string): Block => ({kind: 'addressee', text});
/** 一、黑体. */
export const section = (text: string): Block => ({kind: 'section', text});
export const paragraph = (text: string): Block => ({kind: 'paragraph', text});
/** （一）楷体, with the paragraph running on behind it. */
export const runIn = (heading: string, text: string): Block => ({kind: 'run-in', heading, text});
/** Small print under a table or form. */
export const note = (text: string): Block => ({kind: 'note', text});
/** The head is repeated on every page the table reaches. `size` in points. */
export const table = (columns: Column[], rows: Row[], size = 10): Block => ({kind: 'table', columns, rows, size});
/** Boxes with label and text; a code may stand beside it. */
export const form = (rows: Entry[][], beside: {url: string; captions: string[]} | null = null): Block => ({
	kind: 'form',
	rows,
	beside,
});
/** A frame of text down to the foot of its last page, what is left empty struck out. */
export const box = (label: string, parts: BoxPart[]): Block => ({kind: 'box', label, parts});
/** The coloured head of a card. */
export const banner = (text: string, word: string, tone: Tone): Block => ({kind: 'banner', title: text, word, tone});
export const chart = (drawing: Chart): Block => ({kind: 'chart', chart: drawing});
/** Codes to be cut apart. */
export const labels = (list: Label[]): Block => ({kind: 'labels', labels: list});
/** Two beside each other, never stretched. */
export const photos = (list: Photo[]): Block => ({kind: 'photos', photos: list});
/** 整改前 at the left, 整改后 at the right. */
export const pairs = (list: PhotoPair[]): Block => ({kind: 'pairs', pairs: list});
/** 附件说明: one line below the text. */
export const enclosures = (titles: string[]): Block => ({kind: 'enclosures', titles});
/** Begins an enclosure on a page of its own; null when it is the only one. */
export const enclosure = (position: number | null, text: string): Block => ({kind: 'enclosure', number: position, text});
/** 署名 and 成文日期; never alone on a page. Everything after it is kept with it. */
export const signature = (org: string, date: string): Block => ({kind: 'signature', org, date});
/** Codes right after a signature stand to its left. */
export const qr = (url: string, captions: string[]): Block => ({kind: 'qr', url, captions});
/** 签收栏. */
export const receipt = (rows: Field[][]): Block => ({kind: 'receipt', rows});
/** 附注; the brackets are added. */
export const remark = (text: string): Block => ({kind: 'remark', text});
/** 抄送, at the foot of the last page; the word and the full stop are added. */
export const copies = (text: string): Block => ({kind: 'copies', text});
