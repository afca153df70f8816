import {readdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Knex} from 'knex';
import pg from 'pg';

// The only database configuration, and the only file that knows which drivers stand behind knex.
// Counts come back as numbers: bigint and numeric are texts in pg by default.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, Number);

type RawConnection = {exec: (sql: string, done: (error: Error | null) => void) => void};

const migrations = path.join(path.dirname(fileURLToPath(import.meta.url)), 'db', 'migrations');

/** Migrations are recorded without their ending, so that source and compiled code agree on what has run. */
const migrationSource: Knex.MigrationSource<string> = {
	getMigrations: async () =>
		readdirSync(migrations)
			.filter(file => /^\d{14}_.*\.js$/.test(file))
			.sort(),
	getMigrationName: file => path.parse(file).name,
	getMigration: async file => import(path.join(migrations, file)) as Promise<Knex.Migration>,
};

const pragmas = [
	'busy_timeout = 3000',
	'foreign_keys = ON',
	'journal_mode = WAL',
	'synchronous = FULL',
	'cache_size = -16384',
	'temp_store = MEMORY',
];

/** One SQLite file. Readers are query-only; mmap stays off (each commit would make every reader remap). */
export const sqliteConfig = (filename: string, kind: 'writer' | 'reader'): Knex.Config => ({
	client: 'sqlite3',
	connection: {filename},
	useNullAsDefault: true,
	acquireConnectionTimeout: 10_000,
	migrations: {migrationSource},
	pool: {
		min: kind === 'writer' ? 1 : 0,
		max: kind === 'writer' ? 1 : 3,
		afterCreate(connection: RawConnection, done: (error: Error | null) => void) {
			const settings = kind === 'reader' ? [...pragmas, 'query_only = ON'] : pragmas;
			connection.exec(settings.map(text => `PRAGMA ${text};`).join(''), done);
		},
	},
});

export const postgresConfig = (url: string, max = 10): Knex.Config => ({
	client: 'pg',
	connection: url,
	acquireConnectionTimeout: 10_000,
	migrations: {migrationSource},
	pool: {min: 0, max},
});
