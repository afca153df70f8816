import {type ChildProcess, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline';
import sharp from 'sharp';
import {v7 as uuidv7} from 'uuid';
import {readConfig} from '../../src/config.ts';
import {plusDays} from '../../src/domain/days.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {root} from '../../src/root.ts';
import {openServices} from '../../src/start.ts';
import {insertHazards, takeHazardNumbers} from '../../src/store/hazards/hazards.ts';
import {insertPhotos} from '../../src/store/inspections/photos.ts';

// npm run bench -- papers [folder]: the demo as it is served, started anew. The first notice right after the start; then 200
// notices of four photos through the door while lists are asked for; then all of them in one zip. A folder keeps its demo.
const password = 'demo-password-1';
const folder = process.argv[2] ?? mkdtempSync(path.join(tmpdir(), 'bench-papers-'));
const env = {...process.env, DATA_DIR: folder, PORT: '0', DEMO_PASSWORD: password, DATABASE_URL: ''};
const [count, atOnce] = [200, 8];
const print = (line: string) => process.stdout.write(`${line}\n`);

if (!existsSync(path.join(folder, 'register.sqlite3'))) await stopped((await started()).server);
const ids: string[] = [];
const notices = await seeded(count + 1);
const {server, origin, readyMs} = await started();
process.once('exit', () => server.kill());
const manager = await signedIn('manager');
const from = performance.now();
await issued(notices[0]!);
print(`first notice: ${ms(performance.now() - from)}, asked for right after the start, which took ${ms(readyMs)}`);
print(`memory of the server's process: ${memoryMb('VmRSS')} MB`);
await lists('lists alone', async () => new Promise(resolve => setTimeout(resolve, 3000)));
await lists(`lists while ${count} notices are issued, ${atOnce} at once`, batch);
print(`most memory of the server's process, its database, lists and drawing together: ${memoryMb('VmHWM')} MB`);
await lists('lists while they are zipped', zipped);
print(`most memory, with the zip: ${memoryMb('VmHWM')} MB`);
await stopped(server);

/** The demo's own server, ready to answer. */
async function started(): Promise<{server: ChildProcess; origin: string; readyMs: number}> {
	const began = performance.now();
	const server = spawn(process.execPath, [path.join(root, 'dist/src/demo.js')], {env, stdio: ['ignore', 'pipe', 'inherit']});
	for await (const line of createInterface({input: server.stdout!})) {
		const found = /已启动：(http\S+)/.exec(line);
		if (!found) continue;
		server.stdout!.resume();
		return {server, origin: found[1]!, readyMs: performance.now() - began};
	}
	throw new Error('the demo did not start');
}

async function stopped(server: ChildProcess): Promise<void> {
	const gone = new Promise(resolve => server.once('exit', resolve));
	server.kill('SIGTERM');
	await gone;
}

/** Hazards that wait for a notice, four to each, with photos as a telephone sends them. */
async function seeded(papers: number): Promise<Array<{siteId: string; hazardIds: string[]}>> {
	const services = await openServices(readConfig(env), {demo: true, production: false});
	const row = await services.reader('hazards').whereIn('state', ['rectifying', 'confirmed']).first('body');
	const pattern = JSON.parse(row.body as string) as Hazard;
	const now = services.clock.now();
	const act = {actor: pattern.facts.filers[0]!, now, requestId: null};
	const plain = await Promise.all([1, 2, 3, 4].map(plainPhoto));
	const made: Array<{siteId: string; hazardIds: string[]}> = [];
	for (let paper = 0; paper < papers; paper++) {
		const photos = plain.map(bytes => ownPhoto(bytes));
		for (const {sha256, bytes} of photos) await services.files.put('photos', sha256, bytes);
		await services.queue.submit(async db => {
			const numbers = await takeHazardNumbers(db, 'XH', 2026, 4);
			const items = numbers.map((number, at) => {
				const {noticePaperId: _, noticeRound: __, ...facts} = pattern.facts;
				const own = {id: uuidv7(), number, state: 'confirmed', grade: 'general', extension: 'none', round: 1} as const;
				const due = {dueOn: plusDays(services.clock.today(), 14), version: 1, endedAt: null};
				const hazard: Hazard = {...pattern, ...own, ...due, facts: {...facts, photosBefore: [photos[at]!.sha256]}};
				return {act, hazard, searchText: number};
			});
			const by = {uploadedBy: act.actor, uploadedAt: now, likeness: null, origin: {}};
			const size = {type: 'image/jpeg' as const, width: 1600, height: 1200};
			await insertPhotos(
				db,
				photos.map(({sha256, bytes}) => ({...by, ...size, sha256, size: bytes.length})),
			);
			await insertHazards(db, items);
			made.push({siteId: pattern.siteId, hazardIds: items.map(({hazard}) => hazard.id)});
		});
	}
	await services.papers.close();
	await services.engine.close();
	return made;
}

async function plainPhoto(at: number): Promise<Buffer> {
	if (process.env.PHOTO_DIR) return readFileSync(path.join(process.env.PHOTO_DIR, `h${at}.jpg`));
	const noise = {type: 'gaussian', mean: 128, sigma: 12} as const;
	const image = sharp({create: {width: 1600, height: 1200, channels: 3, background: '#808080', noise}}).blur(1.2);
	return image.jpeg({quality: 60 + at}).toBuffer();
}

/** The same picture as a photo of its own: a comment in front tells it from the others. */
function ownPhoto(bytes: Buffer): {sha256: string; bytes: Buffer} {
	const comment = Buffer.from(`\xff\xfe\x00\x26${uuidv7()}`, 'latin1');
	const own = Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]);
	return {sha256: createHash('sha256').update(own).digest('hex'), bytes: own};
}

async function signedIn(account: string): Promise<string> {
	const headers = {'content-type': 'application/json'};
	const answer = await fetch(`${origin}/api/session`, {method: 'POST', headers, body: JSON.stringify({account, password})});
	return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

async function issued(notice: {siteId: string; hazardIds: string[]}): Promise<void> {
	const headers = {'content-type': 'application/json', cookie: manager};
	const body = JSON.stringify({kind: 'rectification-notice', ...notice});
	const answer = await fetch(`${origin}/api/papers`, {method: 'POST', headers, body});
	if (answer.status !== 201) throw new Error(await answer.text());
	ids.push(((await answer.json()) as {id: string}).id);
}

async function batch(): Promise<void> {
	const began = performance.now();
	const waiting = notices.slice(1);
	const work = async () => {
		for (let next = waiting.pop(); next; next = waiting.pop()) await issued(next);
	};
	await Promise.all(Array.from({length: atOnce}, work));
	const seconds = (performance.now() - began) / 1000;
	print(
		`${count} notices of 4 photos issued in ${seconds.toFixed(1)} s: ${(count / seconds).toFixed(0)} a second, checked, drawn and kept`,
	);
}

async function zipped(): Promise<void> {
	const began = performance.now();
	const answer = await fetch(`${origin}/api/papers.zip?ids=${ids.slice(-count)}`, {headers: {cookie: manager}});
	const bytes = Buffer.from(await answer.arrayBuffer());
	if (answer.status !== 200) throw new Error(bytes.toString());
	print(`zip: ${(bytes.length / 1e6).toFixed(1)} MB in ${ms(performance.now() - began)}`);
}

/** How long a list of fifty takes, asked for every 25 ms while something else goes on. */
async function lists(title: string, meanwhile: () => Promise<unknown>): Promise<void> {
	const waits: number[] = [];
	let isOver = false;
	const ask = async () => {
		const from = performance.now();
		await (await fetch(`${origin}/api/hazards?limit=50`, {headers: {cookie: manager}})).arrayBuffer();
		waits.push(performance.now() - from);
	};
	const asking = (async () => {
		while (!isOver) await Promise.all([ask(), new Promise(resolve => setTimeout(resolve, 25))]);
	})();
	await meanwhile();
	isOver = true;
	await asking;
	waits.sort((a, b) => a - b);
	const at = (share: number) => ms(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!);
	print(`${title}: ${waits.length} asked, p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`);
}

function memoryMb(field: 'VmRSS' | 'VmHWM'): string {
	const file = `/proc/${server.pid}/status`;
	const found = existsSync(file) && new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(file, 'utf8'));
	return found ? (Number(found[1]) / 1024).toFixed(0) : 'not measured here,';
}

function ms(milliseconds: number): string {
	return `${milliseconds.toFixed(0)} ms`;
}
