import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import test from 'ava';
import type {AxeResults, RunOptions} from 'axe-core';
import type {Page} from 'playwright-core';
import {type Phone, startPhone} from '../helpers/browser.ts';
import {beginDay} from '../helpers/phone-acts.ts';
import {allStops, goTo, type Stop} from '../helpers/phone-routes.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = process.env.SCREENSHOTS;
const sizes = [
	{width: 360, height: 640},
	{width: 390, height: 844},
];

/** What axe calls serious or critical, in words: the rule and where. */
async function faultsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
	await page.evaluate(axe);
	const {violations} = await page.evaluate(
		async asked => (globalThis as unknown as {axe: {run: (options: RunOptions) => Promise<AxeResults>}}).axe.run(asked),
		options,
	);
	return violations
		.filter(({impact}) => impact === 'serious' || impact === 'critical')
		.flatMap(({id, nodes}) => nodes.map(({target}) => `${id} ${target.join(' ')}`));
}

/** Pressed things that are lower than a thumb needs (48 px); links within a line of text are as high as the line. */
const low = (): string[] =>
	[
		...document.querySelectorAll<HTMLElement>(
			'button, select, input:not([type=checkbox]):not([type=file]), textarea, a.button, nav a',
		),
	]
		.filter(element => element.checkVisibility() && !element.closest('.sr') && element.getBoundingClientRect().height < 47.5)
		.map(
			element =>
				`${element.className || element.tagName} ${element.innerText.slice(0, 12)} ${element.getBoundingClientRect().height}`,
		);
const isTooWide = (): boolean => document.documentElement.scrollWidth > innerWidth;

async function picture({page}: Phone, {name}: Stop, kind: string): Promise<void> {
	if (folder === undefined) return;
	mkdirSync(folder, {recursive: true});
	await page.waitForTimeout(300);
	await page.screenshot({path: path.join(folder, `${name}-${kind}.png`)});
}

test.serial(
	'no view has a serious fault for those who see or hear little, in light and dark, and all fit a small phone',
	async t => {
		const world = await startPhoneWorld(t, {
			checklists: ['fire/daily@1', 'gas/merchant@1', 'gas/supply@1'],
			reported: 1,
			rectifying: 1,
			closed: 1,
		});
		const phone = await startPhone(t, {origin: world.origin});
		const {page} = phone;
		await beginDay(phone);
		const faults: string[] = [];
		for (const stop of await allStops(phone, world)) {
			const note = (kind: string, found: readonly string[]) =>
				faults.push(...found.map(fault => `${stop.name} ${kind}: ${fault}`));
			await goTo(phone, stop);
			note('light', await faultsOf(page));
			await page.emulateMedia({colorScheme: 'dark'});
			note('dark', await faultsOf(page, {runOnly: ['color-contrast']}));
			for (const size of sizes) {
				await page.setViewportSize(size);
				await picture(phone, stop, `${size.width}x${size.height}-dark`);
			}
			await page.emulateMedia({colorScheme: 'light'});
			for (const size of sizes) {
				await page.setViewportSize(size);
				note(`${size.width}`, (await page.evaluate(isTooWide)) ? ['wider than the glass'] : []);
				await picture(phone, stop, `${size.width}x${size.height}`);
			}
			note('low', await page.evaluate(low));
		}
		t.deepEqual(faults, []);
	},
);
