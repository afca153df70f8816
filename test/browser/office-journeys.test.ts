import {eachEngine} from '../helpers/database.ts';
import {idOf} from '../helpers/office.ts';
import {openOffice} from '../helpers/office-browser.ts';
import {startOfficeWorld} from '../helpers/office-world.ts';

eachEngine('a leader signs in and approves the issue of list one that waits for him', async (t, kind) => {
	const world = await startOfficeWorld(t, {kind});
	const {page, press, seen, settled} = await (await openOffice(t, world)).desk('leader');
	await page.getByRole('navigation', {name: '主菜单'}).getByRole('link', {name: '清单期次'}).click();
	await page
		.locator(`a[href="/list-issues/${idOf('draft issue')}"]`)
		.first()
		.click();
	await press('批准印发');
	await page.getByRole('dialog', {name: '批准印发'}).getByRole('button', {name: '确定'}).click();
	await page.getByRole('heading', {name: /^隐患清单〔2026〕2期/}).waitFor();
	await settled();
	t.is(await page.getByRole('button', {name: '批准印发'}).count(), 0);
	const {state, approvedBy} = await world.must(200, 'GET', `/api/list-issues/${idOf('draft issue')}`, {as: world.office.auditor});
	t.like({state, by: approvedBy.id}, {state: 'issued', by: world.office.leader.id});
	t.deepEqual(seen.errors, []);
});
