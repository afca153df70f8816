import {stringify} from 'csv-stringify/sync';
import {dayOf} from '../domain/days.ts';
import type {Table} from '../domain/hazards/table.ts';
import {attachment, fileName, fileNotes} from './attachment.ts';
import type {Reply} from './route.ts';

/** A list as a file for Excel: marked as UTF-8, cells that a spreadsheet would compute made plain, notes below the rows. */
export function csvReply(table: Table, {demo}: {demo: boolean}): Reply {
	const {columns, rows, cutOffAt} = table;
	const note = (text: string) => [text, ...columns.slice(1).map(() => '')];
	const body = stringify([columns.map(({title}) => title), ...rows, ...fileNotes(table, demo).map(note)], {
		bom: true,
		escape_formulas: true,
		record_delimiter: 'windows',
	});
	return attachment(body, 'text/csv; charset=utf-8', fileName(table, dayOf(cutOffAt), 'csv'), 'list.csv');
}
