import {type Instant, plusMilliseconds} from '../../domain/days.ts';
import type {FrozenRow, Marks} from '../../domain/hazards/list-changes.ts';
import type {Cell} from '../../domain/hazards/table.ts';
import type {Db} from '../engine.ts';
import {type Columns, insertRows, select} from '../rows.ts';

const columns: Columns = {
	issue_id: 'text',
	position: 'integer',
	id: 'text',
	number: 'text',
	version: 'integer',
	cells: 'text',
	marks: 'text',
	sha256: 'text',
};
type Row = {position: number; id: string; number: string; version: number; cells: string; marks: string; sha256: string};

const rowsInOneInsert = 1000;

/** Freezes rows in their order, for ever. */
export async function insertFrozenRows(db: Db, issueId: string, rows: readonly FrozenRow[]): Promise<void> {
	for (let i = 0; i < rows.length; i += rowsInOneInsert)
		await insertRows(
			db,
			'list_issue_rows',
			columns,
			rows.slice(i, i + rowsInOneInsert).map(({id, number, version, cells, marks, sha256}, n) => ({
				issue_id: issueId,
				position: i + n + 1,
				id,
				number,
				version,
				cells: JSON.stringify(cells),
				marks: JSON.stringify(marks),
				sha256,
			})),
		);
}

/** A page of the rows of an issue, in their order, from a position on. */
export async function frozenPage(db: Db, issueId: string, {after, limit}: {after: number; limit: number}): Promise<FrozenRow[]> {
	const rows = await select<Row>(
		db,
		`select position, id, number, version, cells, marks, sha256 from list_issue_rows
			where issue_id = ? and position > ? order by position limit ?`,
		[issueId, after, limit],
	);
	return rows.map(({id, number, version, cells, marks, sha256}) => ({
		id,
		number,
		version,
		cells: JSON.parse(cells) as Cell[],
		marks: JSON.parse(marks) as Marks,
		sha256,
	}));
}

const rowsInOneRead = 500;

/** All rows of an issue, in their order. */
export async function frozenRows(db: Db, issueId: string): Promise<FrozenRow[]> {
	const rows: FrozenRow[] = [];
	for (;;) {
		const page = await frozenPage(db, issueId, {after: rows.length, limit: rowsInOneRead});
		rows.push(...page);
		if (page.length < rowsInOneRead) return rows;
	}
}

const hour = 3_600_000;

/** Changes when an entry of the hour before a moment was written after it had passed. */
export async function entriesBefore(db: Db, at: Instant): Promise<string> {
	const [row] = await select<{n: number; last: number | null}>(
		db,
		'select count(*) as n, max(seq) as last from journal where at > ? and at <= ?',
		[plusMilliseconds(at, -hour), at],
	);
	return `${row!.n}/${row!.last}`;
}
