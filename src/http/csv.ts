import {setImmediate} from 'node:timers/promises';
import {stringify} from 'csv-stringify/sync';
import type {Table} from '../domain/hazards/table.ts';
import {attachment, type FileOptions, fileNotes, nameOf} from './attachment.ts';
import type {Reply} from './route.ts';

const rowsInOneGo = 400;

/** A list as a file for Excel: marked as UTF-8, cells that a spreadsheet would compute made plain, notes below the rows. */
export async function csvReply(table: Table, {demo, name = nameOf(table)}: FileOptions): Promise<Reply> {
	const {columns, rows} = table;
	const note = (text: string) => [text, ...columns.slice(1).map(() => '')];
	const lines = [columns.map(({title}) => title), ...rows, ...fileNotes(table, demo).map(note)];
	const parts: string[] = [];
	for (let i = 0; i < lines.length; i += rowsInOneGo) {
		const part = lines.slice(i, i + rowsInOneGo);
		parts.push(stringify(part, {bom: i === 0, escape_formulas: true, record_delimiter: 'windows'}));
		// Others are served between a part and the next.
		await setImmediate();
	}
	return attachment(parts.join(''), 'text/csv; charset=utf-8', `${name}.csv`, 'list.csv');
}
