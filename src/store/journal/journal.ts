import {createHash} from 'node:crypto';
import canonicalize from 'canonicalize';
import type {Knex} from 'knex';
import {type Instant, plusMilliseconds} from '../../domain/days.ts';
import {type Entry, hashInput, noHash} from '../../domain/journal/journal.ts';
import type {Db} from '../engine.ts';
import {type Columns, insertRows, marks, select} from '../rows.ts';

/** Who does what, when: every action gets one and passes it to the journal. */
export type Act = {
	actor: string;
	now: Instant;
	requestId: string | null;
	/** Stands beside the reason of every entry: how it came in, when not by the person himself. */
	note?: string;
};

export type NewEntry = {subject: string; version: number; action: string; reason?: string | null; after: unknown};

const columns: Columns = {
	subject: 'text',
	version: 'integer',
	at: 'text',
	actor: 'text',
	action: 'text',
	reason: 'text',
	request_id: 'text',
	after: 'text',
	previous_hash: 'text',
	hash: 'text',
};

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** RFC 8785 text of a value; undefined members are left out. */
export const canonical = (value: unknown): string => canonicalize(value)!;

/** Writes one entry; returns the moment it carries (never before the subject's previous one). */
export async function record(db: Db, act: Act, entry: NewEntry): Promise<Instant> {
	const [at] = await recordAll(db, [{act, entry}]);
	return at!;
}

/** Writes entries of many subjects in one insert. Entries of one subject must stand in order of version. */
export async function recordAll(db: Db, items: Array<{act: Act; entry: NewEntry}>): Promise<Instant[]> {
	const heads = await loadHeads(
		db,
		items.map(item => item.entry.subject),
	);
	const rows = items.map(({act, entry}) => {
		const head = heads.get(entry.subject);
		const earliest = head ? plusMilliseconds(head.at, 1) : act.now;
		const bare: Omit<Entry, 'hash'> = {
			subject: entry.subject,
			version: entry.version,
			at: act.now > earliest ? act.now : earliest,
			actor: act.actor,
			action: entry.action,
			reason: [entry.reason, act.note].filter(Boolean).join('；') || null,
			requestId: act.requestId,
			after: canonical(entry.after),
			previousHash: head?.hash ?? noHash,
		};
		const hash = sha256(hashInput(bare));
		heads.set(entry.subject, {at: bare.at, hash});
		return toRow({...bare, hash});
	});
	await insertRows(db, 'journal', columns, rows);
	return rows.map(row => row.at);
}

async function loadHeads(db: Db, subjects: string[]): Promise<Map<string, {at: Instant; hash: string}>> {
	const heads = new Map<string, {at: Instant; hash: string}>();
	for (let i = 0; i < subjects.length; i += 400) {
		const slice = [...new Set(subjects.slice(i, i + 400))];
		const rows = await select<{subject: string; at: string; hash: string}>(
			db,
			`select j.subject, j.at, j.hash from journal j where j.subject in ${marks(slice)}
				and j.version = (select max(k.version) from journal k where k.subject = j.subject)`,
			slice,
		);
		for (const {subject, at, hash} of rows) heads.set(subject, {at, hash});
	}
	return heads;
}

const toRow = (entry: Entry) => ({
	subject: entry.subject,
	version: entry.version,
	at: entry.at,
	actor: entry.actor,
	action: entry.action,
	reason: entry.reason,
	request_id: entry.requestId,
	after: entry.after,
	previous_hash: entry.previousHash,
	hash: entry.hash,
});

type Row = ReturnType<typeof toRow> & {seq: number};

export const fromRow = (row: Row): Entry & {seq: number} => ({
	seq: row.seq,
	subject: row.subject,
	version: row.version,
	at: row.at,
	actor: row.actor,
	action: row.action,
	reason: row.reason,
	requestId: row.request_id,
	after: row.after,
	previousHash: row.previous_hash,
	hash: row.hash,
});

/** The life of one subject, oldest first. */
export async function journalOf(db: Db, subject: string): Promise<Array<Entry & {seq: number}>> {
	const rows = await select<Row>(db, 'select * from journal where subject = ? order by version', [subject]);
	return rows.map(fromRow);
}

/** The last time that something was done to a subject. */
export async function lastOf(db: Db, subject: string, action: string): Promise<Pick<Entry, 'at' | 'actor'> | undefined> {
	const [row] = await select<{at: Instant; actor: string}>(
		db,
		'select at, actor from journal where subject = ? and action = ? order by version desc limit 1',
		[subject, action],
	);
	return row;
}

export type JournalFilter = {
	subject?: string;
	/** 'hazard': of all subjects of a kind. */
	kind?: string;
	actor?: string;
	action?: string;
	from?: Instant;
	to?: Instant;
};

/** Keeps the entries that a reader asks for. */
export const entriesLike =
	({subject, kind, actor, action, from, to}: JournalFilter) =>
	(query: Knex.QueryBuilder): void => {
		if (subject) query.where({subject});
		if (kind) query.where('subject', 'like', `${kind}:%`);
		if (actor) query.where({actor});
		if (action) query.where({action});
		if (from) query.where('at', '>=', from);
		if (to) query.where('at', '<', to);
	};

/** A page of the whole journal in arrival order, or the newest first; for search, export and verification. */
export async function journalPage(
	db: Db,
	{after, limit, isNewestFirst = false, ...filter}: JournalFilter & {after?: number; limit: number; isNewestFirst?: boolean},
): Promise<Array<Entry & {seq: number}>> {
	const rows = (await db('journal')
		.modify(entriesLike(filter))
		.modify(query => {
			if (after !== undefined) query.where('seq', isNewestFirst ? '<' : '>', after);
		})
		.orderBy('seq', isNewestFirst ? 'desc' : 'asc')
		.limit(limit)) as Row[];
	return rows.map(fromRow);
}
