import {PassThrough} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {setImmediate} from 'node:timers/promises';
import ExcelJS from 'exceljs';
import type {Day} from '../domain/days.ts';
import type {Cell, ColumnLayout, Statistic, Table} from '../domain/hazards/table.ts';
import {attachment, type FileOptions, fileNotes, nameOf} from './attachment.ts';
import type {Reply} from './route.ts';

type Book = ExcelJS.stream.xlsx.WorkbookWriter;
/** One sheet: a frozen row of titles, the rows, and sentences below them. */
export type Sheet = {name: string; columns: ColumnLayout[]; rows: Cell[][]; notes: string[]};

/** The list and what it adds up to, as a workbook. At most 20,000 rows (actions/hazards/see-lists.ts): some 3 MB. */
export async function xlsxReply(
	table: Table,
	{demo, more = [], name = nameOf(table)}: FileOptions & {more?: Sheet[]},
): Promise<Reply> {
	const {title, columns, rows, cutOffAt} = table;
	const sheets = [
		{name: title, columns, rows, notes: fileNotes(table, demo)},
		...more,
		{name: '统计', columns: statisticColumns, rows: statisticRows(table), notes: []},
	];
	const bytes = await inTurn(async () => workbook(sheets, new Date(cutOffAt), demo));
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
	return attachment(bytes, type, `${name}.xlsx`, 'list.xlsx');
}

// Dated by its cut-off, like everything in it.
async function workbook(sheets: Sheet[], created: Date, demo: boolean): Promise<Buffer> {
	const stream = new PassThrough();
	const bytes = buffer(stream);
	const book = new ExcelJS.stream.xlsx.WorkbookWriter({stream, useStyles: true, useSharedStrings: true});
	Object.assign(book, {created, modified: created, creator: '双重预防台账', lastModifiedBy: '双重预防台账'});
	for (const sheet of sheets) await writeSheet(book, sheet, demo);
	await book.commit();
	return bytes;
}

const rowsInOneGo = 200;

async function writeSheet(book: Book, {name, columns, rows, notes}: Sheet, demo: boolean): Promise<void> {
	const sheet = book.addWorksheet(name, {
		views: [{state: 'frozen', ySplit: 1}],
		// 8 is A3; as many pages down as it takes.
		pageSetup: {
			paperSize: 8 as ExcelJS.PaperSize,
			orientation: 'landscape',
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: '1:1',
			showGridLines: true,
			margins: {left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3},
		},
		headerFooter: {oddHeader: `&C${name}${demo ? '（演示）' : ''}`, oddFooter: '&C第 &P 页，共 &N 页'},
	});
	sheet.columns = columns.map(({width, kind}) => ({width, style: styles[kind]}));
	const header = sheet.addRow(columns.map(({title}) => title));
	header.height = heightOf(
		columns,
		columns.map(({title}) => title),
	);
	header.eachCell(cell => {
		Object.assign(cell, {numFmt: '@', font: {bold: true}, fill: grey, alignment: middle});
	});
	header.commit();
	if (rows.length > 0) sheet.autoFilter = {from: {row: 1, column: 1}, to: {row: rows.length + 1, column: columns.length}};
	validate(sheet, columns, rows.length);
	for (const [index, cells] of rows.entries()) {
		writeRow(sheet, columns, cells);
		// Others are served between two hundred rows and the next.
		if (index % rowsInOneGo === rowsInOneGo - 1) await setImmediate();
	}
	for (const text of notes) writeNote(sheet, text, columns.length);
	sheet.commit();
}

const alignment = {vertical: 'top', wrapText: true} as const;
const centred = {vertical: 'top', horizontal: 'center'} as const;
const middle = {vertical: 'middle', horizontal: 'center', wrapText: true} as const;
const grey = {type: 'pattern', pattern: 'solid', fgColor: {argb: 'FFE7E6E6'}} as const;
const styleOf = (numFmt: string) => ({numFmt, alignment});
// One object for all cells of a kind: the library looks at each style only once.
const styles = {
	text: styleOf('General'),
	code: styleOf('@'),
	day: {...styleOf('yyyy-mm-dd'), alignment: centred},
	number: {...styleOf('General'), alignment: centred},
};
const none = {};
const startsFormula = /^[=+\-@\t\r]/;

function writeRow(sheet: ExcelJS.Worksheet, columns: ColumnLayout[], cells: Cell[]): void {
	const row = sheet.addRow(cells.map((cell, i) => contentsOf(cell, columns[i]!)));
	for (const [i, cell] of cells.entries()) {
		if (cell === '') {
			// Looks like its column, and takes no room.
			row.getCell(i + 1).style = none;
			continue;
		}
		// A string is never computed; as text it is not even when someone edits the cell.
		const isLikeFormula = typeof cell === 'string' && startsFormula.test(cell);
		row.getCell(i + 1).style = styles[isLikeFormula ? 'code' : columns[i]!.kind];
	}
	row.height = heightOf(columns, cells);
	row.commit();
}

const lineHeight = 15;
// Words and numbers are not split: lines end before their edge.
const ragged = 1.15;
// What a row may be high at most in a spreadsheet.
const mostLines = 27;

/** In points. Not every program fits a row to its wrapped words by itself; a Chinese character is two of the units that widths are in. */
function heightOf(columns: ColumnLayout[], cells: Cell[]): number {
	const lines = cells.map((cell, i) => {
		if (typeof cell !== 'string') return 1;
		const room = Math.max(2, columns[i]!.width - 1);
		return cell.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil((unitsOf(part) / room) * ragged)), 0);
	});
	return lineHeight * Math.min(mostLines, Math.max(1, ...lines));
}

function unitsOf(text: string): number {
	let units = text.length;
	for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x2000) units++;
	return units;
}

/** An empty cell stays empty; a day is a date without an hour, whatever the time zone of the reader. */
function contentsOf(cell: Cell, {kind}: ColumnLayout): string | number | Date | null {
	if (cell === '') return null;
	if (kind === 'day' && typeof cell === 'string') return dateOf(cell);
	return typeof cell === 'string' ? plain(cell) : cell;
}

const dateOf = (day: Day): Date => new Date(`${day}T00:00:00.000Z`);
// Spreadsheets read _x0041_ as A.
const plain = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** A short list of what may stand in a column, for whoever goes on writing in the file. */
function validate(sheet: ExcelJS.Worksheet, columns: ColumnLayout[], count: number): void {
	const {dataValidations} = sheet as unknown as {dataValidations: {add: (range: string, rule: ExcelJS.DataValidation) => void}};
	for (const [i, {options, title}] of columns.entries()) {
		if (!options || count === 0) continue;
		const letter = sheet.getColumn(i + 1).letter;
		const error = `${title}只能是：${options.join('、')}`;
		dataValidations.add(`${letter}2:${letter}${count + 1}`, {
			type: 'list',
			allowBlank: true,
			formulae: [`"${options.join(',')}"`],
			showErrorMessage: true,
			error: error.length > 220 ? '请从列表中选择。' : error,
		});
	}
}

function writeNote(sheet: ExcelJS.Worksheet, text: string, columns: number): void {
	const row = sheet.addRow([plain(text)]);
	row.getCell(1).numFmt = '@';
	row.getCell(1).alignment = {vertical: 'top', wrapText: false};
	if (columns > 1) sheet.mergeCells(row.number, 1, row.number, columns);
	row.commit();
}

const statisticColumns: ColumnLayout[] = [
	{title: '分类', kind: 'text', width: 16},
	{title: '项目', kind: 'text', width: 24},
	{title: '数量', kind: 'number', width: 10},
];

const statisticRows = ({statistics, count}: Table): Cell[][] => [
	...statistics.flatMap(({title, counts}: Statistic) => [
		...counts.map(one => [title, one.name, one.count]),
		[title, '合计', counts.reduce((sum, one) => sum + one.count, 0)],
	]),
	['清单', '行数', count],
];

let turn: Promise<unknown> = Promise.resolve();

/** One workbook at a time: each fills a core while it is written. */
async function inTurn<T>(act: () => Promise<T>): Promise<T> {
	const mine = turn.then(act);
	turn = mine.catch(() => undefined);
	return mine;
}
