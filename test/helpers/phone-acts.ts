import type {Locator, Page} from 'playwright-core';
import {button, type Phone} from './browser.ts';
import {password} from './phone-world.ts';

/** Signs in as a person would and waits for the day's pack, which the first look loads by itself. */
export async function beginDay(phone: Phone, account = 'inspector1'): Promise<void> {
	await phone.open();
	await signIn(phone, account);
	await phone.page.getByText(/工作包\s*\d+ kB/).waitFor();
	await ready(phone);
}

export async function signIn(phone: Phone, account = 'inspector1'): Promise<void> {
	await phone.type('账号', account);
	await phone.type('口令', password);
	await phone.tap('登录');
	await phone.page.getByRole('heading', {name: '双重预防台账'}).waitFor({state: 'detached'});
}

/** Waits until the pages are kept for a start without a network. */
export async function ready({page}: Phone): Promise<void> {
	await page.waitForFunction(async () => {
		const registration = await navigator.serviceWorker.ready;
		return registration.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
	});
}

/** From the route: to the site, and into its check. */
export async function beginVisit(phone: Phone, site: string): Promise<void> {
	const {page} = phone;
	await phone.tap(page.getByRole('article').filter({hasText: site}).getByRole('link').first());
	await phone.tap('开始检查');
	await page.getByRole('progressbar').waitFor();
}

export const itemOf = ({page}: Phone, id: string): Locator => page.getByRole('article', {name: new RegExp(`^${id} `)});

/** Fails an item with so many photos. */
export async function failItem(phone: Phone, id: string, photos: number): Promise<void> {
	await phone.tap(itemOf(phone, id).getByRole('button', {name: '不合格', exact: true}));
	for (let n = 1; n <= photos; n++) await takePhoto(phone, n);
	await phone.tap(phone.page.getByRole('dialog').getByRole('button', {name: '完成'}));
	await phone.page.getByRole('dialog').waitFor({state: 'detached'});
}

/** The photos of what is wrong that stand on the open sheet. */
export const photosOn = (page: Page): Locator => page.getByRole('dialog').getByRole('button', {name: /^问题照片/});

/** The shutter, once; the photo is then the nth on the sheet. */
export async function takePhoto({page, tap}: Phone, nth: number): Promise<void> {
	const sheet = page.getByRole('dialog');
	const shutter = sheet.getByRole('button', {name: '拍问题照片'});
	await nextPicture(page);
	await tap(shutter);
	await photosOn(page)
		.nth(nth - 1)
		.waitFor();
}

/** A person waits for the camera to show something, and something else than the last time. */
export const nextPicture = async (page: Page): Promise<void> => {
	await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
	await page.evaluate(async () => {
		for (let n = 0; n < 2; n++) await new Promise(resolve => document.querySelector('video')!.requestVideoFrameCallback(resolve));
	});
};

/** The big button under the thumb: the rest of this section passes, and on to the next; until the closing page. */
export async function passRest(phone: Phone): Promise<void> {
	while (!phone.page.url().includes('/closing')) {
		const before = await phone.page.getByLabel('分节').inputValue();
		await phone.tap(phone.page.getByRole('button', {name: /下一节|收尾/}));
		await phone.page.waitForFunction(
			was => location.pathname.endsWith('/closing') || document.querySelector('select')?.value !== was,
			before,
		);
	}
}

/** Who was met, and what he says to signing. */
export async function meet(phone: Phone, refusal = '忙于营业'): Promise<void> {
	await phone.tap(button(phone.page, /就是责任人/));
	await phone.tap('拒绝签名');
	await phone.type('拒签原因', refusal);
}

export async function seal(phone: Phone): Promise<void> {
	await phone.tap('封存并提交');
	await phone.page.getByText('已封存。').waitFor();
}

export type Visit = {site: string; fails: Array<[item: string, photos: number]>};

/** A whole check: the failures of each item where its section comes, all else passes. */
export async function visit(phone: Phone, {site, fails}: Visit): Promise<void> {
	await beginVisit(phone, site);
	await check(phone, fails);
	await meet(phone);
	await seal(phone);
}

/** Section by section, from where the phone stands. */
export async function check(phone: Phone, fails: Visit['fails']): Promise<void> {
	const {page} = phone;
	const left = new Map(fails);
	while (left.size > 0) {
		for (const [id, photos] of [...left]) {
			if ((await itemOf(phone, id).count()) === 0) continue;
			await failItem(phone, id, photos);
			left.delete(id);
		}
		if (left.size > 0) await phone.tap(page.getByRole('button', {name: /下一节/}));
	}
	await passRest(phone);
}

export const tab = ({page}: Phone, words: string): Locator =>
	page.getByRole('navigation', {name: '主要页面'}).getByRole('link', {name: new RegExp(`^${words}`)});

/** Presses "send now" until everything has arrived, and signs in again when asked; says how often it was pressed. */
export async function sendEverything(phone: Phone, account = 'inspector1'): Promise<number> {
	const {page} = phone;
	await phone.tap(tab(phone, '待发'));
	for (let pressed = 0; pressed < 60; pressed++) {
		const next = page
			.getByText('全部已送达')
			.or(page.getByRole('button', {name: '立即发送'}))
			.or(button(page, '重新登录'));
		await next.first().waitFor();
		if (await page.getByText('全部已送达').isVisible()) return pressed;
		if (await button(page, '重新登录').isVisible()) {
			await phone.tap('重新登录');
			await signIn(phone, account);
			await page.waitForURL('**/m/outbox');
		} else await press(phone, page.getByRole('button', {name: '立即发送'}));
		await page.waitForTimeout(100);
	}
	throw new Error(`not everything was sent: ${await page.getByRole('main').innerText()}`);
}

/** Presses what may be gone before the finger comes down. */
async function press(phone: Phone, what: Locator): Promise<void> {
	phone.seen.taps++;
	await what.tap({timeout: 1000}).catch(() => {});
}

/** Waits until an open check on the phone's disk says this. */
export async function kept(phone: Phone, words: string): Promise<void> {
	while (!JSON.stringify(await phone.stored('drafts')).includes(words)) await phone.page.waitForTimeout(5);
}

/** Whether something stands within what the screen shows. */
export const isInSight = async (what: Locator): Promise<boolean> =>
	what.evaluate(element => {
		const {top, bottom} = element.getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight;
	});

/** Whether the middle of something is what a finger would touch there: it is not covered. */
export const isOnTop = async (what: Locator): Promise<boolean> =>
	what.evaluate(element => {
		const {left, top, width, height} = element.getBoundingClientRect();
		const touched = document.elementFromPoint(left + width / 2, top + height / 2);
		return touched !== null && (element.contains(touched) || touched.contains(element));
	});
