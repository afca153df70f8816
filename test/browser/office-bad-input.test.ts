import test from 'ava';
import {sha256} from '../../src/store/journal/journal.ts';
import {type Desk, openOffice} from '../helpers/office-browser.ts';
import {type OfficeWorld, startOfficeWorld} from '../helpers/office-world.ts';

const text = '每周清理一次，物业复核并留照片。';

async function edit({page, go, press}: Desk, {measureId}: OfficeWorld): Promise<void> {
	await go(`/measures/${measureId}`);
	await press('修改');
	await page.getByLabel('措施内容').fill(text);
}
const measureOf = async ({must, office, measureId}: OfficeWorld) =>
	must(200, 'GET', `/api/measures/${measureId}`, {as: office.manager});

test.serial('when another has saved first, who is late is told so, keeps what he typed, and decides', async t => {
	const world = await startOfficeWorld(t);
	const office = await openOffice(t, world);
	const late = await office.desk('manager');
	await edit(late, world);
	const change = {lead: '城运中心', version: 1};
	await world.must(200, 'PUT', `/api/measures/${world.measureId}`, {as: world.office.manager2, body: change});
	await late.press('保存');
	await late.page.getByRole('alert').waitFor();
	t.is(await late.page.getByLabel('措施内容').inputValue(), text);
	t.like(await measureOf(world), {version: 2, lead: '城运中心'});
	t.not((await measureOf(world)).text, text);
});

test.serial(
	'a session that ends in the middle of a form asks for the password, and then what was typed goes through',
	async t => {
		const world = await startOfficeWorld(t);
		const desk = await (await openOffice(t, world)).desk('manager');
		await edit(desk, world);
		const ended = (await desk.context.cookies()).find(({name}) => name === 'register_session')!.value;
		await world.app.services.queue.submit(async db =>
			db('sessions')
				.where({token_hash: sha256(ended)})
				.del(),
		);
		await desk.press('保存');
		const dialog = desk.page.getByRole('dialog', {name: /登录已失效/});
		await dialog.getByLabel('口令').fill('demo-password-1');
		await dialog.getByRole('button', {name: '登录'}).click();
		await desk.page.getByRole('button', {name: '修改'}).waitFor();
		t.like(await measureOf(world), {version: 2, text});
	},
);

test.serial('who may not change a measure finds no button for it, and is refused by the server all the same', async t => {
	const world = await startOfficeWorld(t);
	const office = await openOffice(t, world);
	for (const account of ['auditor', 'administrator']) {
		const {page, go, context} = await office.desk(account);
		await go(`/measures/${world.measureId}`);
		t.is(await page.getByRole('button', {name: /修改|转为|批准/}).count(), 0, account);
		const refused = await context.request.put(`${world.origin}/api/measures/${world.measureId}`, {
			data: {text, version: 1},
			failOnStatusCode: false,
		});
		t.is(refused.status(), 403, account);
	}
});
