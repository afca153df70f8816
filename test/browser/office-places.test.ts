import test from 'ava';
import {eachEngine} from '../helpers/database.ts';
import {leadPath} from '../helpers/leads.ts';
import {idOf} from '../helpers/office.ts';
import {pick, pictureFile} from '../helpers/office-acts.ts';
import {openOffice} from '../helpers/office-browser.ts';
import {startOfficeWorld} from '../helpers/office-world.ts';
import {allow} from '../helpers/phone-world.ts';

eachEngine('a manager makes a lead a hazard, and who reported it reads what became of it', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	await allow(world.app, world.office, world.office.gridWorker);
	const browser = await openOffice(t, world);
	const desk = await browser.desk('manager');
	const {page, press, settled, seen} = desk;
	await page.getByRole('main').getByRole('link', {name: /线索/}).click();
	await settled();
	t.regex(page.url(), /\/leads\?state=received$/);
	await page.getByRole('link', {name: /^XS-/}).click();
	await settled();
	await press('登记为隐患');
	await pick(desk, '场所', '东升');
	await pick(desk, '检查项', 'F01');
	await page.locator('[role=dialog] input[type=file]').setInputFiles(await pictureFile(90));
	await page
		.getByRole('dialog')
		.getByAltText(/补充照片第1张/)
		.waitFor();
	await page.getByRole('dialog').getByRole('button', {name: '登记为隐患'}).click();
	await page.getByRole('link', {name: /^YH-/}).waitFor();
	const lead = await world.must(200, 'GET', leadPath('lead'), {as: world.office.gridWorker});
	t.like(lead, {state: 'hazard', site: {name: '东升宾馆'}, hazard: {state: 'registered'}});
	t.is(await page.getByRole('button', {name: '答复'}).count(), 0);

	const grid = await browser.desk('grid1');
	await grid.page.getByRole('link', {name: /^XS-/}).click();
	await grid.settled();
	t.true(await grid.page.getByText(lead.outcome).first().isVisible());
	t.is(await grid.page.getByRole('navigation', {name: '主菜单'}).getByRole('link').count(), 1);
	t.deepEqual([...seen.errors, ...grid.seen.errors], []);
});

test('a manager answers a lead', async t => {
	const world = await startOfficeWorld(t);
	const {page, go, press} = await (await openOffice(t, world)).desk('manager');
	await go(leadPath('lead').replace('/api', ''));
	await press('答复');
	await page.getByRole('dialog').getByLabel('答复').fill('物业已清理，不构成隐患。');
	await page.getByRole('dialog').getByRole('button', {name: '答复'}).click();
	await page.getByText('已答复：物业已清理').waitFor();
	const {state, answer} = await world.must(200, 'GET', leadPath('lead'), {as: world.office.gridWorker});
	t.like({state, text: answer.text}, {state: 'answered', text: '物业已清理，不构成隐患。'});
});

test('a risk point is added from the page of its site, with attributes and a control', async t => {
	const world = await startOfficeWorld(t);
	const desk = await (await openOffice(t, world)).desk('manager');
	const {page, go, press, seen} = desk;
	await go(`/sites/${world.hall.siteId}`);
	await press('新增风险点');
	await pick(desk, '领域', '消防');
	await page.getByLabel('名称').fill('后厨');
	await page.getByLabel('部位').fill('一层北侧');
	await page.getByLabel('建筑面积').fill('86.5');
	await pick(desk, '人员密集场所', '是');
	await press('增加一条措施');
	await page.getByLabel('措施', {exact: true}).fill('每日收工关闭阀门');
	await page.getByLabel('落实人').fill('厨师长');
	await press('保存');
	await page.getByRole('heading', {name: '后厨'}).waitFor();
	const id = page.url().split('/').at(-1)!;
	const point = await world.must(200, 'GET', `/api/risk-points/${id}`, {as: world.office.manager});
	t.like(point, {siteId: world.hall.siteId, domain: 'fire', place: '一层北侧', attributes: {area: 86.5, crowded: true}});
	t.like(point.controls[0], {text: '每日收工关闭阀门', owner: '厨师长', kind: 'management'});
	t.deepEqual(seen.errors, []);
});

test('two people change one risk point: the later sees what the other changed and loses nothing that he typed', async t => {
	const world = await startOfficeWorld(t);
	const {page, go, press} = await (await openOffice(t, world)).desk('manager');
	const path = `/api/risk-points/${world.hall.pointId}`;
	const as = world.office.manager2;
	const {version} = await world.must(200, 'GET', path, {as});
	await go(`/risk-points/${world.hall.pointId}/edit`);
	await page.getByLabel('部位').fill('二层东侧');
	await world.must(200, 'PUT', path, {as, body: {name: '前厅和走廊', version}});
	await press('保存');
	const dialog = page.getByRole('dialog', {name: '您填写期间，他人已先保存'});
	await dialog.getByText('前厅和走廊').waitFor();
	await dialog.getByRole('button', {name: '按所选继续填写'}).click();
	await press('保存');
	await page.getByRole('heading', {name: '前厅和走廊'}).waitFor();
	t.like(await world.must(200, 'GET', path, {as}), {name: '前厅和走廊', place: '二层东侧', version: version + 2});
});

test('who may not register finds no button for it', async t => {
	const world = await startOfficeWorld(t);
	const {page, go} = await (await openOffice(t, world)).desk('leader');
	for (const address of [`/sites/${world.hall.siteId}`, '/risk-points', `/risk-points/${world.hall.pointId}`]) {
		await go(address);
		t.is(await page.getByRole('button', {name: /新增风险点|修改/}).count(), 0, address);
	}
	await go(`/risk-points/${world.hall.pointId}/edit`);
	t.is(await page.getByRole('button', {name: '保存'}).count(), 0);
});

test('a manager enters a weather warning, and lifts it', async t => {
	const world = await startOfficeWorld(t);
	const {page, go, press, settled} = await (await openOffice(t, world)).desk('manager');
	await go('/weather');
	await press('登记预警');
	const dialog = page.getByRole('dialog', {name: '登记预警'});
	await dialog.getByText('黄色').click();
	await dialog.getByLabel('发布单位').fill('上海中心气象台');
	await dialog.getByRole('button', {name: '登记', exact: true}).click();
	await page.getByRole('button', {name: '知道了'}).click();
	await page.getByText('生效中').last().waitFor();
	await press('解除');
	const lifting = page.getByRole('dialog', {name: /^解除/});
	await lifting.getByLabel('理由').fill('上海中心气象台解除预警');
	await lifting.getByRole('button', {name: '解除'}).click();
	await page.getByText('：上海中心气象台解除预警').waitFor();
	await settled();
	const {items} = await world.must(200, 'GET', '/api/weather-warnings', {as: world.office.manager});
	t.like(items[0], {kind: 'rainstorm', level: 'yellow', lifting: {reason: '上海中心气象台解除预警'}});
});

test('from an inspection the record is drafted, and then leads to it; from an edited site hangs the letter that was signed', async t => {
	const world = await startOfficeWorld(t, {isDrawn: true});
	const {page, go, press, settled} = await (await openOffice(t, world)).desk('manager');
	const as = world.office.manager;
	const visit = `/inspections/${idOf(`F05 ${world.hall.siteId} inspection`)}`;
	await go(visit);
	await press('出具检查记录');
	await page.getByText('存为草稿并预览').waitFor();
	await settled();
	await press('存为草稿并预览');
	await page.waitForURL(/\/papers\/[0-9a-f-]{36}$/);
	await go(visit);
	await page.getByRole('link', {name: '检查记录稿'}).waitFor();
	t.is(await page.getByRole('button', {name: '出具检查记录'}).count(), 0);

	await go(`/sites/${world.hall.siteId}/edit`);
	await page.getByLabel('责任书签订日期').fill('2026年3月1日');
	await page.keyboard.press('Enter');
	await page.getByLabel('选择责任书照片').setInputFiles(await pictureFile(40));
	await page.getByAltText('责任书照片第1张').waitFor();
	await settled();
	await press('保存');
	await page.getByRole('link', {name: '查看扫描件'}).waitFor();
	const {responsibilityLetter} = await world.must(200, 'GET', `/api/sites/${world.hall.siteId}`, {as});
	t.like(responsibilityLetter, {signedOn: '2026-03-01'});
	t.is(responsibilityLetter.photo.length, 64);
});
