import {stringify} from 'csv-stringify/sync';
import type {Table} from '../domain/hazards/table.ts';
import {attachment, type FileOptions, fileNotes, nameOf} from './attachment.ts';
import type {Reply} from './route.ts';

/** A list as a file for Excel: marked as UTF-8, cells that a spreadsheet would compute made plain, notes below the rows. */
export function csvReply(table: Table, {demo, name = nameOf(table)}: FileOptions): Reply {
	const {columns, rows} = table;
	const note = (text: string) => [text, ...columns.slice(1).map(() => '')];
	const body = stringify([columns.map(({title}) => title), ...rows, ...fileNotes(table, demo).map(note)], {
		bom: true,
		escape_formulas: true,
		record_delimiter: 'windows',
	});
	return attachment(body, 'text/csv; charset=utf-8', `${name}.csv`, 'list.csv');
}
