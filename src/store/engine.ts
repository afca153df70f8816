import {mkdirSync} from 'node:fs';
import path from 'node:path';
import knex, {type Knex} from 'knex';
import {postgresConfig, sqliteConfig} from '../../knexfile.ts';

/** What every store function takes first. Inside a write it is the transaction, so nothing can bypass it. */
export type Db = Knex;

/** The open database: `writer` has one connection on SQLite and is only used by the queue; `reader` cannot write there. */
export type Engine = {kind: 'sqlite' | 'postgres'; writer: Db; reader: Db; close: () => Promise<void>};

/** Where the data lives: a postgres:// address, or a folder that holds register.sqlite3. */
export type Place = {databaseUrl?: string | undefined; folder: string};

export function openEngine({databaseUrl, folder}: Place): Engine {
	if (databaseUrl) {
		const db = knex(postgresConfig(databaseUrl));
		return {kind: 'postgres', writer: db, reader: db, close: async () => db.destroy()};
	}
	mkdirSync(folder, {recursive: true});
	const filename = path.join(folder, 'register.sqlite3');
	const writer = knex(sqliteConfig(filename, 'writer'));
	const reader = knex(sqliteConfig(filename, 'reader'));
	return {
		kind: 'sqlite',
		writer,
		reader,
		close: async () => {
			await reader.destroy();
			await writer.destroy();
		},
	};
}

export const migrate = async (engine: Engine): Promise<string[]> => {
	const [, done] = (await engine.writer.migrate.latest()) as [number, string[]];
	return done;
};

export const isPostgres = (db: Db): boolean => db.client.config.client === 'pg';
