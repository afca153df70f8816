import test from 'ava';
import {settled as workSettled} from '../../src/http/afterwards.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf} from '../helpers/office.ts';
import {openOffice} from '../helpers/office-browser.ts';
import {type OfficeWorld, startOfficeWorld} from '../helpers/office-world.ts';
import {pairId, planId, teamId} from '../helpers/plans.ts';

const planOf = async ({must, office}: OfficeWorld) => must(200, 'GET', `/api/plans/${planId}`, {as: office.manager});

eachEngine('a manager changes an interval, sees what it comes to, and only then may save it', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {page, go, press, settled, seen} = await (await openOffice(t, world)).desk('manager');
	await go(`/plans/${planId}`);
	const save = page.getByRole('button', {name: '保存改动'});
	t.true(await save.isDisabled(), 'nothing was changed');
	await page.getByLabel('一般风险每隔几').fill('1');
	await page.getByLabel('一般风险每隔几').blur();
	await page.getByText('正在试算，算好后可以保存。').waitFor();
	t.true(await save.isDisabled(), 'its effect is not there yet');
	await page.getByText(/^保存后：期内任务\d+项/).waitFor();
	t.true((await page.getByRole('table').filter({hasText: '沈一帆、顾二宁'}).count()) > 0);
	await press('保存改动');
	await page.getByRole('heading', {name: '排查计划'}).waitFor();
	await settled();
	t.like(await planOf(world), {version: 2, intervals: {moderate: 'P1M'}});
	t.deepEqual(seen.errors, []);
});

test.serial('when another has changed the plan meanwhile, what was typed stays and the person decides', async t => {
	const world = await startOfficeWorld(t);
	const {page, go, press} = await (await openOffice(t, world)).desk('manager');
	await go(`/plans/${planId}`);
	await page.getByLabel('名称').fill('消防专项排查');
	await page.getByText(/^保存后：/).waitFor();
	await world.must(200, 'PUT', `/api/plans/${planId}`, {as: world.office.manager, body: {weekdays: [1, 3], version: 1}});
	await press('保存改动');
	const note = page.getByRole('alert').filter({hasText: '已作修改（第2版）'});
	await note.waitFor();
	t.true((await note.innerText()).includes('检查日'));
	t.is(await page.getByLabel('名称').inputValue(), '消防专项排查');
	await press('仍按我填的保存');
	await page.getByRole('heading', {name: '排查计划'}).waitFor();
	t.like(await planOf(world), {version: 3, name: '消防专项排查'});
});

eachEngine('a visit is moved with the keyboard; what is refused stays where it was and is told why', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {must, office, app} = world;
	const slots = await must(200, 'GET', '/api/slots?outcome=open&assigned=true&limit=200', {as: office.manager});
	const slot = slots.items.find(({assigned}: {assigned: {on: string}}) => assigned.on >= app.clock.today());
	const {page, open, settled} = await (await openOffice(t, world)).desk('manager');
	await open(`/slots?day=${slot.assigned.on}`);
	await page
		.getByRole('button', {name: `移到…：${slot.siteName}`})
		.first()
		.focus();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', {name: /移到/});
	// Inspector 2 is away on that day.
	await dialog.getByLabel('日期').fill('2026年3月19日');
	await page.keyboard.press('Enter');
	await dialog.getByRole('button', {name: '移到这里'}).click();
	const refusal = page.getByRole('alert').filter({hasText: '没有移动，仍在原处'});
	await refusal.waitFor();
	t.regex(await refusal.innerText(), /有人请假/);
	const kept = async () =>
		(await must(200, 'GET', `/api/slots?site=${slot.siteId}&outcome=open`, {as: office.manager})).items[0].assigned;
	t.deepEqual(await kept(), slot.assigned);
	await page
		.getByRole('button', {name: `移到…：${slot.siteName}`})
		.first()
		.click();
	await dialog.getByLabel('日期').fill('2026年3月18日');
	await page.keyboard.press('Enter');
	await dialog.getByRole('button', {name: '移到这里'}).click();
	await page.getByRole('status').filter({hasText: '移到2026年3月18日周三'}).waitFor();
	await settled();
	t.like(await kept(), {on: '2026-03-18', pairId});
});

eachEngine('what a person leaves is given to another pair after its effect was seen', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {must, office} = world;
	const as = office.manager;
	const team = await must(200, 'GET', `/api/teams/${teamId}`, {as});
	const pair = {id: idOf('other pair'), people: [idOf('inspector5'), idOf('inspector6')], from: '2026-03-01'};
	await must(200, 'PUT', `/api/teams/${teamId}`, {as, body: {pairs: [...team.pairs, pair], version: team.version}});
	const {page, open, settled} = await (await openOffice(t, world)).desk('manager');
	await open(`/slots/hand-over?person=${office.inspector1.id}`);
	await page.getByLabel('接手的组').click();
	await page.getByRole('option', {name: /郑五安、褚六平/}).click();
	await page.getByText(/^交接后：/).waitFor();
	await settled();
	await page.getByRole('button', {name: /^交出选中的\d+项$/}).click();
	await page.getByText(/^交接结果：交出\d+项/).waitFor();
	const given = await must(200, 'GET', `/api/slots?pair=${pair.id}`, {as});
	t.true(given.items.length > 0);
});

eachEngine('a manager drafts a table, a leader reads what changes and publishes it', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const office = await openOffice(t, world);
	const drafter = await office.desk('manager');
	await drafter.go('/settings/tables/duties');
	await drafter.press('起草修改');
	await drafter.page.getByRole('spinbutton', {name: '送达：签发后'}).fill('2');
	await drafter.page.getByRole('spinbutton', {name: '送达：签发后'}).blur();
	await drafter.page.getByLabel('依据或核定文件').fill('街道安委会会议纪要');
	await drafter.press('检查并保存草稿');
	await drafter.page.getByRole('heading', {name: '待发布的修改'}).waitFor();
	t.is(await drafter.page.getByRole('button', {name: '发布'}).count(), 0, 'a manager does not publish');
	await drafter.context.close();
	const leader = await office.desk('leader');
	await leader.go('/settings/tables/duties');
	await leader.page.getByText('送达：签发后：3个工作日 → 2个工作日').waitFor();
	await leader.press('发布');
	await leader.page.getByRole('dialog').getByRole('button', {name: '发布'}).click();
	await leader.page.getByText(/^现行：本单位核定，严立于/).waitFor();
	const {value, since} = await world.must(200, 'GET', '/api/tables/duties', {as: world.office.auditor});
	t.is(value.serveWorkdays, 2);
	t.is(since.by, world.office.leader.id);
});

eachEngine('an administrator makes an inspector who then signs in and sees what was given to him', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const office = await openOffice(t, world);
	const {page, go, press, settled} = await office.desk('administrator');
	await go('/settings/people');
	await press('新增人员');
	await page.getByLabel('姓名', {exact: true}).fill('白璐');
	await page.getByLabel(/^账号/).fill('inspector9');
	await page.getByRole('textbox', {name: '新口令'}).fill('a-long-secret');
	await press('保存');
	await press('增加授权');
	await page.getByRole('combobox', {name: /^区域/}).click();
	await page.getByRole('option', {name: '桦苑第一居民区'}).click();
	await press('保存授权');
	await page
		.getByRole('dialog')
		.getByRole('row', {name: /桦苑第一居民区/})
		.waitFor();
	await settled();
	const desk = await office.desk();
	await desk.signIn('inspector9', 'a-long-secret');
	const {items} = await (await desk.context.request.get(`${world.origin}/api/sites?limit=200`)).json();
	t.true(items.length > 0);
	t.deepEqual([...new Set(items.map(({communityId}: {communityId: string}) => communityId))], [world.office.communities[0]]);
});

eachEngine('an auditor searches the journal, reads what an entry changed, and verifies the whole', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {page, go, press, settled, seen} = await (await openOffice(t, world)).desk('auditor');
	await go('/journal?kind=hazard&action=close-out');
	const row = page.getByRole('row').filter({hasText: '销号'});
	t.is(await row.count(), 1);
	t.regex(await row.innerText(), /秦正[\s\S]*情况属实/);
	await row.getByRole('button', {name: /^全部\d+项$/}).click();
	t.regex(await row.innerText(), /状态：待销号 → 已销号/);
	await go('/journal?tab=proof');
	await press('开始核验');
	await workSettled(world.app.services);
	await page.getByText(/条日志、\d+个对象/).waitFor();
	await settled();
	t.true(await page.getByText('完好').isVisible());
	t.deepEqual(seen.errors, []);
});
