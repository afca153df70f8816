import {copyFileSync, mkdirSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import knex from 'knex';
import {postgresConfig} from '../../knexfile.ts';
import {type Engine, migrate, openEngine} from '../../src/store/engine.ts';

export type EngineKind = 'sqlite' | 'postgres';

const url = process.env.TEST_DATABASE_URL;
/** PostgreSQL is there when the test command started it (test/run.ts). */
export const engines: EngineKind[] = url ? ['sqlite', 'postgres'] : ['sqlite'];

const folder = mkdtempSync(path.join(tmpdir(), 'register-test-'));
let count = 0;
let sqliteTemplate: Promise<string> | undefined;
let postgresTemplate: Promise<string> | undefined;

/** A migrated database of the test's own, copied from a template; closed when the test ends. */
export async function freshEngine(t: ExecutionContext, kind: EngineKind = 'sqlite'): Promise<{engine: Engine; folder: string}> {
	const home = path.join(folder, String(count++));
	mkdirSync(home, {recursive: true});
	const engine = kind === 'sqlite' ? await copySqlite(home) : await copyPostgres(home);
	t.teardown(async () => engine.close());
	return {engine, folder: home};
}

async function copySqlite(home: string): Promise<Engine> {
	sqliteTemplate ??= makeSqliteTemplate();
	copyFileSync(await sqliteTemplate, path.join(home, 'register.sqlite3'));
	return openEngine({folder: home});
}

async function makeSqliteTemplate(): Promise<string> {
	const home = path.join(folder, 'template');
	const engine = openEngine({folder: home});
	await migrate(engine);
	await engine.writer.raw('pragma wal_checkpoint(truncate)');
	await engine.close();
	return path.join(home, 'register.sqlite3');
}

async function copyPostgres(home: string): Promise<Engine> {
	postgresTemplate ??= makePostgresTemplate();
	const template = await postgresTemplate;
	const name = `t${process.pid}_${threadName}_${count++}`;
	await inMaintenance(`create database ${name} template ${template}`);
	const databaseUrl = url!.replace(/\/[^/]*$/, `/${name}`);
	const engine = openEngine({databaseUrl, folder: home});
	addresses.set(engine, databaseUrl);
	return engine;
}

const threadName = Math.floor(performance.timeOrigin * 1000).toString(36) + Math.floor(Math.random() * 1e9).toString(36);

async function makePostgresTemplate(): Promise<string> {
	const name = `template_${threadName}`;
	await inMaintenance(`create database ${name}`);
	const engine = openEngine({databaseUrl: url!.replace(/\/[^/]*$/, `/${name}`), folder});
	await migrate(engine);
	await engine.close();
	return name;
}

/** An address of an empty database, for what fills one itself. */
export async function emptyPostgres(): Promise<string> {
	const name = `e${process.pid}_${threadName}_${count++}`;
	await inMaintenance(`create database ${name}`);
	return url!.replace(/\/[^/]*$/, `/${name}`);
}

/** Where an engine's PostgreSQL is, for another process. */
export const addressOf = (engine: Engine): string => addresses.get(engine) ?? '';
const addresses = new WeakMap<Engine, string>();

async function inMaintenance(sql: string): Promise<void> {
	const db = knex(postgresConfig(url!, 1));
	await db.raw(sql);
	await db.destroy();
}
