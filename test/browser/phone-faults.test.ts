import test, {type ExecutionContext} from 'ava';
import sharp from 'sharp';
import {plusMilliseconds} from '../../src/domain/days.ts';
import type {Draft} from '../../src/domain/field/draft.ts';
import type {Parcel} from '../../src/domain/field/parcel.ts';
import {button, type PhoneOptions, startPhone} from '../helpers/browser.ts';
import * as acts from '../helpers/phone-acts.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

async function begin(t: ExecutionContext, options: Partial<PhoneOptions> = {}) {
	const world = await startPhoneWorld(t, {checklists: ['gas/supply@1', 'gas/supply@1']});
	const phone = await startPhone(t, {origin: world.origin, ...options});
	await acts.beginDay(phone);
	return {world, phone, page: phone.page};
}
const photo = async () => ({
	name: 'IMG_2.jpg',
	mimeType: 'image/jpeg',
	buffer: await sharp({create: {width: 640, height: 480, channels: 3, background: '#345'}})
		.jpeg()
		.toBuffer(),
});

test.serial('the same picture chosen twice for one defect is one photo', async t => {
	const {world, phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: '不合格', exact: true}));
	for (let n = 0; n < 2; n++) {
		await page.getByLabel('从相册选择').setInputFiles(await photo());
		await acts.photosOn(page).first().waitFor();
		await page.waitForTimeout(300);
	}
	t.is(await acts.photosOn(page).count(), 1);
	await phone.tap('完成');
	await acts.passRest(phone);
	await acts.meet(phone);
	await acts.seal(phone);
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: 1, photos: 1, hazards: 1});
});

test.serial('a photo that two items show stays with the one when it is taken from the other', async t => {
	const {phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	for (const item of ['G27', 'G28']) {
		await phone.tap(acts.itemOf(phone, item).getByRole('button', {name: '不合格', exact: true}));
		await page.getByLabel('从相册选择').setInputFiles(await photo());
		await acts.photosOn(page).first().waitFor();
		await phone.tap('完成');
		await page.getByRole('dialog').waitFor({state: 'detached'});
	}
	await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: /查看修改/}));
	await phone.tap('删除这张照片');
	await phone.tap('完成');
	await page.waitForTimeout(300);
	const [draft] = await phone.stored<Draft>('drafts');
	t.is(Object.keys(draft!.filing.photos!).length, 1);
	t.is(await page.evaluate(countPhotos), 1);
});

const countPhotos = async (): Promise<number> => {
	const db = await new Promise<IDBDatabase>(resolve => {
		const request = indexedDB.open('dual-prevention-phone');
		request.onsuccess = () => resolve(request.result);
	});
	const count = await new Promise<number>(resolve => {
		const request = db.transaction('photos').objectStore('photos').count();
		request.onsuccess = () => resolve(request.result);
	});
	db.close();
	return count;
};

test.serial('a name on the glass is kept however soon it is confirmed', async t => {
	const {phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	await acts.passRest(phone);
	await phone.tap(button(page, /在场人员签名/));
	await phone.stroke(page.getByLabel('在场人员在此签名'));
	await page.getByRole('button', {name: '签好了'}).evaluate(pressed => (pressed as HTMLElement).click());
	await page.getByRole('button', {name: '签好了'}).waitFor({state: 'detached'});
	await page.waitForTimeout(1000);
	const [draft] = await phone.stored<Draft>('drafts');
	t.truthy(draft!.filing.signature?.photo);
});

test.serial('a shutter that can be pressed takes a photo', async t => {
	const {phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: '不合格', exact: true}));
	await page.waitForFunction(() => {
		const shutter = document.querySelector<HTMLButtonElement>('button[aria-label="拍问题照片"]:enabled');
		shutter?.click();
		return shutter !== null;
	});
	await acts.photosOn(page).first().waitFor({timeout: 3000});
	t.is(await acts.photosOn(page).count(), 1);
});

test.serial('what the phone could not keep it says where the person is looking', async t => {
	const {phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: '不合格', exact: true}));
	await page.getByLabel('从相册选择').setInputFiles({name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture')});
	const warning = page.getByText(/这张照片读不出来/);
	await warning.waitFor();
	t.true(await acts.isOnTop(warning));
});

test.serial('the second of two pages that seal the same check changes nothing', async t => {
	const {world, phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	await acts.passRest(phone);
	await acts.meet(phone);
	const other = await phone.context.newPage();
	await other.goto(page.url());
	await other.getByText('封存并提交').waitFor();
	await acts.seal(phone);
	await page.waitForFunction(() => !document.querySelector('.unsent-bar'));
	await other.getByText('封存并提交').tap();
	await other.waitForTimeout(1500);
	t.like(await world.counts(), {inspections: 1});
	t.deepEqual(
		(await phone.stored<Parcel>('parcels')).map(({state}) => state),
		['accepted'],
	);
});

test.serial('what was tried while the clock was a year ahead is sent at the next start, once the clock is right', async t => {
	const {world, phone, page} = await begin(t);
	await phone.offline(true);
	await acts.visit(phone, {site: '桦苑小吃', fails: []});
	const [parcel] = await phone.stored<Parcel>('parcels');
	await phone.store('parcels', [{...parcel, attempts: 1, nextAt: plusMilliseconds(parcel!.sealedAt, 365 * 86_400_000)}]);
	await page.goto('about:blank');
	await phone.offline(false);
	await phone.open('/m/');
	await page.waitForTimeout(3000);
	t.like(await world.counts(), {inspections: 1});
});
