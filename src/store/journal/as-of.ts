import {type Instant, plusMilliseconds} from '../../domain/days.ts';
import type {Db} from '../engine.ts';
import {type Columns, insertRows, marks, select} from '../rows.ts';

/** A derived table of versions with a span-class index (rules §2.2): finds what stood at any moment in about a millisecond. */
export type VersionTable = {table: string; key: string; columns: Columns};

export const hazardVersions: VersionTable = {
	table: 'hazard_versions',
	key: 'hazard_id',
	columns: {state: 'text', grade_rank: 'integer', red_flag: 'integer', due_on: 'text', community_id: 'text', domain: 'text'},
};
export const measureVersions: VersionTable = {
	table: 'measure_versions',
	key: 'measure_id',
	columns: {progress: 'text', due_on: 'text'},
};
export const siteVersions: VersionTable = {table: 'site_versions', key: 'site_id', columns: {name: 'text', community_id: 'text'}};

export const endless = '9999-12-31T00:00:00.000Z';
export const present = 99;
const day = 86_400_000;

export type NewVersion = {
	id: string;
	version: number;
	at: Instant;
	isOpen: boolean;
	values: Record<string, string | number | null>;
};

/** Closes the versions that these supersede and adds them, in the transaction of their journal entries. */
export async function addVersions(db: Db, versionTable: VersionTable, versions: NewVersion[]): Promise<void> {
	const {table, key} = versionTable;
	for (const {id, version, at} of versions.filter(v => v.version > 1)) {
		const [old] = await select<{valid_from: string}>(db, `select valid_from from ${table} where ${key} = ? and version = ?`, [
			id,
			version - 1,
		]);
		if (old) {
			await db.raw(`update ${table} set valid_to = ?, span = ? where ${key} = ? and version = ?`, [
				at,
				spanOf(old.valid_from, at),
				id,
				version - 1,
			]);
		}
	}
	await insertVersions(db, versionTable, versions);
}

/** Adds versions, each closed by the moment of its successor where that is known. */
export async function insertVersions(
	db: Db,
	{table, key, columns}: VersionTable,
	versions: Array<NewVersion & {until?: Instant}>,
): Promise<void> {
	await insertRows(
		db,
		table,
		{[key]: 'text', version: 'integer', valid_from: 'text', valid_to: 'text', span: 'integer', is_open: 'integer', ...columns},
		versions.map(v => ({
			[key]: v.id,
			version: v.version,
			valid_from: v.at,
			valid_to: v.until ?? endless,
			span: v.until ? spanOf(v.at, v.until) : present,
			is_open: v.isOpen ? 1 : 0,
			...v.values,
		})),
	);
}

/** 0 for less than a day, else floor(log2(days)) + 1. */
export function spanOf(from: Instant, to: Instant): number {
	const days = (Date.parse(to) - Date.parse(from)) / day;
	return days < 1 ? 0 : Math.min(12, Math.floor(Math.log2(days)) + 1);
}

/** SQL of `(key, version, …columns)` of everything open at `at`; each branch reads at most about twice what it returns. */
export function openAt(
	{table, key, columns}: VersionTable,
	at: Instant,
	where = '',
	bindings: readonly unknown[] = [],
): {sql: string; bindings: unknown[]} {
	const list = [key, 'version', ...Object.keys(columns)].join(', ');
	const filter = where ? ` and ${where}` : '';
	const branches: string[] = [];
	const values: unknown[] = [];
	for (let span = 0; span <= 12; span++) {
		branches.push(
			`select ${list} from ${table} where is_open = 1 and span = ${span} and valid_from > ? and valid_from <= ? and valid_to > ?${filter}`,
		);
		values.push(span === 12 ? '0000' : plusMilliseconds(at, -(2 ** span) * day), at, at, ...bindings);
	}
	branches.push(
		`select ${list} from ${table} where is_open = 1 and span = ${present} and valid_from <= ? and valid_to > ?${filter}`,
	);
	values.push(at, at, ...bindings);
	return {sql: branches.join(' union all '), bindings: values};
}

/** The journal's picture of subjects at given versions, parsed, by subject. */
export async function picturesOf<T>(db: Db, wanted: Array<{subject: string; version: number}>): Promise<Map<string, T>> {
	const pictures = new Map<string, T>();
	for (let i = 0; i < wanted.length; i += 400) {
		const slice = wanted.slice(i, i + 400);
		const versions = new Map(slice.map(({subject, version}) => [subject, version]));
		const rows = await select<{subject: string; version: number; after: string}>(
			db,
			`select subject, version, after from journal where subject in ${marks(slice)} and version in ${marks([...new Set(versions.values())])}`,
			[...versions.keys(), ...new Set(versions.values())],
		);
		for (const row of rows) if (versions.get(row.subject) === row.version) pictures.set(row.subject, JSON.parse(row.after) as T);
	}
	return pictures;
}

/** The last picture of one subject at or before a moment, by a point look-up; undefined before its first entry. */
export async function pictureAt<T>(db: Db, subject: string, at: Instant): Promise<T | undefined> {
	const [row] = await select<{after: string}>(
		db,
		'select after from journal where subject = ? and at <= ? order by version desc limit 1',
		[subject, at],
	);
	return row && (JSON.parse(row.after) as T);
}

/** How a subject stood when it was first heard of. */
export async function firstPicture<T>(db: Db, subject: string): Promise<T | undefined> {
	const [row] = await select<{after: string}>(db, 'select after from journal where subject = ? and version = 1', [subject]);
	return row && (JSON.parse(row.after) as T);
}

/** Rebuilds a table of versions from rows given in (id, version) order; the test compares it with the one kept. */
export async function rebuildVersions(db: Db, versionTable: VersionTable, versions: NewVersion[]): Promise<void> {
	await db(versionTable.table).delete();
	await addVersions(
		db,
		versionTable,
		versions.map(v => v),
	);
}
