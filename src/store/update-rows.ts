import {type Db, isPostgres} from './engine.ts';
import type {Columns} from './rows.ts';

type Value = string | number | null;

/** One update for any number of rows, found by `id`, with the same columns each; `where` keeps rows that changed meanwhile as they are. */
export async function updateRows(
	db: Db,
	table: string,
	columns: Columns,
	rows: Array<{id: string} & Record<string, Value>>,
	where = '1 = 1',
	/** Further values of a row that `where` may look at as `changed.name`. */
	seen: Columns = {},
): Promise<void> {
	if (rows.length === 0) return;
	const names = Object.keys(columns);
	const all = {...columns, ...seen};
	const data = JSON.stringify(rows.map(row => [row.id, ...Object.keys(all).map(name => row[name] ?? null)]));
	const sets = names.map(name => `${name} = changed.${name}`).join(', ');
	await db.raw(
		`update ${table} set ${sets} from (${listOf(db, {id: 'text', ...all})}) as changed where ${table}.id = changed.id and ${where}`,
		[data],
	);
}

/** The rows of a JSON list of lists as a table. */
export function listOf(db: Db, columns: Columns): string {
	const names = Object.entries(columns);
	if (isPostgres(db)) {
		const picks = names.map(([name, kind], i) => `(r->>${i})::${kind === 'integer' ? 'bigint' : kind} as ${name}`);
		return `select ${picks.join(', ')} from jsonb_array_elements(?::jsonb) as e(r)`;
	}
	return `select ${names.map(([name], i) => `json_extract(value, '$[${i}]') as ${name}`).join(', ')} from json_each(?)`;
}
