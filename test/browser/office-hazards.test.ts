import type {Page} from 'playwright-core';
import sharp from 'sharp';
import {eachEngine} from '../helpers/database.ts';
import {type Desk, openOffice} from '../helpers/office-browser.ts';
import {startOfficeWorld} from '../helpers/office-world.ts';
import {allow, password} from '../helpers/phone-world.ts';

/** Where the keys stand: whether it can be seen that they stand there. Element Plus draws the ring of a field around it. */
const isSeen = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const here = document.activeElement!;
		const around = [here, here.nextElementSibling, here.parentElement, here.parentElement?.parentElement];
		const isRinged = around.some(one => {
			if (!one) return false;
			const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one);
			return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
		});
		const {top, bottom, left, right} = here.getBoundingClientRect();
		const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
		const words = (here.textContent || here.getAttribute('aria-label') || here.tagName).trim().slice(0, 40);
		return isRinged && isInside ? '' : `${words}: ${isRinged ? 'out of sight' : 'no ring'}`;
	});

/** Somebody without a mouse: everything is reached by Tab and pressed by Enter, and he always sees where he is. */
function keys({page, settled}: Desk, unseen: string[]) {
	const reach = async (isThere: string): Promise<void> => {
		for (let i = 0; i < 160; i++) {
			if (await page.evaluate(`(() => { const here = document.activeElement; return ${isThere}; })()`)) {
				const fault = await isSeen(page);
				if (fault) unseen.push(fault);
				return;
			}
			await page.keyboard.press('Tab');
		}
		throw new Error(`never reached ${isThere}`);
	};
	const enter = async (): Promise<void> => {
		await page.keyboard.press('Enter');
		await settled();
	};
	const button = (words: string) => `here.tagName === 'BUTTON' && here.textContent.trim() === '${words}'`;
	const type = async (label: string, words: string): Promise<void> => {
		await reach(`here.labels?.[0]?.textContent.includes('${label}') || here.ariaLabel === '${label}'`);
		await page.keyboard.type(words);
	};
	return {
		reach,
		type,
		async signIn(name: string): Promise<void> {
			await type('账号', name);
			await type('口令', password);
			await page.keyboard.press('Enter');
			await page.getByRole('navigation', {name: '主菜单'}).waitFor();
			await settled();
		},
		async press(words: string): Promise<void> {
			await reach(button(words));
			await enter();
		},
		/** The button of the dialog that is open, not the one that opened it. */
		async pressInDialog(words: string): Promise<void> {
			await reach(`${button(words)} && here.closest('[role=dialog]') !== null`);
			await enter();
		},
		async follow(words: string): Promise<void> {
			await reach(`here.tagName === 'A' && here.textContent.trim().startsWith('${words}')`);
			await enter();
		},
		/** Down the rows of a list until the one of this number is there, and in. */
		async openRow(number: string): Promise<void> {
			await reach("here.matches('tbody tr')");
			for (let i = 0; i < 50 && !(await page.locator('tr:focus').innerText()).includes(number); i++)
				await page.keyboard.press('j');
			await enter();
		},
		choose: async (): Promise<void> => {
			await reach(`here.matches('[role=dialog] input[type=radio]')`);
			await page.keyboard.press('Space');
		},
		/** What has the keys now, by a selector. */
		stands: async (selector: string): Promise<boolean> => page.locator(`${selector}:focus`).isVisible(),
	};
}

const picture = async (red: number) => ({
	name: 'after.png',
	mimeType: 'image/png',
	buffer: await sharp({create: {width: 320, height: 240, channels: 3, background: {r: red, g: 90, b: 60}}})
		.png()
		.toBuffer(),
});

eachEngine('a hazard goes from its finding to its end by keys alone, and where they stand is always seen', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {app, office, hazards} = world;
	await allow(app, office, office.inspector1);
	const browser = await openOffice(t, world);
	const see = async () => world.must(200, 'GET', `/api/hazards/${hazards.registered}`, {as: office.manager});
	const stateOf = async () => (await see()).state;
	const {number} = await see();
	const unseen: string[] = [];
	const desk = await browser.desk();
	const {page} = desk;
	const {signIn, press, pressInDialog, follow, openRow, type, choose, stands} = keys(desk, unseen);
	const attach = async ({page: where, settled}: Desk, red: number) => {
		await where.locator('[role=dialog] input[type=file]').setInputFiles(await picture(red));
		await where.getByRole('dialog').getByAltText(/第1张/).waitFor();
		await settled();
	};

	await signIn('manager');
	await follow('待审核隐患');
	await openRow(number);
	await press('审核');
	t.true(await stands('[role=dialog] *'), 'a dialog takes the keys');
	await pressInDialog('审核');
	t.is(await stateOf(), 'confirmed');
	t.true(await stands('.hazard-moves button'), 'the next step has the keys when one is done');

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

	await follow(number);
	await press('报告整改完成');
	await type('整改情况', '已清除堆放物');
	await attach(desk, 200);
	await pressInDialog('报告整改完成');
	t.is(await stateOf(), 'reported');

	const second = await browser.desk();
	const there = keys(second, unseen);
	await there.signIn('inspector1');
	await there.follow('隐患');
	await there.openRow(number);
	await there.press('复查');
	await there.choose();
	await attach(second, 20);
	await there.pressInDialog('复查');
	t.is(await stateOf(), 'passed');

	await follow('工作台');
	await follow('待销号隐患');
	await openRow(number);
	await press('销号');
	await choose();
	await type('销号意见', '照片与复查记录齐全');
	await pressInDialog('销号');
	t.is(await stateOf(), 'closed');
	t.deepEqual(unseen, []);
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
