import {type Day, dayOf, type Instant} from '../days.ts';
import type {ParcelKind} from '../field/parcel.ts';

/**
 * 导出的未发送记录: what a telephone could not send, as one file that the office imports (`POST /api/outbox-imports`).
 *
 * Lines of JSON (`application/x-ndjson`, UTF-8), so that both sides hold one line in memory at a time:
 *
 *     {"format":1,"kind":"outbox","exportedAt":"…Z","personId":"…","app":"…","entries":2,"photos":3}
 *     {"entry":{"method":"PUT","path":"/api/inspections/…","body":{…}}}      every entry, in the order in which it was sealed
 *     {"photo":{"sha256":"…","type":"image/jpeg","base64":"…"}}              then every photo that the entries name
 *     {"end":true}
 *
 * A file that was cut off is imported as far as it goes. Bodies of POST carry an `id` of their own, so that nothing happens twice.
 */
export type OutboxHead = {
	format: 1;
	kind: 'outbox';
	exportedAt: Instant;
	/** To whom everything in it is bound. */
	personId: string;
	app: string;
	entries: number;
	photos: number;
};
export type OutboxEntry = {method: 'PUT' | 'POST'; path: string; body: Record<string, unknown>};
export type OutboxPhoto = {sha256: string; type: string; base64: string};
export type OutboxLine = OutboxHead | {entry: OutboxEntry} | {photo: OutboxPhoto} | {end: true};

export const outboxFileType = 'application/x-ndjson';
export const outboxLimits = {
	bytes: 512 * 1024 * 1024,
	entries: 2000,
	photos: 4000,
	/** As for one that is sent by itself. */
	entryBytes: 1024 * 1024,
	/** Ten megabytes in base 64. */
	lineBytes: 15 * 1024 * 1024,
};

/** '未发送记录-沈一帆-2026-11-24.jsonl' */
export const outboxFileName = (name: string, today: Day): string => `未发送记录-${name}-${today}.jsonl`;

/** One line of the file with its end. */
export const outboxLine = (line: OutboxLine): string => `${JSON.stringify(line)}\n`;

/** The kinds of entries, and the doors by which each would have been sent. */
export const outboxDoors: ReadonlyArray<{kind: ParcelKind; method: OutboxEntry['method']; door: string}> = [
	{kind: 'inspection', method: 'PUT', door: '/api/inspections/:id'},
	{kind: 'lead', method: 'PUT', door: '/api/leads/:id'},
	{kind: 'reinspection', method: 'POST', door: '/api/hazards/:id/reinspections'},
	{kind: 'rectification-report', method: 'POST', door: '/api/hazards/:id/rectification-reports'},
	{kind: 'lookback', method: 'POST', door: '/api/hazards/:id/lookbacks'},
];
export type OutboxDoor = (typeof outboxDoors)[number] & {id: string};

/** The door that an entry would have gone through and the id in its path; undefined when it has no business in an outbox. */
export function doorOf({method, path}: Pick<OutboxEntry, 'method' | 'path'>): OutboxDoor | undefined {
	for (const one of outboxDoors) {
		const id = new RegExp(`^${one.door.replace(':id', '([0-9a-f-]{36})')}$`).exec(path)?.[1];
		if (one.method === method && id !== undefined) return {...one, id};
	}
	return undefined;
}

/** When the fact was, as the telephone says; what has no time of its own was no later than the export. */
export function momentOf({body}: OutboxEntry, kind: ParcelKind, exportedAt: Instant): Instant {
	const said = kind === 'inspection' ? body.startedAt : kind === 'lead' ? body.seenAt : undefined;
	return typeof said === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(said) ? said : exportedAt;
}

/** Every hash that the entries name, wherever in them. */
export const hashesIn = (text: string): string[] => text.match(/\b[0-9a-f]{64}\b/g) ?? [];

/** What the journal says of everything that came in this way. */
export const importNote = (exportedAt: Instant, person: {name: string} | null): string =>
	`由${person ? `${person.name}的` : '本人'}手机导出的文件导入（${dayOf(exportedAt)}导出）`;
