import {type Day, dayOf, plusDays} from '../../domain/days.ts';
import {noHash} from '../../domain/journal/journal.ts';
import {chainFault, disagreement, type Head, sealInput} from '../../domain/journal/seal.ts';
import type {Db} from '../../store/engine.ts';
import {picturesOf} from '../../store/journal/as-of.ts';
import {journalPage, sha256} from '../../store/journal/journal.ts';
import {countAfter, entriesOfDay, firstEntryAt, inSnapshot, listSeals} from '../../store/journal/seals.ts';
import {type LiveRow, liveRows, liveTables} from '../../store/journal/subjects.ts';

/** The first thing that is wrong: an entry (seq, subject, version), a sealed day, or a live row (subject). */
export type JournalFault = {seq?: number; subject?: string; version?: number; day?: Day; why: string};
/** `lastSealed` is the newest sealed day; `unsealed` counts the entries after it. */
export type Verdict = {
	entries: number;
	subjects: number;
	seals: number;
	lastSealed: Day | null;
	unsealed: number;
	firstFault?: JournalFault;
};

/** How many entries are checked so far, of how many. */
export type Progress = {entries: number; of: number};

/** Checks every entry, every seal, and that live rows agree with their last entries (rules §1.12). */
export const verifyJournal = async (reader: Db, onProgress: (progress: Progress) => void = () => {}): Promise<Verdict> =>
	inSnapshot(reader, async db => {
		const of = await countAfter(db, undefined);
		const {entries, heads, fault} = await checkChains(db, checked => onProgress({entries: checked, of}));
		const subjects = heads.size;
		const {seals, lastSealed, fault: sealFault} = await checkSeals(db);
		const firstFault = fault ?? sealFault ?? (await checkRows(db, heads));
		const unsealed = await countAfter(db, lastSealed ?? undefined);
		return {entries, subjects, seals, lastSealed, unsealed, ...(firstFault && {firstFault})};
	});

const slice = 1000;

async function checkChains(
	db: Db,
	onSlice: (entries: number) => void,
): Promise<{entries: number; heads: Map<string, Head>; fault?: JournalFault}> {
	const heads = new Map<string, Head>();
	let entries = 0;
	let after = 0;
	for (;;) {
		const page = await journalPage(db, {after, limit: slice});
		for (const entry of page) {
			const why = chainFault(heads.get(entry.subject), entry, sha256);
			if (why) return {entries, heads, fault: {seq: entry.seq, subject: entry.subject, version: entry.version, why}};
			heads.set(entry.subject, {version: entry.version, at: entry.at, hash: entry.hash});
			entries++;
			after = entry.seq;
		}
		onSlice(entries);
		if (page.length < slice) return {entries, heads};
	}
}

async function checkSeals(db: Db): Promise<{seals: number; lastSealed: Day | null; fault?: JournalFault}> {
	const first = await firstEntryAt(db);
	let day = first && dayOf(first);
	let previous = noHash;
	let lastSealed: Day | null = null;
	const seals = await listSeals(db);
	for (const seal of seals) {
		const broken = (why: string) => ({seals: seals.length, lastSealed, fault: {day: seal.day, why}});
		if (seal.day !== day) return broken(day ? `应为 ${day} 的封存值：有封存值被删去或添加` : '没有日志而有封存值');
		const entries = await entriesOfDay(db, seal.day);
		if (entries.length !== seal.count) return broken(`封存时有 ${seal.count} 条，现有 ${entries.length} 条`);
		if (sha256(sealInput(previous, seal.day, entries)) !== seal.hash) return broken('封存值不符：该日或更早的日志被改动');
		previous = seal.hash;
		lastSealed = seal.day;
		day = plusDays(seal.day, 1);
	}
	return {seals: seals.length, lastSealed};
}

async function checkRows(db: Db, heads: Map<string, Head>): Promise<JournalFault | undefined> {
	for (const kind of Object.keys(liveTables)) {
		for (let after = 0; ; ) {
			const rows = await liveRows(db, kind, after, 400);
			const fault = await rowsFault(db, kind, rows, heads);
			if (fault) return fault;
			if (rows.length < 400) break;
			after = rows.at(-1)!.seq;
		}
	}
	// Rows that were seen are gone from the map: what is left of these kinds has lost its row.
	const lost = [...heads].find(([subject]) => Object.hasOwn(liveTables, subject.slice(0, subject.indexOf(':'))));
	return lost && {subject: lost[0], version: lost[1].version, why: '有日志而没有现状记录：记录被删去'};
}

async function rowsFault(db: Db, kind: string, rows: LiveRow[], heads: Map<string, Head>): Promise<JournalFault | undefined> {
	const wanted = rows.map(row => ({subject: `${kind}:${row.id}`, version: row.version}));
	const pictures = await picturesOf<Record<string, unknown>>(db, wanted);
	for (const [i, {subject, version}] of wanted.entries()) {
		const head = heads.get(subject);
		if (head?.version !== version)
			return {subject, version, why: head ? `现状为第 ${version} 版，日志止于第 ${head.version} 版` : '有现状记录而没有日志'};
		const field = disagreement(rows[i]!, pictures.get(subject) ?? {}, sha256);
		if (field) return {subject, version, why: `现状的 ${field} 与最后一条日志不同：未经日志而被改动`};
		heads.delete(subject);
	}
	return undefined;
}

/** The whole journal as lines of JSON for the stand-alone verifier: entries by arrival, then seals. */
export async function exportJournal(
	reader: Db,
	write: (line: string) => Promise<void>,
): Promise<{entries: number; seals: number}> {
	return inSnapshot(reader, async db => {
		let entries = 0;
		for (let after = 0; ; ) {
			const page = await journalPage(db, {after, limit: slice});
			for (const entry of page) await write(JSON.stringify({kind: 'entry', ...entry}));
			entries += page.length;
			if (page.length < slice) break;
			after = page.at(-1)!.seq;
		}
		const seals = await listSeals(db);
		for (const {day, count, hash} of seals) await write(JSON.stringify({kind: 'seal', day, count, hash}));
		return {entries, seals: seals.length};
	});
}
