import type {Instant} from '../days.ts';

/** One thing that happened to one subject (rules §2.2). `after` is the subject as it stood afterwards, as canonical JSON text. */
export type Entry = {
	subject: string;
	version: number;
	at: Instant;
	actor: string;
	action: string;
	reason: string | null;
	requestId: string | null;
	after: string;
	previousHash: string;
	hash: string;
};

/** What an entry's hash covers, in this order, each part with its length: no two entries give the same bytes. */
export const hashInput = (entry: Omit<Entry, 'hash'>): string =>
	[
		entry.previousHash,
		entry.subject,
		String(entry.version),
		entry.at,
		entry.actor,
		entry.action,
		entry.reason ?? '',
		entry.requestId ?? '',
		entry.after,
	]
		.map(part => `${part.length}:${part}`)
		.join('|');

/** The first entry of every subject follows this. */
export const noHash = '0'.repeat(64);
