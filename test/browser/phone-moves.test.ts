import test from 'ava';
import {plusDays} from '../../src/domain/days.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {select} from '../../src/store/rows.ts';
import {type Phone, startPhone} from '../helpers/browser.ts';
import {makeSlot} from '../helpers/filing.ts';
import {idOf} from '../helpers/office.ts';
import * as acts from '../helpers/phone-acts.ts';
import {type PhoneWorld, startPhoneWorld} from '../helpers/phone-world.ts';
import {makePlace} from '../helpers/places.ts';

const checklists = ['fire/daily@1', 'gas/supply@1'];

/** Takes a photo once the camera shows something. */
async function shoot(phone: Phone, alt: string): Promise<void> {
	await acts.nextPicture(phone.page);
	await phone.tap(phone.page.getByRole('button', {name: '拍现在的样子'}));
	await phone.page.getByAltText(alt).waitFor();
}

test.serial('looks and reports that were begun stand on the first page, and nobody signs out over them', async t => {
	const world = await startPhoneWorld(t, {checklists, reported: 1, rectifying: 1});
	const phone = await startPhone(t, {origin: world.origin});
	const {page} = phone;
	const [reported, rectifying] = [world.hazards[0]!, world.hazards[1]!];
	await acts.beginDay(phone);
	await phone.offline(true);
	await phone.open(`/m/hazards/${reported.id}/reinspection`);
	await phone.tap('合格');
	while (!JSON.stringify(await phone.stored('settings')).includes('"pass"')) await page.waitForTimeout(5);
	await shoot(phone, '复查照片');
	await phone.open(`/m/hazards/${rectifying.id}/report`);
	await phone.type('怎样整改的', '纸箱已清走');
	while (!JSON.stringify(await phone.stored('settings')).includes('纸箱已清走')) await page.waitForTimeout(5);
	await phone.open('/m/me');
	await phone.tap('退出登录');
	await page.getByText(/还有2次(复查、代报|代报、复查)没有做完，不能退出/).waitFor();
	await phone.tap('去今日');
	const look = page.getByRole('link', {name: /继续复查：桦苑小吃/});
	t.regex(await look.innerText(), new RegExp(`${reported.number}.*开始.*未做完`, 's'));
	await phone.tap(page.getByRole('link', {name: new RegExp(`继续代报：桦苑小吃.*${rectifying.number}`)}));
	await page.waitForFunction(() => document.querySelector('textarea')?.value === '纸箱已清走');
	await phone.tap('放弃这次代报');
	await phone.tap('确定放弃');
	await page.getByRole('link', {name: '代报整改情况'}).waitFor();
	await phone.open('/m/');
	await phone.tap(look);
	await page.getByRole('button', {name: '合格', exact: true, pressed: true}).waitFor();
	await phone.tap('封存并提交');
	await page.getByText('复查已封存，待发').waitFor();
	await phone.open('/m/');
	await page.getByText('桦苑小吃').first().waitFor();
	t.is(await page.getByText(/^继续/).count(), 0);
	t.deepEqual(
		(await phone.stored<unknown>('settings')).filter(one => JSON.stringify(one).includes('photoDetails')),
		[],
	);
	await phone.offline(false);
	await acts.sendEverything(phone);
	await phone.tap(acts.tab(phone, '我的'));
	await phone.tap('退出登录');
	await page.getByLabel('口令').waitFor();
});

test.serial('the code of a task that the phone does not hold leads to its check, or says what to do instead', async t => {
	const world = await startPhoneWorld(t, {checklists});
	const {app, office, clock} = world;
	const place = await makePlace(app, office, {name: '和平浴室', pointName: '锅炉房', domain: 'gas'});
	const dueOn = plusDays(clock.today(), 5);
	const making = {place, checklist: 'gas/supply@1', people: [office.inspector2.id, office.inspector3.id]};
	const open = await makeSlot(app, {...making, name: 'others', dueOn, opensOn: plusDays(clock.today(), -5)});
	const excused = await makeSlot(app, {...making, name: 'excused', dueOn, excusedOn: clock.today()});
	const phone = await startPhone(t, {origin: world.origin});
	const {page} = phone;
	await acts.beginDay(phone);
	await phone.offline(true);
	await phone.open(`/m/slots/${open}`);
	await page.getByText(/手机里没有这项任务，眼下也连不上服务器。请扫风险点的编号牌/).waitFor();
	await phone.offline(false);
	await phone.tap('再试一次');
	await page.waitForURL(`**/m/sites/${place.siteId}?point=${place.pointId}`);
	await phone.offline(true);
	await phone.tap('开始检查');
	await page.getByRole('checkbox', {name: /锅炉房.*还有5天到期/s, checked: true}).waitFor();
	await phone.tap('开始检查');
	await page.getByRole('progressbar').waitFor();
	await acts.passRest(phone);
	await acts.meet(phone);
	await acts.seal(phone);
	await phone.offline(false);
	await acts.sendEverything(phone);
	const [slot] = await select<{day: string}>(app.services.reader, 'select checked_on as day from slots where id = ?', [open]);
	t.is(slot!.day, clock.today());
	await phone.open(`/m/slots/${excused}`);
	await page.getByText(/这项任务已经免查/).waitFor();
	await phone.open(`/m/slots/${idOf('no slot')}`);
	await page.getByText(/系统里没有这项任务，或者它不在您的范围内/).waitFor();
});

const hazardOf = async ({app}: PhoneWorld, id: string): Promise<Hazard> => {
	const [row] = await select<{body: string}>(app.services.reader, 'select body from hazards where id = ?', [id]);
	return JSON.parse(row!.body);
};
const actionsOn = async ({app, office}: PhoneWorld, id: string): Promise<string[]> => {
	const {status, body} = await app.send('GET', `/api/journal?subject=hazard:${id}`, {as: office.manager});
	if (status !== 200) throw new Error(JSON.stringify(body));
	return body.items.map(({action}: {action: string}) => action);
};

test.serial('closed hazards are looked back at without signal; one that has come back becomes a new hazard', async t => {
	const world = await startPhoneWorld(t, {checklists, closed: 2});
	const phone = await startPhone(t, {origin: world.origin});
	const [back, well] = [world.hazards[0]!, world.hazards[1]!];
	await acts.beginDay(phone);
	await phone.offline(true);
	await phone.open(`/m/sites/${back.siteId}`);
	await phone.page.getByText('没有未结的隐患').waitFor();
	await phone.page.getByRole('heading', {name: /已销号，可回头看\s*1条/}).waitFor();
	await phone.tap('去回头看');
	await phone.page.locator('figcaption').filter({hasText: '销号时'}).waitFor();
	await phone.tap('封存并提交');
	await phone.page.getByText('请选择回头看结论。').waitFor();
	await phone.tap('再次出现');
	await phone.type('又出现什么问题', '通道又堆了纸箱');
	await shoot(phone, '回头看照片');
	await phone.killPage();
	await phone.page.getByAltText('回头看照片').waitFor();
	await phone.tap('封存并提交');
	await phone.page.getByText('回头看已封存，待发').waitFor();
	await phone.open(`/m/hazards/${well.id}`);
	await phone.tap('回头看');
	await shoot(phone, '回头看照片');
	await phone.tap('没有反复');
	await phone.tap('封存并提交');
	await phone.page.getByText('回头看已封存，待发').waitFor();
	t.is((await hazardOf(world, back.id)).facts.lookbacks, undefined, 'nothing left the phone');
	await phone.offline(false);
	await phone.open('/m/outbox');
	await acts.sendEverything(phone);
	t.true((await actionsOn(world, back.id)).includes('lookbacks'));
	t.like((await hazardOf(world, back.id)).facts.lookbacks![0], {by: world.office.inspector1.id, result: 'recurred'});
	t.like((await hazardOf(world, well.id)).facts.lookbacks![0], {result: 'holds'});
	const found = await select<{id: string}>(world.app.services.reader, "select id from hazards where state = 'registered'");
	t.is(found.length, 1);
	t.like(await hazardOf(world, found[0]!.id), {recurrenceOf: back.id, source: 'lookback', siteId: back.siteId});
	await phone.open(`/m/sites/${back.siteId}`);
	await phone.tap('更新');
	await phone.page.getByRole('heading', {name: /未结隐患\s*1条/}).waitFor();
	t.is(await phone.page.getByText(/可回头看/).count(), 0, 'what has come back stands among the open ones');
});

test.serial('what a site mended is reported on its behalf without signal, and waits to be looked at by others', async t => {
	const world = await startPhoneWorld(t, {checklists, rectifying: 1});
	const phone = await startPhone(t, {origin: world.origin});
	const {page} = phone;
	const {id} = world.hazards[0]!;
	await acts.beginDay(phone);
	await phone.offline(true);
	await phone.open(`/m/hazards/${id}`);
	await phone.tap('代报整改情况');
	await phone.tap('封存并提交');
	await page.getByText('请填写整改情况。').waitFor();
	await shoot(phone, '整改后照片');
	await phone.type('怎样整改的', '纸箱已清走，通道畅通');
	await phone.type('花费（元，可不填）', '120');
	await phone.tap('封存并提交');
	await page.getByText('整改情况已封存，待发').waitFor();
	t.is((await hazardOf(world, id)).state, 'rectifying');
	await phone.offline(false);
	await phone.open('/m/outbox');
	await acts.sendEverything(phone);
	const {state, facts} = await hazardOf(world, id);
	t.is(state, 'reported');
	t.like(facts.reports[0], {by: world.office.inspector1.id, onBehalf: true, text: '纸箱已清走，通道畅通', cost: 120});
	t.true((await actionsOn(world, id)).includes('rectification-reports'));
	await phone.open(`/m/hazards/${id}`);
	await phone.tap('更新');
	await page.getByText('工作人员代报').waitFor();
	t.is(await page.getByRole('link', {name: '复查', exact: true}).count(), 0, 'who reports it does not look at it again');
});
