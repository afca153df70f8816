import {stringify} from 'csv-stringify/sync';
import type {Table} from '../domain/hazards/list.ts';
import type {Reply} from './route.ts';

/** A list as a file for Excel: marked as UTF-8, cells that a spreadsheet would compute made plain, notes below the rows. */
export function csvReply({title, cutOffAt, columns, rows, notes}: Table): Reply {
	const note = (text: string) => [text, ...columns.slice(1).map(() => '')];
	const body = stringify([columns, ...rows, ...notes.map(note)], {
		bom: true,
		escape_formulas: true,
		record_delimiter: 'windows',
	});
	const name = encodeURIComponent(`${title}${cutOffAt.slice(0, 10)}.csv`);
	return {
		status: 200,
		body,
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="list.csv"; filename*=UTF-8''${name}`,
		},
	};
}
