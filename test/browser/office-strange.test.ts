import test from 'ava';
import {insertHazards} from '../../src/store/hazards/hazards.ts';
import {sha256} from '../../src/store/journal/journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {idOf} from '../helpers/office.ts';
import {type Desk, openOffice} from '../helpers/office-browser.ts';
import {type OfficeWorld, startOfficeWorld} from '../helpers/office-world.ts';

const seeHazard = async ({must, office}: OfficeWorld, id: string) => must(200, 'GET', `/api/hazards/${id}`, {as: office.auditor});

eachEngine('two people change one site: the later sees what the other changed and keeps what he typed', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {page, go, press, settled} = await (await openOffice(t, world)).desk('manager');
	const path = `/api/sites/${world.hall.siteId}`;
	const as = world.office.administrator;
	const {version} = await world.must(200, 'GET', path, {as});
	await go(`/sites/${world.hall.siteId}/edit`);
	await page.getByLabel(/^地址/).fill('新桦路1号后门');
	await world.must(200, 'PUT', path, {as, body: {name: '桦香大饭店', version}});
	await press('保存');
	const dialog = page.getByRole('dialog', {name: '您填写期间，他人已先保存'});
	await dialog.getByText('桦香大饭店').waitFor();
	await dialog.getByRole('button', {name: '按所选继续填写'}).click();
	await settled();
	t.is(await page.getByLabel(/^地址/).inputValue(), '新桦路1号后门');
	await press('保存');
	await page.getByRole('heading', {name: '桦香大饭店'}).waitFor();
	t.like(await world.must(200, 'GET', path, {as}), {name: '桦香大饭店', address: '新桦路1号后门', version: version + 2});
});

eachEngine('a page that has grown old does not do again what another has done: it says who did what', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {hazards, office} = world;
	const {page, go, press} = await (await openOffice(t, world)).desk('manager');
	await go(`/hazards/${hazards.registered}`);
	await world.act(hazards.registered, 'confirmation', office.manager, {dueOn: '2026-03-25'});
	await press('审核');
	const dialog = page.getByRole('dialog', {name: /^审核/});
	await dialog.getByRole('button', {name: '审核', exact: true}).click();
	const note = dialog.getByRole('alert');
	await note.getByText(/隐患现为“已审核”.*现在不能再办理这一步/).waitFor();
	t.true(await dialog.getByRole('button', {name: '审核', exact: true}).isDisabled());
	await dialog.getByRole('button', {name: '关闭', exact: true}).click();
	await page.getByRole('button', {name: '下达整改通知书'}).waitFor();
	t.like(await seeHazard(world, hazards.registered), {state: 'confirmed', dueOn: '2026-03-25'});
});

eachEngine('a session that ends while a hazard is being closed asks for the password and loses nothing', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {hazards} = world;
	const desk = await (await openOffice(t, world)).desk('manager');
	const {page, go, press} = desk;
	await go(`/hazards/${hazards.passed}`);
	await press('销号');
	const form = page.getByRole('dialog', {name: /^销号/});
	await form.locator('.el-radio').first().click();
	await form.getByLabel(/销号意见/).fill('照片与复查记录齐全，同意');
	const ended = (await desk.context.cookies()).find(({name}) => name === 'register_session')!.value;
	await world.app.services.queue.submit(async db =>
		db('sessions')
			.where({token_hash: sha256(ended)})
			.del(),
	);
	await form.getByRole('button', {name: '销号', exact: true}).click();
	const again = page.getByRole('dialog', {name: /登录已失效/});
	await again.getByLabel('口令').fill('demo-password-1');
	await again.getByRole('button', {name: '登录'}).click();
	await page.getByRole('main').getByText('已销号').first().waitFor();
	const {state, journal} = await seeHazard(world, hazards.passed);
	t.is(state, 'closed');
	t.true(JSON.stringify(journal).includes('照片与复查记录齐全，同意'));
});

test('ten thousand rows are not dealt with in one go: the page says how many it may be, and so does the server', async t => {
	const world = await startOfficeWorld(t);
	const {app, office, origin} = world;
	const pattern = await makeHazard(app, office);
	const act = {actor: office.inspector1.id, now: app.clock.now(), requestId: null};
	const hazards = Array.from({length: 10_000}, (_, i) => ({
		...pattern,
		id: idOf(`many ${i}`),
		number: `YH-XH-2026-${String(100_000 + i)}`,
	}));
	for (let i = 0; i < hazards.length; i += 500)
		await app.services.queue.submit(async db =>
			insertHazards(
				db,
				hazards.slice(i, i + 500).map(hazard => ({act, hazard, searchText: hazard.number})),
			),
		);
	const {page, go, press, settled, context, seen} = await (await openOffice(t, world)).desk('manager');
	await go('/hazards?state=registered');
	await press('选中符合条件的全部');
	await settled();
	await page.getByText(/符合条件的有10,0\d\d条，一次最多办理200条/).waitFor();
	t.true(await page.getByRole('button', {name: '审核', exact: true}).isDisabled());
	const body = {move: 'confirmation', hazardIds: hazards.map(({id}) => id), body: {}};
	const refused = await context.request.post(`${origin}/api/move-previews`, {data: body, failOnStatusCode: false});
	t.is(refused.status(), 400);
	t.is((await refused.json()).errors[0].path, '/hazardIds');
	t.deepEqual(seen.errors, []);
});

/** What sticks out of the page at its side, and words that run out of their own place over what stands beside them. */
const sideways = async ({page}: Desk): Promise<string[]> =>
	page.evaluate(() => {
		const main = document.querySelector('main')!;
		const edge = main.getBoundingClientRect().right + 1;
		const isHeld = (one: Element): boolean => {
			for (let up = one.parentElement; up && up !== main; up = up.parentElement)
				if (getComputedStyle(up).overflowX !== 'visible') return true;
			return false;
		};
		const hasWords = (one: Element) =>
			[...one.childNodes].some(({nodeType, textContent}) => nodeType === 3 && textContent?.trim());
		const runsOut = (one: Element) =>
			one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'visible';
		return [...main.querySelectorAll<HTMLElement>('*:not(svg *)')]
			.filter(one => (one.getBoundingClientRect().right > edge && !isHeld(one)) || (hasWords(one) && runsOut(one)))
			.map(one => `${one.tagName}.${one.className} ${one.textContent}`.slice(0, 90));
	});

const chinese = '桦'.repeat(80);
const latin = 'Xinhualu'.repeat(10);
test('names as long as may be, without a place to break, stay inside every list, heading and paper', async t => {
	const world = await startOfficeWorld(t, {isDrawn: true});
	const {must, office, hall, places, hazards, letter, origin} = world;
	const as = office.manager;
	const rename = async (path: string, name: string) => {
		const {version} = await must(200, 'GET', path, {as});
		await must(200, 'PUT', path, {as, body: {name, version}});
	};
	await rename(`/api/sites/${hall.siteId}`, chinese);
	await rename(`/api/sites/${places[1]!.siteId}`, latin);
	await rename(`/api/risk-points/${hall.pointId}`, latin);
	await rename(`/api/risk-points/${places[1]!.pointId}`, chinese);
	const tooLong = await world.app.send('PUT', `/api/sites/${hall.siteId}`, {as, body: {name: '桦'.repeat(200), version: 2}});
	t.like([tooLong.status, tooLong.body.errors[0].path], [400, '/name']);
	const draft = {kind: 'rectification-notice', siteId: places[1]!.siteId, hazardIds: [hazards.confirmed], draft: true};
	const paper = (await must(201, 'POST', '/api/papers', {as, body: draft})).id;
	const desk = await (await openOffice(t, world)).desk('manager');
	const menu = await desk.page
		.getByRole('navigation', {name: '主菜单'})
		.getByRole('link')
		.evaluateAll(links => links.map(link => link.getAttribute('href')!));
	const things = [hazards.registered, hazards.overdue, hazards.major].map(id => `/hazards/${id}`);
	const pages = [hall, places[1]!].flatMap(({siteId, pointId}) => [
		...[`/sites/${siteId}`, `/sites/${siteId}/edit`, `/risk-points/${pointId}`, `/risk-points/${pointId}/assessment`],
	]);
	const more = [
		'/slots/list',
		'/duties',
		'/figures/open-hazards/rows',
		`/papers/${paper}`,
		`/papers/${letter}`,
		'/measures/wanted',
	];
	const found: string[] = [];
	for (const address of [...menu, ...things, ...pages, ...more]) {
		await desk.go(address);
		found.push(...(await sideways(desk)).slice(0, 3).map(text => `${address} ${text}`));
	}
	t.deepEqual(found, []);
	const drawn = await desk.context.request.get(`${origin}/api/papers/${paper}/preview.pdf`);
	t.is((await drawn.body()).subarray(0, 5).toString(), '%PDF-');
	await desk.go(`/sites/${hall.siteId}/edit`);
	await desk.page.getByLabel(/^名称/).fill('桦'.repeat(200));
	t.is((await desk.page.getByLabel(/^名称/).inputValue()).length, 80, 'the form takes no more than the register does');
	t.deepEqual(desk.seen.errors, []);
});
