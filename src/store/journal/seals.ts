import type {Day, Instant} from '../../domain/days.ts';
import {dueAt, startOf} from '../../domain/days.ts';
import type {Seal} from '../../domain/journal/seal.ts';
import {type Db, isPostgres} from '../engine.ts';
import {select} from '../rows.ts';

type Row = {day: Day; count: number; last_seq: number; hash: string; made_at: Instant};

const fromRow = (row: Row): Seal => ({
	day: row.day,
	count: row.count,
	lastSeq: row.last_seq,
	hash: row.hash,
	madeAt: row.made_at,
});

/** All seals in the order of their days: one a day, a few thousand in a lifetime. */
export async function listSeals(db: Db): Promise<Seal[]> {
	return (await select<Row>(db, 'select * from seals order by day')).map(fromRow);
}

export async function lastSeal(db: Db): Promise<Seal | undefined> {
	const [row] = await select<Row>(db, 'select * from seals order by day desc limit 1');
	return row && fromRow(row);
}

export async function addSeal(db: Db, seal: Seal): Promise<void> {
	await db('seals').insert({
		day: seal.day,
		count: seal.count,
		last_seq: seal.lastSeq,
		hash: seal.hash,
		made_at: seal.madeAt,
	});
}

export async function firstEntryAt(db: Db): Promise<Instant | undefined> {
	const [row] = await select<{at: Instant | null}>(db, 'select min(at) as at from journal');
	return row?.at ?? undefined;
}

export type DayEntry = {seq: number; subject: string; version: number; hash: string};

/** The entries whose moment lies on a Shanghai day, in no order. */
export const entriesOfDay = async (db: Db, day: Day): Promise<DayEntry[]> =>
	select<DayEntry>(db, 'select seq, subject, version, hash from journal where at >= ? and at < ?', [startOf(day), dueAt(day)]);

/** How many entries come after a sealed day, or all of them when none is sealed. */
export async function countAfter(db: Db, day: Day | undefined): Promise<number> {
	const [row] = await select<{count: number}>(db, 'select count(*) as count from journal where at >= ?', [
		day === undefined ? '' : dueAt(day),
	]);
	return row!.count;
}

/** Reads one state of the database from beginning to end, whatever is written meanwhile. */
export const inSnapshot = async <T>(db: Db, act: (db: Db) => Promise<T>): Promise<T> =>
	db.transaction(async trx => {
		if (isPostgres(db)) await trx.raw('set transaction isolation level repeatable read, read only');
		return act(trx);
	});

export const hasJournal = async (db: Db): Promise<boolean> =>
	(await db.schema.hasTable('journal')) && db.schema.hasTable('seals');
