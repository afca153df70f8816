import type {Knex} from 'knex';
import {type Db, type Engine, isPostgres} from './engine.ts';
import {select} from './rows.ts';

const rowsAtOnce = 2000;

/** Copies the whole SQLite database as it stands at this moment; readers and the writer go on meanwhile. */
export const copySqlite = async ({writer}: Engine, file: string): Promise<void> => {
	await writer.raw('vacuum into ?', [file]);
};

/** What SQLite finds wrong with its own file; nothing when it is whole. PostgreSQL checks its pages itself. */
export async function integrityFaults(db: Db): Promise<string[]> {
	if (isPostgres(db)) return [];
	const rows = await select<{integrity_check: string}>(db, 'pragma integrity_check(20)');
	return rows.map(row => row.integrity_check).filter(text => text !== 'ok');
}

export const migrationsDone = async (db: Db): Promise<string[]> =>
	(await select<{name: string}>(db, 'select name from knex_migrations order by id')).map(({name}) => name);

/** Whether the structure is older than the program: then nothing but the program of then can read every row. */
export async function isOlder(db: Db): Promise<boolean> {
	const source = db.client.config.migrations.migrationSource as Knex.MigrationSource<string>;
	return (await migrationsDone(db)).length < (await source.getMigrations([])).length;
}

/** The names (SHA-256) of all bytes that the database speaks of. */
export async function namedFiles(db: Db): Promise<{photos: string[]; papers: string[]}> {
	const photos = await select<{name: string}>(db, 'select id as name from photos order by seq');
	const papers = await select<{name: string}>(db, 'select distinct sha256 as name from papers where sha256 is not null');
	return {photos: photos.map(({name}) => name), papers: papers.map(({name}) => name)};
}

/** Every row of a PostgreSQL register as a line of JSON, after a line that names its table. `db` is one snapshot. */
export async function exportRows(db: Db, write: (line: string) => Promise<void>): Promise<number> {
	let rows = 0;
	for (const table of await tablesOf(db)) {
		await write(JSON.stringify({table}));
		await db.raw(
			`declare backup no scroll cursor for select to_json(t)::text as line from ${table} t order by 1`.replace(
				'order by 1',
				await orderOf(db, table),
			),
		);
		for (;;) {
			const page = await select<{line: string}>(db, `fetch ${rowsAtOnce} from backup`);
			for (const {line} of page) await write(line);
			rows += page.length;
			if (page.length < rowsAtOnce) break;
		}
		await db.raw('close backup');
	}
	return rows;
}

async function orderOf(db: Db, table: string): Promise<string> {
	const columns = await db(table).columnInfo();
	return 'seq' in columns ? 'order by seq' : '';
}

const tablesOf = async (db: Db): Promise<string[]> =>
	(
		await select<{name: string}>(
			db,
			"select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'knex_%' order by 1",
		)
	).map(({name}) => name);

export const isEmptyDatabase = async (db: Db): Promise<boolean> => (await tablesOf(db)).length === 0;

/** Fills an empty PostgreSQL database: the structure of then, then the rows, then what refers to what. All or nothing. */
export async function importRows({writer}: Engine, migrations: readonly string[], lines: AsyncIterable<string>): Promise<number> {
	await migrateTo(writer, migrations);
	return writer.transaction(async db => {
		const references = await takeReferences(db);
		await db.raw(`truncate ${(await tablesOf(db)).join(', ')}`);
		let rows = 0;
		let table = '';
		let waiting: string[] = [];
		const flush = async () => {
			if (waiting.length > 0)
				await db.raw(`insert into ${table} select * from json_populate_recordset(null::${table}, ?::json)`, [
					`[${waiting.join(',')}]`,
				]);
			rows += waiting.length;
			waiting = [];
		};
		for await (const line of lines) {
			const next = /^\{"table":"([a-z_]+)"\}$/.exec(line)?.[1];
			if (next || waiting.length >= rowsAtOnce) await flush();
			if (next) table = next;
			else waiting.push(line);
		}
		await flush();
		for (const {table: from, name, definition} of references)
			await db.raw(`alter table ${from} add constraint "${name}" ${definition}`);
		await continueNumbers(db);
		return rows;
	});
}

/** Step by step up to the last one that the backup had; a later program does the rest at its start. */
async function migrateTo(db: Db, migrations: readonly string[]): Promise<void> {
	for (const name of migrations) {
		const [, done] = (await db.migrate.up()) as [number, string[]];
		if (done[0] === undefined) throw new Error(`本程序没有备份所用的数据库结构 ${name}，请用同样新的版本恢复`);
	}
	const done = await migrationsDone(db);
	if (done.join() !== migrations.join()) throw new Error('备份的数据库结构与本程序的不同，请用同样新的版本恢复');
}

type Reference = {table: string; name: string; definition: string};

async function takeReferences(db: Knex): Promise<Reference[]> {
	const references = await select<Reference>(
		db,
		"select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
	);
	for (const {table, name} of references) await db.raw(`alter table ${table} drop constraint "${name}"`);
	return references;
}

async function continueNumbers(db: Knex): Promise<void> {
	const columns = await select<{table: string; column: string}>(
		db,
		"select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and is_identity = 'YES'",
	);
	for (const {table, column} of columns)
		await db.raw(
			`select setval(pg_get_serial_sequence('${table}', '${column}'), greatest((select coalesce(max(${column}), 0) from ${table}), 1))`,
		);
}
