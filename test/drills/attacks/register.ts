import http from 'node:http';
import {verifyJournal} from '../../../src/actions/journal/verify-journal.ts';
import {openSession} from '../../../src/actions/people/sign-in.ts';
import {systemClock} from '../../../src/clock.ts';
import {select} from '../../../src/store/rows.ts';
import {startApp} from '../../helpers/app.ts';
import {addressOf, type EngineKind} from '../../helpers/engines.ts';
import {fail, inspectionPath, makeFiling, makePhoto, sha} from '../../helpers/filing.ts';
import {makeOffice} from '../../helpers/office.ts';
import {makePlace} from '../../helpers/places.ts';
import {serveFolder} from '../../helpers/server.ts';
import type {Stand} from '../drilling.ts';

export type Filing = {path: string; body: object; photo: {bytes: Buffer; sha256: string}};
export type Said = {
	status: number;
	code?: string | undefined;
	retryAfter?: string | undefined;
	ms: number;
	at: number;
	body: Buffer;
};
type Sent = {origin: string; method: string; path: string; body?: Uint8Array | object | undefined};

/** A register served by a process of its own, and one who files in it and remembers what was acknowledged. */
export async function startRegister(t: Stand, kind: EngineKind = 'sqlite') {
	const app = await startApp(t, {kind, today: systemClock.today()});
	app.clock.forward(Date.parse(systemClock.now()) - Date.parse(app.clock.now()));
	app.clock.run();
	const office = await makeOffice(app);
	const place = await makePlace(app, office, {});
	const secretOf = async (id: string) =>
		(await app.services.queue.submit(async db => openSession(db, id, '2099-01-01T00:00:00.000Z'))).secret;
	const secret = await secretOf(office.inspector1.id);
	const acknowledged = {filings: new Set<string>(), photos: new Set<string>()};
	const sent = new Map<string, Filing>();
	const inspectors = [office.inspector1, office.inspector2];

	const makeOne = async (name: string, seed: number, size = 64): Promise<Filing> => {
		const photo = await makePhoto(seed, {width: size});
		const path = inspectionPath(name);
		const filing = {path, photo, body: makeFiling(app, {place, inspectors, answers: {F01: {...fail, photos: [photo.sha256]}}})};
		sent.set(path, filing);
		return filing;
	};
	/** The photo, then the filing; what was answered with success is remembered as acknowledged. */
	const file = async (origin: string, {path, body, photo}: Filing): Promise<Said[]> => {
		const upload = await say({origin, method: 'PUT', path: `/api/photos/${photo.sha256}`, body: photo.bytes}, secret);
		if (upload.status === 200 || upload.status === 201) acknowledged.photos.add(photo.sha256);
		const filed = await say({origin, method: 'PUT', path, body}, secret);
		if (filed.status === 200 || filed.status === 201) acknowledged.filings.add(path);
		return [upload, filed];
	};
	const serve = async (folder = app.folder) => serveFolder(t, folder, {DATABASE_URL: addressOf(app.services.engine)});

	/** What is lost or doubled: every acknowledged filing and photo is there, everything filed just once, the journal whole. */
	const audit = async (origin: string, paths: readonly string[] = [...acknowledged.filings]): Promise<string[]> => {
		const faults: string[] = [];
		const seen = await Promise.all(paths.map(async path => ({path, said: await say({origin, method: 'GET', path}, secret)})));
		for (const {path, said} of seen) if (said.status !== 200) faults.push(`lost: ${path} (${said.status})`);
		const hashes = [...acknowledged.photos].filter(hash => paths.some(path => sent.get(path)?.photo.sha256 === hash));
		for (const hash of hashes) {
			const {status, body} = await say({origin, method: 'GET', path: `/api/photos/${hash}?size=original`}, secret);
			if (status !== 200 || sha(body) !== hash) faults.push(`lost: photo ${hash} (${status})`);
		}
		return faults;
	};
	/** Whether all that was ever made is there exactly once. */
	const auditOnce = async (): Promise<string[]> => {
		const [row] = await select<Record<string, number>>(
			app.services.reader,
			`select (select count(*) from inspections) as inspections, (select count(distinct number) from inspections) as numbers, (select count(*) from hazards) as hazards,
			(select count(distinct number) from hazards) as hazard_numbers, (select count(*) from journal where subject like 'inspection:%') as entries, (select count(*) from photo_links where subject like 'hazard:%') as links`,
		);
		const wrong = Object.entries(row!).filter(([name, count]) => name !== 'links' && Number(count) !== sent.size);
		const broken = (await verifyJournal(app.services.reader)).firstFault;
		return [
			...wrong.map(([name, count]) => `${count} ${name} instead of ${sent.size}`),
			...(broken ? [`journal: ${JSON.stringify(broken)}`] : []),
		];
	};
	return {app, office, place, secret, secretOf, acknowledged, sent, makeOne, file, serve, audit, auditOnce};
}

export type Register = Awaited<ReturnType<typeof startRegister>>;
const agent = new http.Agent({keepAlive: true, maxSockets: 128});

/** Sends; a connection that breaks or is refused is status 0, for it acknowledges nothing. */
export const say = async ({origin, method, path, body}: Sent, secret: string): Promise<Said> =>
	new Promise(resolve => {
		const started = performance.now();
		const bytes = body === undefined ? undefined : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
		const type = body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
		const headers = {authorization: `Bearer ${secret}`, ...(bytes && {'content-type': type, 'content-length': bytes.length})};
		const end = (status: number, whole: Buffer, retryAfter?: string) => {
			const code = status >= 400 ? /"code":"([a-z-]+)"/.exec(whole.toString())?.[1] : undefined;
			resolve({status, code, retryAfter, ms: performance.now() - started, at: Date.now(), body: whole});
		};
		const request = http.request(origin + path, {method, headers, agent}, response => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				end(response.complete ? response.statusCode! : 0, Buffer.concat(chunks), response.headers['retry-after']),
			);
			response.on('error', () => end(0, Buffer.alloc(0)));
		});
		request.setTimeout(60_000, () => request.destroy());
		request.on('error', () => end(0, Buffer.alloc(0)));
		request.end(bytes);
	});

export const wait = async (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));
/** How often each answer came: '503 busy' → 12. */
export function counted(all: readonly Said[]): Array<[string, number]> {
	const counts = new Map<string, number>();
	for (const {status, code} of all) {
		const name = status === 0 ? 'no answer' : `${status}${code ? ` ${code}` : ''}`;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
