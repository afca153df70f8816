import test from 'ava';
import {openOffice} from '../helpers/office-browser.ts';
import {startOfficeWorld} from '../helpers/office-world.ts';

type Draft = {value: Array<Record<string, unknown>>};
const source = '街道安委会2026年第3次会议纪要';

test('a manager enters the days that were announced for the flood season, and is told in words what is missing', async t => {
	const world = await startOfficeWorld(t);
	const {page, go, press, settled} = await (await openOffice(t, world)).desk('manager');
	await go('/settings/tables/key-dates');
	await press('起草修改');
	const season = page.getByRole('region', {name: '汛期'});
	await season.getByRole('button', {name: '填写公布的日期'}).click();
	await page.getByLabel('依据或核定文件').fill(source);
	await press('检查并保存草稿');
	await page.getByRole('alert').getByText('第9行“汛期” · 日期 · 公布的日期 · 第1行 · 来源：不能为空。').waitFor();
	t.is(await page.getByRole('alert').getByText('holiday').count(), 0);
	await season.getByLabel('第1次公布的起日').fill('2026年6月1日');
	await page.keyboard.press('Enter');
	await season.getByLabel('第1次公布的止日').fill('2026年9月30日');
	await page.keyboard.press('Enter');
	await season.getByLabel('第1次公布的来源').fill('沪防汛〔2026〕3号');
	await press('检查并保存草稿');
	await page.getByText('汛期的日期：').waitFor();
	await settled();
	const {draft} = await world.must(200, 'GET', '/api/tables/key-dates', {as: world.office.manager});
	const {window} = (draft as Draft).value.find(({id}) => id === 'flood-season') as {window: {announced: unknown}};
	t.deepEqual(window.announced, [{from: '2026-06-01', to: '2026-09-30', source: '沪防汛〔2026〕3号'}]);
});

test('a manager sends one kind of hazard to another department by a form', async t => {
	const world = await startOfficeWorld(t);
	const {page, go, press} = await (await openOffice(t, world)).desk('manager');
	await go('/settings/tables/routing');
	await press('起草修改');
	await press('增加一行');
	const row = page.locator('.card-row').last();
	await row.scrollIntoViewIfNeeded();
	await row.getByRole('combobox', {name: '对象'}).click({force: true});
	await page.getByRole('option', {name: '描述中的字词'}).last().click();
	await row.getByLabel('有其中一个字词即是').fill('充电桩');
	await page.keyboard.press('Enter');
	await row.getByRole('combobox', {name: '有权处理的部门'}).click({force: true});
	await page.keyboard.type('消防救援');
	await page.getByRole('option', {name: '消防救援'}).last().click();
	await page.getByLabel('依据或核定文件').fill(source);
	await press('检查并保存草稿');
	// The form says the same while it is filled in: what was kept stands under who drafted it.
	await page.getByText(/起草。依据：/).waitFor();
	await page.getByText('描述中有“充电桩”').first().waitFor();
	const {draft} = await world.must(200, 'GET', '/api/tables/routing', {as: world.office.manager});
	t.like((draft as Draft).value.at(-1), {
		domain: 'fire',
		placeType: null,
		object: {words: ['充电桩']},
		department: 'fire-rescue',
	});
});
