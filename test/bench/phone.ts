import {readFileSync} from 'node:fs';
import http from 'node:http';
import {loadavg} from 'node:os';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {root} from '../../src/root.ts';
import {networks, type Phone, slowDown, slowNetwork, startPhone} from '../helpers/browser.ts';
import * as acts from '../helpers/phone-acts.ts';
import {fillOutbox} from '../helpers/phone-outbox.ts';
import {type PhoneWorld, password, startPhoneWorld} from '../helpers/phone-world.ts';

/**
 * npm run bench -- phone [runs] [filings] [photos]: the phone in Chromium, against the limits of the field: sizes, starts,
 * touches, and a full outbox on its way.
 */
const print = (line: string) => process.stdout.write(`${line}\n`);
const [runs = 5, filings = 200, photos = 1000] = process.argv.slice(2).map(Number);
const ends: Array<() => Promise<unknown>> = [];
const bench = {teardown: (end: () => Promise<unknown>) => ends.unshift(end), passed: true, log: print} as never;
const finish = async () => {
	for (const end of ends.splice(0)) await end();
};
const mixed = ['fire/daily@1', 'gas/merchant@1', 'underground/daily@1', 'construction/site@1', 'gas/household@1'];
const inMs = (list: number[]): string => {
	const sorted = [...list].sort((a, b) => a - b).map(Math.round);
	const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
	return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${sorted.at(-1)} ms of ${sorted.length}`;
};

print(`load ${loadavg()[0]!.toFixed(1)}`);
await measurePack();
await measureFirstLoad();
for (const name of Object.keys(networks) as Array<keyof typeof networks>) await measureInteractive(name);
await measureOfflineStart();
await measureTouches();
await measureOutbox();
print(`load ${loadavg()[0]!.toFixed(1)}`);
process.exit(0);

/** The pack of 14 tasks with their checklists, as it travels. */
async function measurePack(): Promise<void> {
	const world = await startPhoneWorld(bench, {
		checklists: Array.from({length: 14}, (_, n) => mixed[n % mixed.length]!),
		reported: 5,
	});
	const session = await fetch(`${world.origin}/api/session`, {
		method: 'POST',
		headers: {'content-type': 'application/json'},
		body: JSON.stringify({account: 'inspector1', password}),
	});
	const headers = {cookie: session.headers.getSetCookie()[0]!.split(';')[0]!, 'accept-encoding': 'gzip'};
	const bytes = await new Promise<number>(resolve => {
		http.get(`${world.origin}/api/pack?days=7`, {headers}, async reply => {
			let total = 0;
			for await (const chunk of reply) total += (chunk as Buffer).length;
			resolve(total);
		});
	});
	print(`pack of 14 tasks with ${mixed.length} checklists: ${(bytes / 1000).toFixed(1)} kB (gzip)`);
	await finish();
}

async function measureFirstLoad(): Promise<void> {
	const world = await startPhoneWorld(bench);
	const phone = await startPhone(bench, {origin: world.origin});
	await acts.beginDay(phone);
	const names = await phone.page.evaluate(() => [
		...new Set(performance.getEntriesByType('resource').map(({name}) => new URL(name).pathname)),
	]);
	const sizeOf = (kind: string) =>
		names
			.filter(name => name.startsWith('/assets/') && name.endsWith(kind))
			.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(root, 'dist/web', name)), {level: 9}).length, 0);
	print(
		`first load, sign-in and the day’s route: ${(sizeOf('.js') / 1000).toFixed(1)} kB of JS, ${(sizeOf('.css') / 1000).toFixed(1)} kB of CSS (gzip)`,
	);
	await finish();
}

/** From the address to a page that answers: painted, and the processor free for a touch. */
async function measureInteractive(name: keyof typeof networks): Promise<void> {
	const world = await startPhoneWorld(bench);
	const times: number[] = [];
	const again: number[] = [];
	for (let run = 0; run < runs; run++) {
		const phone = await startPhone(bench, {origin: world.origin});
		times.push(await opensIn(phone, '登录', {network: name}));
		await phone.killBrowser('/m/sign-in');
		await acts.beginDay(phone);
		await phone.killBrowser('/m/me');
		again.push(await opensIn(phone, '桦苑小吃', {network: name}));
		await phone.context.close();
	}
	print(`sign-in answers, first load, 4 × slower, ${name}: ${inMs(times)}`);
	print(`the day’s route answers, signed in, 4 × slower, ${name}: ${inMs(again)}`);
	await finish();
}

type Line = {network?: keyof typeof networks; rate?: number};

/** Milliseconds from the navigation until a button or link with these words was painted and a task could run after it. */
async function opensIn(phone: Phone, words: string, {network, rate = 4}: Line): Promise<number> {
	await phone.context.addInitScript(lookFor, words);
	const session = await phone.session();
	await slowDown(session, rate);
	if (network) await slowNetwork(session, network);
	await phone.page.goto('about:blank');
	await phone.open();
	const found = await phone.page.waitForFunction(() => (globalThis as {answersAt?: number}).answersAt, null, {timeout: 60_000});
	const time = await found.jsonValue();
	await session.detach();
	return time!;
}

function lookFor(words: string): void {
	const look = () => {
		const isThere = [...document.querySelectorAll('button, a')].some(one => one.textContent?.includes(words));
		if (!isThere) requestAnimationFrame(look);
		else requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, {answersAt: performance.now()})));
	};
	requestAnimationFrame(look);
}

async function measureOfflineStart(): Promise<void> {
	const world = await startPhoneWorld(bench);
	for (const rate of [1, 4]) {
		const phone = await startPhone(bench, {origin: world.origin});
		await acts.beginDay(phone);
		await phone.offline(true);
		const times: number[] = [];
		for (let run = 0; run < runs; run++) {
			await phone.killBrowser('/m/me');
			times.push(await opensIn(phone, '桦苑小吃', {rate}));
		}
		print(`start without a network after the browser was killed, ${rate} × slower: ${inMs(times)}`);
	}
	await finish();
}

/** From the finger to the paint, on the longest list. */
async function measureTouches(): Promise<void> {
	const world = await startPhoneWorld(bench, {checklists: ['underground/daily@1']});
	const phone = await startPhone(bench, {origin: world.origin});
	await acts.beginDay(phone);
	await acts.beginVisit(phone, '桦苑小吃');
	await slowDown(await phone.session());
	await phone.page.evaluate(noteTouches);
	for (let section = 0; section < 6; section++) {
		for (const key of await phone.page.getByRole('button', {name: '合格', exact: true}).all()) await phone.tap(key);
		await phone.page.waitForTimeout(300);
		if (section < 5) await phone.tap(phone.page.getByRole('button', {name: /下一节/}));
	}
	const touches = await phone.page.evaluate(() => (globalThis as unknown as {touches: Touch[]}).touches);
	const painted = (isAnswer: boolean) => inMs(touches.filter(one => one.isAnswer === isAnswer).map(({duration}) => duration));
	print(`answer touched to painted, 4 × slower: ${painted(true)}`);
	print(`next section touched to painted, 4 × slower: ${painted(false)}`);
	await finish();
}

type Touch = {isAnswer: boolean; duration: number};

/** From the touch until the second frame after it is begun, when the first is on the glass. */
function noteTouches(): void {
	const touches: Touch[] = [];
	Object.assign(globalThis, {touches});
	const note = (event: MouseEvent) => {
		const isAnswer = !/下一节/.test((event.target as Element).closest('button')?.textContent ?? '');
		const done = () => touches.push({isAnswer, duration: performance.now() - event.timeStamp});
		requestAnimationFrame(() => requestAnimationFrame(done));
	};
	addEventListener('click', note, {capture: true});
}

/** So many sealed checks with so many photos: the application opens, and everything arrives once. */
async function measureOutbox(): Promise<void> {
	const world = await startPhoneWorld(bench);
	const phone = await startPhone(bench, {origin: world.origin});
	await acts.beginDay(phone);
	await phone.offline(true);
	await fillOutbox(phone, world, {filings, photos, side: 1600});
	for (const rate of [1, 4]) {
		const times: number[] = [];
		for (let run = 0; run < runs; run++) {
			await phone.killBrowser('/m/me');
			times.push(await opensIn(phone, '桦苑小吃', {rate}));
		}
		print(`opens with ${filings} unsent checks and ${photos} photos, ${rate} × slower: ${inMs(times)}`);
	}
	await slowDown(await phone.session(), 1);
	await sendAll(world, phone);
	await finish();
}

async function sendAll(world: PhoneWorld, phone: Phone): Promise<void> {
	const before = performance.now();
	await phone.offline(false);
	await phone.open('/m/sign-in?again=1&to=/outbox');
	await acts.signIn(phone);
	await phone.page.getByText('全部已送达').waitFor({timeout: 3_600_000});
	const seconds = (performance.now() - before) / 1000;
	const {inspections, numbers, photos: arrived, links, hazards} = await world.counts();
	const isExact = inspections === filings && numbers === filings && arrived === photos && links === photos && hazards === filings;
	print(
		`sent in ${seconds.toFixed(0)} s: ${inspections} inspections, ${arrived} photos, ${hazards} hazards in the database, ${isExact ? 'each once' : 'NOT as sealed'}`,
	);
}
