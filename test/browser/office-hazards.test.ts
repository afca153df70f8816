import sharp from 'sharp';
import {eachEngine} from '../helpers/database.ts';
import {type Desk, openOffice} from '../helpers/office-browser.ts';
import {startOfficeWorld} from '../helpers/office-world.ts';
import {allow} from '../helpers/phone-world.ts';

/** Somebody without a mouse: everything is reached by Tab and pressed by Enter. */
function keys({page, settled}: Desk) {
	const reach = async (isThere: string): Promise<void> => {
		for (let i = 0; i < 120; i++) {
			if (await page.evaluate(`(() => { const here = document.activeElement; return ${isThere}; })()`)) return;
			await page.keyboard.press('Tab');
		}
		throw new Error(`never reached ${isThere}`);
	};
	const button = (words: string) => `here.tagName === 'BUTTON' && here.textContent.trim() === '${words}'`;
	return {
		async press(words: string): Promise<void> {
			await reach(button(words));
			await page.keyboard.press('Enter');
			await settled();
		},
		/** The button of the dialog that is open, not the one that opened it. */
		async pressInDialog(words: string): Promise<void> {
			await reach(`${button(words)} && here.closest('[role=dialog]') !== null`);
			await page.keyboard.press('Enter');
			await settled();
		},
		reach,
		type: async (label: string, words: string): Promise<void> => {
			await reach(`here.labels?.[0]?.textContent.includes('${label}') || here.ariaLabel === '${label}'`);
			await page.keyboard.type(words);
		},
		choose: async (): Promise<void> => {
			await reach(`here.matches('[role=dialog] input[type=radio]')`);
			await page.keyboard.press('Space');
		},
	};
}

const picture = async (red: number) => ({
	name: 'after.png',
	mimeType: 'image/png',
	buffer: await sharp({create: {width: 320, height: 240, channels: 3, background: {r: red, g: 90, b: 60}}})
		.png()
		.toBuffer(),
});

eachEngine('a hazard goes from its finding to its end by keys alone', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {app, office, hazards} = world;
	await allow(app, office, office.inspector1);
	const browser = await openOffice(t, world);
	const stateOf = async () => (await world.must(200, 'GET', `/api/hazards/${hazards.registered}`, {as: office.manager})).state;
	const desk = await browser.desk('manager');
	const {page} = desk;
	const {press, pressInDialog, type, choose} = keys(desk);
	const attach = async ({page: where, settled}: Desk, red: number) => {
		await where.locator('[role=dialog] input[type=file]').setInputFiles(await picture(red));
		await where.getByRole('dialog').getByAltText(/第1张/).waitFor();
		await settled();
	};

	await desk.go('/hazards?state=registered');
	await page.keyboard.press('j');
	await page.keyboard.press('Enter');
	await desk.settled();
	if (!page.url().endsWith(hazards.registered)) await desk.go(`/hazards/${hazards.registered}`);
	await press('审核');
	await pressInDialog('审核');
	t.is(await stateOf(), 'confirmed');

	await press('下达整改通知书');
	await press('直接签发');
	await pressInDialog('签发');
	await page.getByRole('heading', {name: /安改〔2026〕\d+号/}).waitFor();
	await desk.settled();
	await press('登记送达');
	await type('签收人', '周老板');
	await pressInDialog('登记送达');
	await page.getByText('签收人周老板').waitFor();
	t.is(await stateOf(), 'rectifying');

	await desk.go(`/hazards/${hazards.registered}`);
	await press('报告整改完成');
	await type('整改情况', '已清除堆放物');
	await attach(desk, 200);
	await pressInDialog('报告整改完成');
	t.is(await stateOf(), 'reported');

	const second = await browser.desk('inspector1');
	const there = keys(second);
	await second.go(`/hazards/${hazards.registered}`);
	await there.press('复查');
	await there.choose();
	await attach(second, 20);
	await there.pressInDialog('复查');
	t.is(await stateOf(), 'passed');

	await desk.go('/hazards');
	await desk.go(`/hazards/${hazards.registered}`);
	await press('销号');
	await choose();
	await type('销号意见', '照片与复查记录齐全');
	await pressInDialog('销号');
	t.is(await stateOf(), 'closed');
	t.deepEqual([...desk.seen.errors, ...second.seen.errors], []);
});

eachEngine('many hazards are confirmed in one go: what cannot be is told before, what came of each after', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {office, hazards} = world;
	const {page, go, press, settled, seen} = await (await openOffice(t, world)).desk('manager');
	await go('/hazards');
	await press('选中符合条件的全部');
	await settled();
	await press('审核');
	const dialog = page.getByRole('dialog', {name: /^审核：/});
	await dialog.getByRole('heading', {name: '可以办理 2 条'}).waitFor();
	t.true(await dialog.getByText('不能办理“审核”').first().isVisible());
	const states = async () =>
		Promise.all(
			[hazards.registered, hazards.suspected, hazards.overdue].map(
				async id => (await world.must(200, 'GET', `/api/hazards/${id}`, {as: office.manager})).state,
			),
		);
	t.deepEqual(await states(), ['registered', 'registered', 'rectifying']);
	await dialog.getByRole('button', {name: '审核2条隐患'}).click();
	await dialog.getByText('共2项，已办2项').waitFor();
	await dialog.getByRole('button', {name: '完成'}).click();
	await settled();
	t.deepEqual(await states(), ['confirmed', 'confirmed', 'rectifying']);
	t.deepEqual(seen.errors, []);
});
