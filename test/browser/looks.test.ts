import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {select} from '../../src/store/rows.ts';
import {type Phone, startPhone} from '../helpers/browser.ts';
import * as acts from '../helpers/phone-acts.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';
import {writeCodeVideo} from '../helpers/qr-video.ts';

const checklists = ['fire/daily@1', 'gas/supply@1'];

/** Takes a photo once the camera shows something. */
async function shoot({page, tap}: Phone, label: string, alt: string): Promise<void> {
	await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
	await tap(page.getByRole('button', {name: label}));
	await page.getByAltText(alt).waitFor();
}

function videoOf(t: ExecutionContext, text: string): {file: string} {
	const folder = mkdtempSync(path.join(tmpdir(), 'register-code-'));
	t.teardown(() => rmSync(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'code.y4m');
	writeCodeVideo(file, text);
	return {file};
}

test.serial('a look that was begun without signal outlives a dead page and arrives with when and where', async t => {
	const world = await startPhoneWorld(t, {checklists, reported: 1});
	const phone = await startPhone(t, {origin: world.origin, place: {latitude: 31.2, longitude: 121.4}});
	const {id} = world.hazards[0]!;
	await acts.beginDay(phone);
	await phone.offline(true);
	await phone.tap(phone.page.getByRole('link', {name: /^复查：/}).first());
	await phone.tap('复查');
	await shoot(phone, '拍现在的样子', '复查照片');
	await phone.tap('不合格');
	await phone.type('还存在什么问题', '通道又堆了纸箱');
	while (!JSON.stringify(await phone.stored('settings')).includes('又堆了纸箱')) await phone.page.waitForTimeout(5);
	await phone.killPage();
	await phone.page.getByAltText('复查照片').waitFor();
	await phone.page.getByRole('button', {name: '不合格', pressed: true}).waitFor();
	t.is(await phone.page.getByLabel('还存在什么问题').inputValue(), '通道又堆了纸箱');
	await phone.tap('封存并提交');
	await phone.page.getByText('复查已封存，待发').waitFor();
	t.is(await phone.page.getByRole('link', {name: '复查', exact: true}).count(), 0, 'nobody looks twice');
	await phone.offline(false);
	await phone.open('/m/outbox');
	await acts.sendEverything(phone);
	const {reader} = world.app.services;
	const [hazard] = await select<{body: string}>(reader, 'select body from hazards where id = ?', [id]);
	const {state, round, facts} = JSON.parse(hazard!.body);
	t.like({state, round, look: facts.reinspections[0]}, {state: 'rectifying', round: 2, look: {result: 'fail'}});
	const [link] = await select<{metadata: string}>(
		reader,
		"select metadata from photo_links where subject = ? and role = 'after' and metadata is not null",
		[`hazard:${id}`],
	);
	t.like(JSON.parse(link!.metadata), {source: 'camera', position: {lat: 31.2, lng: 121.4}});
});

test.serial('a label before the camera opens its site, and one of another site than the visited says so', async t => {
	const world = await startPhoneWorld(t, {checklists});
	const there = world.tasks[1]!.place;
	const label = async (pointId: string) =>
		(await select<{label: string}>(world.app.services.reader, 'select label from risk_points where id = ?', [pointId]))[0]!.label;
	const camera = videoOf(t, `https://printed.example/m/points/${await label(there.pointId)}`);
	const phone = await startPhone(t, {origin: world.origin, camera});
	await acts.beginDay(phone);
	await phone.offline(true);
	await phone.tap(acts.tab(phone, '扫码查找'));
	await phone.tap(phone.page.getByRole('button', {name: '扫码', exact: true}));
	await phone.page.waitForURL(`**/m/sites/${there.siteId}?*`);
	await phone.page.getByText('就是这一处').waitFor();
	await phone.tap(
		acts
			.tab(phone, '今日')
			.or(phone.page.getByRole('button', {name: '返回'}))
			.first(),
	);
	await phone.open('/m/');
	await acts.beginVisit(phone, world.tasks[0]!.name);
	await phone.open('/m/find?scan=1');
	await phone.page.getByText('不是正在检查的场所').waitFor();
	await phone.page.getByText(world.tasks[1]!.name).waitFor();
	await phone.tap('回到正在做的检查');
	await phone.page.waitForURL('**/m/visits/*');
	t.deepEqual([...phone.seen.strangers], []);
});
