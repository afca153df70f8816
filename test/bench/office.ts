import {existsSync, readFileSync, renameSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Page} from 'playwright-core';
import {systemClock} from '../../src/clock.ts';
import {root} from '../../src/root.ts';
import {startApp} from '../helpers/app.ts';
import {makeLargeOffice} from '../helpers/large-office.ts';
import {makeOffice} from '../helpers/office.ts';
import {type Desk, openOffice} from '../helpers/office-browser.ts';
import {isThing, officeRoutes} from '../helpers/office-routes.ts';
import {allow} from '../helpers/phone-world.ts';
import {serveFolder} from '../helpers/server.ts';

/**
 * npm run bench -- office [folder] [runs]: the office in Chromium over 3,000 sites and 20,000 hazards, served by a process of
 * its own. The folder keeps the register for the next time.
 */
const print = (line: string) => process.stdout.write(`${line}\n`);
const [folder = path.join(root, 'dist', `office-bench-${process.pid}`), runs = '5'] = process.argv.slice(2);
const size = {sites: 3000, hazards: 20_000, today: systemClock.today()};
const ends: Array<() => Promise<unknown>> = [];
const bench = {teardown: (end: () => Promise<unknown>) => ends.unshift(end), passed: true, log: print} as never;

if (!existsSync(folder)) await makeRegister();
const {origin} = await serveFolder(bench, folder);
const office = await openOffice(bench, {origin, app: {clock: systemClock}});
const desk = await office.desk();
await firstLoad('sign-in', desk);
await desk.signIn('manager');
await desk.open('/');
await firstLoad('dashboard of a manager', desk);
await measureLists(desk);
if (officeRoutes.includes('/map')) await measureMap(desk);
for (const end of ends) await end();
process.exit(0);

async function makeRegister(): Promise<void> {
	const start = performance.now();
	const app = await startApp(bench, {today: size.today, checkReplies: false});
	const people = await makeOffice(app);
	for (const person of [people.manager, people.leader, people.administrator, people.auditor]) await allow(app, people, person);
	await makeLargeOffice(app, people, size);
	for (const end of ends.splice(0)) await end();
	renameSync(app.folder, folder);
	print(`${size.sites} sites, ${size.hazards} hazards made in ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

/** The scripts that were loaded until the page was there, as a browser that takes gzip would have had them. */
async function firstLoad(title: string, {page}: Desk): Promise<void> {
	const scripts = await page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.map(({name}) => new URL(name).pathname)
			.filter(name => name.endsWith('.js')),
	);
	const sizes = scripts.map(name => gzipSync(readFileSync(path.join(root, 'dist/web', name)), {level: 9}).length);
	print(
		`first load, ${title}: ${(sizes.reduce((a, b) => a + b, 0) / 1000).toFixed(0)} kB of JS (gzip) in ${scripts.length} files`,
	);
}

/** Every route that has a pager: opened afresh by its address, from within, and a page forward. */
async function measureLists({page, open, settled}: Desk): Promise<void> {
	print(
		`\n${'list'.padEnd(24)}${'by address'.padStart(11)}${'from within'.padStart(12)}${'next page'.padStart(10)}   slowest request`,
	);
	for (const address of officeRoutes.filter(route => !isThing(route))) {
		await open(address);
		if ((await page.locator('nav.pager').count()) === 0) continue;
		const times: Record<Way, number[]> = {address: [], within: [], next: []};
		for (let run = 0; run < Number(runs); run++) {
			await page.goto(origin + address, {waitUntil: 'commit'});
			times.address.push(await timed(page, 'address'));
			await settled();
			if (await page.getByRole('button', {name: '下一页'}).isEnabled()) times.next.push(await timed(page, 'next'));
			await open('/no-such-page');
			times.within.push(await timed(page, 'within', address));
			await settled();
		}
		const row = [times.address, times.within, times.next].map(list => (list.length > 0 ? median(list).toFixed(0) : '–'));
		print(`${address.padEnd(24)}${row[0]!.padStart(11)}${row[1]!.padStart(12)}${row[2]!.padStart(10)}   ${await slowest(page)}`);
	}
}

type Way = 'address' | 'within' | 'next';

/** Milliseconds until the rows of a list stand on the screen, counted in the page itself: from its beginning, or from the press. */
async function timed(page: Page, way: Way, address = ''): Promise<number> {
	return page.evaluate(
		async ({way, address}) => {
			const frame = async () => new Promise(requestAnimationFrame);
			const rows = () => {
				const pager = document.querySelector('main nav.pager');
				const isOnItsWay = document.querySelector('main .el-skeleton, main .el-loading-mask');
				return !pager || isOnItsWay ? '' : pager.parentElement!.textContent!.replace(pager.textContent!, '');
			};
			const before = way === 'next' ? rows() : '';
			const start = way === 'address' ? 0 : performance.now();
			if (way === 'next') document.querySelector<HTMLButtonElement>('main nav.pager button:last-of-type')!.click();
			if (way === 'within') {
				history.pushState({...history.state}, '', address);
				dispatchEvent(new PopStateEvent('popstate', {state: history.state}));
			}
			while (['', before].includes(rows())) await frame();
			await frame();
			return performance.now() - start;
		},
		{way, address},
	);
}

/** What the server took longest for since the page was loaded. */
async function slowest(page: Page): Promise<string> {
	return page.evaluate(() => {
		const asked = performance.getEntriesByType('resource').filter(({name}) => new URL(name).pathname.startsWith('/api/'));
		const [most] = asked.sort((a, b) => b.duration - a.duration);
		return most ? `${most.duration.toFixed(0)} ms ${most.name.replace(location.origin, '')}` : '';
	});
}

/** Drags the map to and fro for some seconds and counts the frames that were drawn. */
async function measureMap({page, open}: Desk): Promise<void> {
	await open('/map');
	const {x, y, width, height} = (await page.locator('.leaflet-container').boundingBox())!;
	const [left, top] = [x + width / 2, y + height / 2];
	const rates: number[] = [];
	for (let run = 0; run < Number(runs); run++) {
		const counting = page.evaluate(countFrames, 3000);
		const end = performance.now() + 2800;
		await page.mouse.move(left, top);
		await page.mouse.down();
		for (let n = 0; performance.now() < end; n++)
			await page.mouse.move(left + 300 * Math.sin(n / 20), top + 200 * Math.cos(n / 30));
		await page.mouse.up();
		rates.push(await counting);
	}
	print(`\nmap, dragged for 3 s: ${median(rates).toFixed(0)} frames a second (${rates.map(rate => rate.toFixed(0)).join(', ')})`);
}

async function countFrames(milliseconds: number): Promise<number> {
	const start = performance.now();
	let frames = 0;
	for (; performance.now() - start < milliseconds; frames++) await new Promise(requestAnimationFrame);
	return (frames * 1000) / (performance.now() - start);
}

function median(list: number[]): number {
	return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
}
