import {randomBytes} from 'node:crypto';
import test, {type ExecutionContext} from 'ava';
import readExif from 'exif-reader';
import sharp from 'sharp';
import type {Draft} from '../../src/domain/field/draft.ts';
import {select} from '../../src/store/rows.ts';
import {type Phone, type PhoneOptions, startPhone} from '../helpers/browser.ts';
import * as acts from '../helpers/phone-acts.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

async function begin(t: ExecutionContext, options: Partial<PhoneOptions> = {}) {
	const world = await startPhoneWorld(t, {checklists: ['gas/supply@1', 'gas/supply@1']});
	const phone = await startPhone(t, {origin: world.origin, ...options});
	await acts.beginDay(phone);
	return {world, phone, page: phone.page};
}

/** Puts ever smaller things beside the phone's own until not even a little one fits. */
async function fill(phone: Phone, room: number): Promise<void> {
	for (const size of [room / 16, room / 160, 2000])
		for (let isRoom = true; isRoom; ) {
			const ballast = {sha256: randomBytes(8).toString('hex'), blob: randomBytes(size).toString('base64').slice(0, size)};
			isRoom = await phone.store('pictures', [ballast]).then(
				() => true,
				() => false,
			);
		}
}

test.serial(
	'a phone that is full says so over everything, loses nothing that it had, and goes on once there is room',
	async t => {
		const world = await startPhoneWorld(t, {checklists: ['gas/supply@1']});
		const phone = await startPhone(t, {origin: world.origin});
		const {page} = phone;
		const session = await phone.session();
		const room = 8_000_000;
		await session.send('Storage.overrideQuotaForOrigin', {origin: world.origin, quotaSize: room});
		await acts.beginDay(phone);
		await acts.beginVisit(phone, '桦苑小吃');
		await acts.failItem(phone, 'G28', 1);
		await fill(phone, room);
		await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: /查看修改/}));
		await acts.nextPicture(page);
		await phone.tap(page.getByRole('button', {name: '拍问题照片'}));
		const alert = page.getByText(/手机存储已满/).first();
		await alert.waitFor();
		t.is(await acts.photosOn(page).count(), 1, 'what was kept stays');
		await session.send('Storage.overrideQuotaForOrigin', {origin: world.origin});
		await acts.takePhoto(phone, 2);
		await phone.tap('完成');
		await page.getByText(/手机存储已满/).waitFor({state: 'detached'});
		await acts.passRest(phone);
		await acts.meet(phone);
		await acts.seal(phone);
		await acts.sendEverything(phone);
		t.like(await world.counts(), {inspections: 1, photos: 2, hazards: 1});
	},
);

test.serial(
	'without leave for the camera the phone’s own takes the photo, and 40 megapixels of it become a small one with its notes',
	async t => {
		const {world, phone, page} = await begin(t, {camera: 'refused'});
		await acts.beginVisit(phone, '桦苑小吃');
		await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: '不合格', exact: true}));
		await page.getByText(/未允许使用相机/).waitFor();
		const large = await sharp({create: {width: 7300, height: 5480, channels: 3, background: '#806040'}})
			.withExif({IFD0: {Make: 'Xinhua'}, IFD2: {DateTimeOriginal: '2026:03:02 10:00:00'}})
			.withMetadata({orientation: 6})
			.jpeg()
			.toBuffer();
		const chooser = page.waitForEvent('filechooser');
		await phone.tap(page.getByText('拍问题照片'));
		await (await chooser).setFiles({name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: large});
		await acts.photosOn(page).first().waitFor();
		await phone.tap('完成');
		await acts.passRest(phone);
		await acts.meet(phone);
		await acts.seal(phone);
		await acts.sendEverything(phone);
		const [photo] = await select<{id: string; width: number; height: number; size: number}>(
			world.app.services.reader,
			'select * from photos',
		);
		t.deepEqual([photo!.width, photo!.height], [1201, 1600], 'turned upright and small');
		const {exif, orientation} = await sharp(world.app.services.files.pathOf('photos', photo!.id)).metadata();
		t.is(orientation, 1);
		t.is(readExif(exif!).Image?.Make, 'Xinhua');
		t.is(readExif(exif!).Photo?.DateTimeOriginal?.toISOString().slice(0, 10), '2026-03-02');
		t.log(`${Math.round(large.length / 1024)} kB of 40 megapixels became ${Math.round(photo!.size / 1024)} kB`);
	},
);

test.serial('a note is composed as Chinese is typed, sign by sign, and stands as it was meant', async t => {
	const {phone, page} = await begin(t);
	const session = await phone.session();
	await acts.beginVisit(phone, '桦苑小吃');
	await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: '不合格', exact: true}));
	const note = page.getByLabel('问题说明');
	await phone.tap(note);
	for (const [steps, meant] of [
		[['p', 'pe', 'pei', 'peis', 'peisong'], '配送'],
		[['w', 'wu', 'wuz', 'wuzheng'], '无证'],
	] as const) {
		for (const text of steps) {
			await session.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
			await page.waitForTimeout(30);
		}
		await session.send('Input.insertText', {text: meant});
	}
	t.is(await note.inputValue(), '配送无证');
	await acts.kept(phone, '配送无证');
	const [draft] = await phone.stored<Draft>('drafts');
	t.is(draft!.filing.checks[0]!.answers!.G28!.defects![0]!.note, '配送无证');
});

test.serial('the back key leads out step by step, and nothing that was filled in is lost on the way', async t => {
	const {phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	await acts.failItem(phone, 'G28', 1);
	await phone.tap(acts.itemOf(phone, 'G28').getByRole('button', {name: /查看修改/}));
	await page.goBack();
	await page.getByRole('dialog').waitFor({state: 'detached'});
	t.true(await acts.itemOf(phone, 'G28').isVisible(), 'from the sheet to its item');
	await acts.passRest(phone);
	await phone.type('姓名', '周老板');
	await page.goBack();
	await page.getByText('5/5项').waitFor();
	await page.goBack();
	await phone.tap(page.getByRole('link', {name: /继续：桦苑小吃/}));
	await page.getByText('5/5项 · 不合格1').waitFor();
	await phone.tap('收尾');
	t.is(await page.getByLabel('姓名').inputValue(), '周老板');
	await phone.tap('拒绝签名');
	await phone.type('拒签原因', '忙于营业');
	await acts.seal(phone);
	await page.goBack();
	await page.goBack();
	await page
		.getByText(/已经封存或删除|工作包/)
		.first()
		.waitFor();
	t.is((await phone.stored('drafts')).length, 0, 'what is sealed does not open again');
	t.is((await phone.stored('parcels')).length, 1);
});
