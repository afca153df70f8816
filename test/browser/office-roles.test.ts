import {eachEngine} from '../helpers/database.ts';
import {openOffice} from '../helpers/office-browser.ts';
import {type OfficeWorld, startOfficeWorld} from '../helpers/office-world.ts';

const seeHazard = async ({must, office}: OfficeWorld, id: string) => must(200, 'GET', `/api/hazards/${id}`, {as: office.auditor});

eachEngine(
	'a manager takes a hazard from the dashboard to its end: confirms, drafts, reads, issues, serves, closes',
	async (t, kind) => {
		const world = await startOfficeWorld(t, {kind, isDrawn: true});
		const {hazards, office} = world;
		const desk = await (await openOffice(t, world)).desk('manager');
		const {page, press, settled, seen} = desk;
		const main = page.getByRole('main');
		const inDialog = async (words: string) => {
			await page.getByRole('dialog').getByRole('button', {name: words, exact: true}).click();
			await settled();
		};
		await main.getByRole('link', {name: /^待审核隐患/}).click();
		await settled();
		t.regex(page.url(), /\/hazards\?state=registered$/);
		await page.locator(`a[href="/hazards/${hazards.registered}"]`).click();
		await settled();
		await press('审核');
		await inDialog('审核');
		t.is((await seeHazard(world, hazards.registered)).state, 'confirmed');

		await press('下达整改通知书');
		await settled();
		await press('存为草稿并预览');
		await page.getByRole('heading', {name: /整改通知书（草稿）$/}).waitFor();
		t.is(await page.getByText('安改〔').count(), 0, 'a draft has no number');
		const drawn = await desk.context.request.get(`${world.origin}/api${new URL(page.url()).pathname}/preview.pdf`);
		t.is((await drawn.body()).subarray(0, 5).toString(), '%PDF-', 'the preview beside the data is the paper itself');
		await press('签发');
		await inDialog('签发');
		await page.getByRole('heading', {name: /安改〔2026〕\d+号$/}).waitFor();
		await settled();
		await press('登记送达');
		await page.getByRole('dialog').getByLabel('签收人').fill('周老板');
		await inDialog('登记送达');
		await page.getByText('签收人周老板').waitFor();
		t.is((await seeHazard(world, hazards.registered)).state, 'rectifying');

		await world.act(hazards.registered, 'rectification-reports', office.manager, {text: '已整改', photos: [await world.photo()]});
		await world.act(
			hazards.registered,
			'reinspections',
			{id: office.inspector1.id},
			{
				inspectors: [office.inspector1.id],
				result: 'pass',
				photos: [await world.photo()],
			},
		);
		await page.getByRole('link', {name: /^YH-/}).first().click();
		await settled();
		await press('销号');
		await page.getByRole('dialog').getByRole('radio').first().check({force: true});
		await page
			.getByRole('dialog')
			.getByLabel(/销号意见/)
			.fill('照片与复查记录齐全');
		await inDialog('销号');
		await main.getByText('已销号').first().waitFor();
		t.like(await seeHazard(world, hazards.registered), {state: 'closed', moves: []});
		t.deepEqual(seen.errors, []);
	},
);

eachEngine('a leader grants an extension, and approves a paper that a manager then issues', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind, isDrawn: true});
	const {hazards, letter} = world;
	const office = await openOffice(t, world);
	const leader = await office.desk('leader');
	const {page, press, settled} = leader;
	await page.getByRole('navigation', {name: '主菜单'}).getByRole('link', {name: '隐患', exact: true}).click();
	await settled();
	await page.getByRole('row').filter({hasText: '延期待批'}).getByRole('link').click();
	await settled();
	await press('审批延期');
	const dialog = page.getByRole('dialog', {name: /^审批延期/});
	await dialog.getByText(/申请延期至2026年3月24日/).waitFor();
	await dialog.getByText('同意', {exact: true}).click();
	await dialog.getByLabel(/理由/).fill('灯具到货前已有管控措施');
	await dialog.getByRole('button', {name: '审批延期'}).click();
	await page.getByText('已审批延期。').waitFor();
	t.like(await seeHazard(world, hazards.extension), {dueOn: '2026-03-24', extension: 'granted'});

	await page.getByRole('navigation', {name: '主菜单'}).getByRole('link', {name: '工作台'}).click();
	await settled();
	await page
		.getByRole('main')
		.getByRole('link', {name: /^待审批的文书/})
		.first()
		.click();
	await settled();
	await page.locator(`a[href="/papers/${letter}"]`).first().click();
	await settled();
	t.is(await page.getByRole('button', {name: '签发', exact: true}).count(), 0, 'a leader approves, a manager issues');
	await press('领导审批');
	await page.getByRole('dialog').getByRole('button', {name: '领导审批'}).click();
	await page.getByText('已办理领导审批。').waitFor();

	const manager = await office.desk('manager');
	await manager.go(`/papers/${letter}`);
	await manager.press('签发');
	await manager.page.getByRole('dialog').getByRole('button', {name: '签发', exact: true}).click();
	await manager.page.getByRole('heading', {name: /安督〔2026〕\d+号/}).waitFor();
	const {state, steps} = await world.must(200, 'GET', `/api/papers/${letter}`, {as: world.office.auditor});
	t.is(state, 'issued');
	t.true(steps.some(({by}: {by: string}) => by === world.office.leader.id));
	t.deepEqual([...leader.seen.errors, ...manager.seen.errors], []);
});

eachEngine('an administrator gives a person an area and a field of work, and takes them back', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const browser = await openOffice(t, world);
	const {page, go, press, settled, seen} = await browser.desk('administrator');
	const drawer = page.getByRole('dialog');
	await go('/settings/people');
	await press('新增人员');
	await page.getByLabel('姓名', {exact: true}).fill('白璐');
	await page.getByLabel(/^账号/).fill('manager9');
	await drawer
		.getByRole('checkbox', {name: '检查员'})
		.uncheck({force: true})
		.catch(() => undefined);
	await drawer.getByText('管理人员', {exact: true}).click();
	await page.getByRole('textbox', {name: '新口令'}).fill('a-long-secret');
	await press('保存');
	await press('增加授权');
	await page.getByRole('combobox', {name: /^区域/}).click();
	await page.getByRole('option', {name: '桦苑第二居民区'}).click();
	await drawer.getByText('消防', {exact: true}).click();
	await press('保存授权');
	await drawer.getByRole('row', {name: /桦苑第二居民区.*消防/}).waitFor();
	await settled();

	const person = await browser.desk();
	await person.signIn('manager9', 'a-long-secret');
	await person.go('/sites');
	const shown = async () => (await person.page.getByRole('main').innerText()).match(/东升宾馆|长青诊所|桦香饭店|顺达仓储/g) ?? [];
	t.deepEqual([...new Set(await shown())].sort(), ['东升宾馆', '长青诊所'].sort());
	t.is((await person.context.request.get(`${world.origin}/api/sites/${world.hall.siteId}`)).status(), 404);
	await person.go('/hazards?state=all');
	t.is(await person.page.getByRole('link', {name: /^YH-/}).count(), 4, 'those of its two sites');

	await drawer.getByRole('button', {name: '收回'}).click();
	await page.getByRole('dialog', {name: '收回授权'}).getByRole('button', {name: '收回'}).click();
	await drawer.getByText('已收回').waitFor();
	await person.go('/sites');
	t.deepEqual(await shown(), []);
	t.is((await (await person.context.request.get(`${world.origin}/api/hazards?state=all`)).json()).items.length, 0);
	t.deepEqual(seen.errors, []);
});

/** Filters of lists bear the names of states and keep themselves in the browser. */
const filters = new Set(['保存当前条件', '待法制审核', '待签发', '已签发', '作废']);
const acts = /新增|修改|保存|删除|审核$|签发|批准|下达|拟稿|编制|录入|起草|登记|销号|作废|移到|交接|生成计划|上传|更换|评价/;
eachEngine('an auditor finds no button that changes anything, and the server refuses him all the same', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {hazards, letter, hall, measureId, origin} = world;
	const {page, go, context} = await (await openOffice(t, world)).desk('auditor');
	const menu = await page
		.getByRole('navigation', {name: '主菜单'})
		.getByRole('link')
		.evaluateAll(links => links.map(link => link.getAttribute('href')!));
	const things = [
		...Object.values(hazards).map(id => `/hazards/${id}`),
		...[`/papers/${letter}`, `/sites/${hall.siteId}`, `/risk-points/${hall.pointId}`, `/measures/${measureId}`],
	];
	const found: string[] = [];
	for (const address of [...menu, ...things]) {
		await go(address);
		const words = await page.getByRole('main').getByRole('button').allInnerTexts();
		found.push(...words.filter(text => acts.test(text.trim()) && !filters.has(text.trim())).map(text => `${address} ${text}`));
	}
	t.deepEqual(found, []);
	const tries = [
		['POST', `/api/hazards/${hazards.registered}/confirmation`, {}],
		['POST', `/api/hazards/${hazards.passed}/close-out`, {cause: 'rule'}],
		['PUT', `/api/sites/${hall.siteId}`, {name: '改名', version: 1}],
		['PUT', `/api/risk-points/${hall.pointId}`, {name: '改名', version: 1}],
		['POST', `/api/papers/${letter}/approval`, {result: 'approved'}],
		['PUT', `/api/measures/${measureId}`, {title: '改名', version: 1}],
		['POST', '/api/list-issues', {list: 'hazards'}],
	] as const;
	for (const [method, path, data] of tries) {
		const refused = await context.request.fetch(origin + path, {method, data, failOnStatusCode: false});
		t.is(refused.status(), 403, path);
	}
});
