import http from 'node:http';
import {type OutboxEntry, type OutboxHead, outboxFileType, outboxLine} from '../../src/domain/inspections/outbox-file.ts';
import type {App} from './app.ts';
import {inspectionPath, makeFiling, makePhoto, type startFiling} from './filing.ts';

type As = {id: string};
export type Exported = {
	entries: OutboxEntry[];
	photos?: Array<{bytes: Buffer; sha256: string; type?: string}>;
	head?: Partial<OutboxHead>;
};

/** A file as a telephone exports it. */
export function outboxOf(app: App, person: As, {entries, photos = [], head = {}}: Exported): Buffer {
	const first: OutboxHead = {
		format: 1,
		kind: 'outbox',
		exportedAt: app.clock.now(),
		personId: person.id,
		app: 'test',
		entries: entries.length,
		photos: photos.length,
		...head,
	};
	const lines = [
		outboxLine(first),
		...entries.map(entry => outboxLine({entry})),
		...photos.map(({bytes, sha256, type = 'image/jpeg'}) =>
			outboxLine({photo: {sha256, type, base64: bytes.toString('base64')}}),
		),
		outboxLine({end: true}),
	];
	return Buffer.from(lines.join(''));
}

export const importFile = async (app: App, as: As, body: Uint8Array, headers: Record<string, string> = {}) =>
	app.send('POST', '/api/outbox-imports', {as, body, headers: {'content-type': outboxFileType, ...headers}});

export const photosOf = async (...seeds: number[]) => Promise.all(seeds.map(async seed => makePhoto(seed)));

/** Says that more is coming than may, and sends nothing. */
export async function declareTooMuch(app: App, as: As): Promise<[number, string]> {
	const {secret} = (await app.send('POST', '/api/tokens', {as, body: {name: '导入', expiresOn: '2026-12-31'}})).body;
	const headers = {
		authorization: `Bearer ${secret}`,
		'content-type': outboxFileType,
		'content-length': String(600 * 1024 * 1024),
	};
	return new Promise((resolve, reject) => {
		const request = http.request(`${app.origin}/api/outbox-imports`, {method: 'POST', headers}, response => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				request.destroy();
				resolve([response.statusCode!, JSON.parse(Buffer.concat(chunks).toString()).code]);
			});
		});
		request.on('error', reject);
		request.flushHeaders();
	});
}

/** Hangs up in the middle of an upload; resolves when the line is dead. */
export async function hangUp(app: App, as: As, file: Buffer): Promise<void> {
	const {secret} = (await app.send('POST', '/api/tokens', {as, body: {name: '导入', expiresOn: '2026-12-31'}})).body;
	const headers = {authorization: `Bearer ${secret}`, 'content-type': outboxFileType, 'content-length': String(file.length)};
	return new Promise(resolve => {
		const request = http.request(`${app.origin}/api/outbox-imports`, {method: 'POST', headers});
		request.on('error', () => resolve());
		request.on('close', () => resolve());
		request.write(file.subarray(0, file.length - 40), () => setTimeout(() => request.destroy(), 50));
	});
}

type Filings = Awaited<ReturnType<typeof startFiling>>;
export const filingOf = ({app, place, pair}: Filings, name: string, more: object = {}): OutboxEntry => ({
	method: 'PUT',
	path: inspectionPath(name),
	body: makeFiling(app, {place, inspectors: pair, ...more}) as never,
});
export const outcomes = ({body}: {body: {entries: Array<{outcome: string}>}}) => body.entries.map(({outcome}) => outcome);
export const problems = ({body}: {body: {entries: Array<{problem: {code: string} | null}>}}) =>
	body.entries.map(({problem}) => problem?.code ?? null);
export const entriesAbout = async (app: App, subject: string) =>
	app.services.reader('journal').where({subject}).orderBy('version') as Promise<
		Array<{actor: string; reason: string | null; action: string}>
	>;
