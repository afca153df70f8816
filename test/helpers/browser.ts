import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {type BrowserContext, type CDPSession, chromium, type Locator, type Page} from 'playwright-core';
import {findChromium} from './chromium.ts';

export type PhoneOptions = {
	origin: string;
	/** What the camera shows: a moving test picture, a file (mjpeg, y4m), or nothing because it is refused or not there. */
	camera?: 'test-picture' | 'refused' | 'none' | {file: string};
	place?: {latitude: number; longitude: number} | null;
	size?: {width: number; height: number};
	isDark?: boolean;
	/** What the browser calls itself. */
	userAgent?: string;
	/** Runs in every page before its own code. */
	before?: () => void;
};
type Launched = {context: BrowserContext; page: Page};

/** A telephone with a browser and a disk of its own: what was kept on it outlives the page and the browser. */
export async function startPhone(t: ExecutionContext, options: PhoneOptions) {
	const folder = mkdtempSync(path.join(tmpdir(), 'register-phone-'));
	const seen = {errors: [] as string[], strangers: new Set<string>(), taps: 0};
	let isOffline = false;
	let now = await launch(folder, options);
	watch(now.context, options.origin, seen);
	t.teardown(async () => {
		if (!t.passed) t.log(await lastWords(now.page), seen.errors.slice(-10));
		await now.context.close().catch(() => {});
		rmSync(folder, {recursive: true, force: true, maxRetries: 3});
	});

	const start = async (): Promise<void> => {
		now = await launch(folder, options);
		await now.context.setOffline(isOffline);
		watch(now.context, options.origin, seen);
	};
	const phone = {
		seen,
		get page() {
			return now.page;
		},
		get context() {
			return now.context;
		},
		open: async (address = '/m/') => now.page.goto(options.origin + address),
		/** One touch of a finger. */
		async tap(what: Locator | string) {
			seen.taps++;
			await (typeof what === 'string' ? button(now.page, what) : what).tap();
		},
		/** A finger drawn over the glass, as for a name: one touch too. */
		async stroke(what: Locator) {
			seen.taps++;
			await what.scrollIntoViewIfNeeded();
			const {x, y, width, height} = (await what.boundingBox())!;
			const session = await now.context.newCDPSession(now.page);
			const at = (n: number) => [{x: x + width * (0.2 + n * 0.06), y: y + height * (n % 2 === 0 ? 0.3 : 0.7)}];
			await session.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: at(0)});
			for (let n = 1; n < 10; n++) await session.send('Input.dispatchTouchEvent', {type: 'touchMove', touchPoints: at(n)});
			await session.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
			await session.detach();
		},
		/** One touch to put the cursor there; typing itself is no tap. */
		async type(label: string | Locator, text: string) {
			const field = typeof label === 'string' ? now.page.getByLabel(label) : label;
			await phone.tap(field);
			await field.fill(text);
		},
		/** The phone kills the page, as it does when another application wants the memory; it is opened again where it was. */
		async killPage(address?: string) {
			const {page, context} = now;
			const where = address ?? new URL(page.url()).pathname + new URL(page.url()).search;
			const gone = new Promise(resolve => page.once('crash', resolve));
			const session = await context.newCDPSession(page);
			session.send('Page.crash').catch(() => {});
			await gone;
			now = {context, page: await context.newPage()};
			await page.close();
			await phone.open(where);
		},
		/** The battery is empty: the whole browser is gone without a word, and started again later. */
		async killBrowser(address = '/m/') {
			const session = await now.context.browser()!.newBrowserCDPSession();
			const {processInfo} = (await session.send('SystemInfo.getProcessInfo')) as {processInfo: {type: string; id: number}[]};
			const gone = new Promise(resolve => now.context.once('close', resolve));
			for (const {id} of processInfo) if (id > 0) process.kill(id, 'SIGKILL');
			await gone;
			await start();
			await phone.open(address);
		},
		async offline(on: boolean) {
			isOffline = on;
			await now.context.setOffline(on);
		},
		/** Everything in one of the stores of the phone's database. */
		stored: async <T>(store: string): Promise<T[]> => now.page.evaluate(readStore, store) as Promise<T[]>,
		store: async (store: string, values: unknown[]) => now.page.evaluate(writeStore, {store, values}),
		session: async (): Promise<CDPSession> => now.context.newCDPSession(now.page),
	};
	return phone;
}

export type Phone = Awaited<ReturnType<typeof startPhone>>;

/** Puts something into a store as it is: what a test says had been there before. */
async function writeStore({store, values}: {store: string; values: unknown[]}): Promise<void> {
	const db = await new Promise<IDBDatabase>(resolve => {
		const request = indexedDB.open('dual-prevention-phone');
		request.onsuccess = () => resolve(request.result);
	});
	const transaction = db.transaction(store, 'readwrite');
	for (const value of values) transaction.objectStore(store).put(value);
	await new Promise((resolve, reject) => {
		transaction.oncomplete = resolve;
		// A phone that is full takes nothing of it.
		transaction.onabort = () => reject(transaction.error);
	});
	db.close();
}

async function readStore(store: string): Promise<unknown[]> {
	const ask = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const db = await ask(indexedDB.open('dual-prevention-phone'));
	const all = await ask(db.transaction(store).objectStore(store).getAll());
	db.close();
	return all;
}

/** What stood on the screen when a test failed. */
export const lastWords = async (page: Page): Promise<string> =>
	`${page.url()}\n${await page.evaluate(() => document.body.innerText, null).catch(String)}`;

/** What a person would press: a button or a link with these words. */
export const button = (page: Page, words: string | RegExp): Locator =>
	page
		.getByRole('button', {name: words})
		.or(page.getByRole('link', {name: words}))
		.first();

async function launch(
	folder: string,
	{camera = 'test-picture', place, size, isDark, before, userAgent}: PhoneOptions,
): Promise<Launched> {
	const {executablePath, env} = await findChromium();
	const context = await chromium.launchPersistentContext(folder, {
		executablePath,
		env: env as Record<string, string>,
		// A name of its own for the loopback address: a page of it is not trusted as one of 127.0.0.1 is.
		args: [
			'--no-sandbox',
			'--disable-dev-shm-usage',
			'--host-resolver-rules=MAP register.example 127.0.0.1',
			...cameraFlags(camera),
		],
		viewport: size ?? {width: 390, height: 844},
		deviceScaleFactor: 1,
		hasTouch: true,
		isMobile: true,
		...(userAgent !== undefined && {userAgent}),
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		colorScheme: isDark ? 'dark' : 'light',
		permissions: place === null ? [] : ['geolocation'],
		geolocation: place ?? {latitude: 31.23, longitude: 121.47},
	});
	context.setDefaultTimeout(10_000);
	if (before) await context.addInitScript(before);
	if (camera === 'refused') await context.addInitScript(refuseCamera);
	return {context, page: context.pages()[0] ?? (await context.newPage())};
}

/** As a browser answers when a person said no; Chromium without a window has nobody to ask. */
function refuseCamera(): void {
	navigator.mediaDevices.getUserMedia = async () => {
		throw new DOMException('Permission denied', 'NotAllowedError');
	};
}

function cameraFlags(camera: NonNullable<PhoneOptions['camera']>): string[] {
	if (camera === 'none' || camera === 'refused') return [];
	const file = typeof camera === 'object' ? [`--use-file-for-fake-video-capture=${camera.file}`] : [];
	return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...file];
}

/** Everything that a page complains of, and every host that it asks beside its own. */
export function watch(context: BrowserContext, origin: string, seen: {errors: string[]; strangers: Set<string>}): void {
	const look = (page: Page): void => {
		page.on('pageerror', error => seen.errors.push(`${error}`));
		page.on('console', message => {
			if (message.type() === 'error') seen.errors.push(message.text());
		});
	};
	context.on('page', look);
	for (const page of context.pages()) look(page);
	context.on('request', request => {
		const {protocol, host} = new URL(request.url());
		if (protocol.startsWith('http') && host !== new URL(origin).host) seen.strangers.add(host);
	});
}

/** A processor four times slower than this one, as the bench and the issue have it. */
export const slowDown = async (session: CDPSession, rate = 4): Promise<unknown> =>
	session.send('Emulation.setCPUThrottlingRate', {rate});

/** Networks as Chromium's tools have them: megabits a second down and up, milliseconds that each request waits. */
export const networks = {
	/** "Slow 4G" of the network panel. */
	'slow 4G (panel)': {down: 1.44, up: 0.675, latency: 562.5},
	/** The same line as Lighthouse has it: 150 ms there and back. */
	'slow 4G (150 ms)': {down: 1.6, up: 0.75, latency: 150},
} as const;

export async function slowNetwork(session: CDPSession, name: keyof typeof networks): Promise<void> {
	const {down, up, latency} = networks[name];
	const [downloadThroughput, uploadThroughput] = [down, up].map(megabits => (megabits * 1e6) / 8) as [number, number];
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {offline: false, latency, downloadThroughput, uploadThroughput});
}

/** Whether the pages of the phone were all kept for a start without a network. */
export const isKept = async (page: Page): Promise<boolean> =>
	page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		return Boolean(navigator.serviceWorker.controller);
	});
