import {type Day, dayOf, type Instant, plusDays, plusMilliseconds, startOf} from '../days.ts';
import {type Entry, hashInput, noHash} from './journal.ts';

/** Closes one Shanghai day of the journal; a copy outside the database anchors everything before it (rules §1.12). */
export type Seal = {day: Day; count: number; lastSeq: number; hash: string; madeAt: Instant};

type Sealed = Pick<Entry, 'subject' | 'version' | 'hash'>;
type Hash = (text: string) => string;

/** Writes that were admitted before midnight are committed long before this. */
const quiet = 10 * 60_000;

/** What a seal's hash covers: the seal before it, the day, the count, and the day's entries in (subject, version) order. */
export const sealInput = (previous: string, day: Day, entries: readonly Sealed[]): string =>
	[previous, day, String(entries.length), ...[...entries].sort(inOrder).map(entry => entry.hash)].join('\n');

/** By code units and not by the database's collation: every reader must come to the same order. */
const inOrder = (a: Sealed, b: Sealed): number =>
	a.subject === b.subject ? a.version - b.version : a.subject < b.subject ? -1 : 1;

/** The days that can be sealed now: after the last sealed one, else from the first entry's day, days without entries too. */
export function daysToSeal(lastSealed: Day | undefined, firstEntryAt: Instant | undefined, now: Instant, most: number): Day[] {
	const days: Day[] = [];
	if (firstEntryAt === undefined) return days;
	let day = lastSealed === undefined ? dayOf(firstEntryAt) : plusDays(lastSealed, 1);
	while (days.length < most && plusMilliseconds(startOf(plusDays(day, 1)), quiet) <= now) {
		days.push(day);
		day = plusDays(day, 1);
	}
	return days;
}

/** What is known of a subject after its last entry that was read. */
export type Head = Pick<Entry, 'version' | 'at' | 'hash'>;

/** Why an entry cannot follow what was read of its subject; undefined when it can. */
export function chainFault(head: Head | undefined, entry: Entry, hash: Hash): string | undefined {
	const expected = (head?.version ?? 0) + 1;
	if (entry.version !== expected) return `版本应为 ${expected}，实为 ${entry.version}：有记录被删去、添加或调换`;
	if (entry.previousHash !== (head?.hash ?? noHash)) return '与前一条不相连：前一条被改动或替换';
	if (head && entry.at <= head.at) return '时刻不晚于前一条';
	if (hash(hashInput(entry)) !== entry.hash) return '内容与哈希值不符：内容被改动';
	return undefined;
}

/**
 * The first field of a subject's last entry that its live row contradicts, where it has a column of that name, or a column
 * that the entry holds the hash of (`snapshot`, `snapshotSha256`).
 */
export function disagreement(row: Record<string, unknown>, after: Record<string, unknown>, hash: Hash): string | undefined {
	const inside = {...membersOf(row.value), ...membersOf(row.body)};
	return Object.keys(after).find(name => {
		const column = toColumn(name);
		const source = row[toColumn(name.replace(/Sha256$/, ''))];
		if (name.endsWith('Sha256') && typeof source === 'string' && hash(source) !== after[name]) return true;
		if (Object.hasOwn(inside, name) && stable(inside[name]) !== stable(after[name])) return true;
		const value = Object.hasOwn(kept, name) ? kept[name]!(after[name]) : after[name];
		// A table of the office has a value of its own within the column of that name.
		if (name === 'value' && Object.hasOwn(inside, name)) return false;
		// A setting's row stands under its kind: table/routing.
		if (name === 'id' && String(row.id).endsWith(`/${String(value)}`)) return false;
		return Object.hasOwn(row, column) && !holds(row[column], value);
	});
}

/** Columns that keep not the value itself: the place in the order of lists, red flags first; no inspection where there was none (回头看). */
const kept: Record<string, (value: unknown) => unknown> = {
	redFlag: value => (value ? 0 : 1),
	inspectionId: value => value || null,
};

const toColumn = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/** What a column of JSON says: a hazard's body, a setting's value. */
const membersOf = (json: unknown): Record<string, unknown> =>
	typeof json === 'string' && json.startsWith('{') ? (JSON.parse(json) as Record<string, unknown>) : {};

/** Columns keep booleans as 0 and 1, lists and objects as JSON text. */
function holds(column: unknown, value: unknown): boolean {
	if (column === value || (column === null && value === undefined)) return true;
	if (typeof value === 'boolean') return column === Number(value);
	return typeof column === 'string' && typeof value !== 'string' && parsed(column) === stable(value);
}

function parsed(text: string): string | undefined {
	try {
		return stable(JSON.parse(text));
	} catch {
		return undefined;
	}
}

const stable = (value: unknown): string =>
	JSON.stringify(value, (_, inner) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	) ?? 'null';
