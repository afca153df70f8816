import type {Phone} from './browser.ts';
import {password} from './phone-world.ts';

/** Signs in as a person would and waits for the day's pack, which the first look loads by itself. */
export async function beginDay(phone: Phone, account = 'inspector1'): Promise<void> {
	await phone.open();
	await signIn(phone, account);
	await phone.page.getByText(/工作包\s*\d+ kB/).waitFor();
	await ready(phone);
}

export async function signIn(phone: Phone, account = 'inspector1'): Promise<void> {
	const {page} = phone;
	await phone.type('账号', account);
	await phone.type('口令', password);
	await phone.tap('登录');
	await page.getByRole('heading', {name: '双重预防台账'}).waitFor({state: 'detached'});
}

/** Waits until the pages are kept for a start without a network. */
export async function ready({page}: Phone): Promise<void> {
	await page.waitForFunction(async () => {
		const registration = await navigator.serviceWorker.ready;
		return registration.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
	});
}
