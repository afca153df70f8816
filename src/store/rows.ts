import {type Db, isPostgres} from './engine.ts';

type Kind = 'text' | 'integer' | 'double precision';
/** Columns of a bulk insert, by name, with their SQL type. */
export type Columns = Record<string, Kind>;
type Value = string | number | null;

/** One insert for any number of rows: json_each on SQLite, jsonb_to_recordset on PostgreSQL (rules §2.1). */
export async function insertRows(db: Db, table: string, columns: Columns, rows: Array<Record<string, Value>>): Promise<void> {
	if (rows.length === 0) return;
	const names = Object.keys(columns);
	const data = JSON.stringify(rows.map(row => names.map(name => row[name] ?? null)));
	const list = names.join(', ');
	if (isPostgres(db)) {
		const picks = names.map((name, i) => `(r->>${i})::${columns[name] === 'integer' ? 'bigint' : columns[name]}`).join(', ');
		await db.raw(
			`insert into ${table} (${list}) select ${picks} from jsonb_array_elements(?::jsonb) with ordinality as e(r, n) order by n`,
			[data],
		);
		return;
	}
	const picks = names.map((_, i) => `json_extract(value, '$[${i}]')`).join(', ');
	await db.raw(`insert into ${table} (${list}) select ${picks} from json_each(?) order by key`, [data]);
}

/** Rows of a raw query, the same on both drivers. */
export async function select<Row>(db: Db, sql: string, bindings: readonly unknown[] = []): Promise<Row[]> {
	const result = (await db.raw(sql, bindings as Value[])) as Row[] | {rows: Row[]};
	return Array.isArray(result) ? result : result.rows;
}

/** `(?, ?, ?)` for a list that may be long. */
export const marks = (list: readonly unknown[]): string => `(${list.map(() => '?').join(', ')})`;

/** Takes the next `count` numbers of a counter; returns the first. A counter update rolls back with its transaction. */
export async function takeNumbers(db: Db, name: string, count: number): Promise<number> {
	const [row] = await select<{value: number}>(
		db,
		'insert into counters (name, value) values (?, ?) on conflict (name) do update set value = counters.value + excluded.value returning value',
		[name, count],
	);
	return row!.value - count + 1;
}
