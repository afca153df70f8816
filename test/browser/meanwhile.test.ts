import {readFile} from 'node:fs/promises';
import test, {type ExecutionContext} from 'ava';
import {plusDays, plusMilliseconds} from '../../src/domain/days.ts';
import type {Parcel} from '../../src/domain/field/parcel.ts';
import type {Filing} from '../../src/domain/inspections/filing.ts';
import {select} from '../../src/store/rows.ts';
import {type PhoneOptions, startPhone} from '../helpers/browser.ts';
import * as acts from '../helpers/phone-acts.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

const week = 7 * 86_400_000;
type Kept = {personId: string; loadedAt: string};

async function begin(t: ExecutionContext, options: Partial<PhoneOptions> = {}) {
	const world = await startPhoneWorld(t, {checklists: ['gas/supply@1', 'gas/supply@1']});
	const phone = await startPhone(t, {origin: world.origin, ...options});
	await acts.beginDay(phone);
	return {world, phone, page: phone.page};
}

test.serial('a pack older than seven days says so and still serves', async t => {
	const {world, phone, page} = await begin(t);
	const [pack] = await phone.stored<Kept>('packs');
	await phone.store('packs', [{...pack, loadedAt: plusMilliseconds(pack!.loadedAt, -8 * 86_400_000)}]);
	await phone.offline(true);
	await page.reload();
	await page.getByText(/已超过7天没有更新/).waitFor();
	await acts.visit(phone, {site: '桦苑小吃', fails: []});
	await phone.offline(false);
	await phone.tap('更新');
	await page.getByText(/已超过7天没有更新/).waitFor({state: 'detached'});
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: 1});
});

test.serial('a checklist that was withdrawn and a point that was closed meanwhile are noted, and the check is kept', async t => {
	const {world, phone, page} = await begin(t);
	await phone.offline(true);
	await acts.visit(phone, {site: '桦苑小吃', fails: []});
	const {app, office, tasks, clock} = world;
	const list = app.services.forms.checklists.get('gas/supply@1')!;
	const withdrawn = {...list, validTo: plusDays(clock.today(), -1)};
	app.services.forms = {...app.services.forms, checklists: new Map([...app.services.forms.checklists, [list.key, withdrawn]])};
	const closed = await app.send('PUT', `/api/risk-points/${tasks[0]!.place.pointId}`, {
		as: office.manager,
		body: {closedOn: plusDays(clock.today(), -1), version: 1},
	});
	t.is(closed.status, 200, closed.bytes.toString());
	await phone.offline(false);
	await acts.sendEverything(phone);
	const [row] = await select<{flags: string}>(app.services.reader, 'select flags from inspections');
	t.regex(row!.flags, /checklist-withdrawn/);
	t.regex(row!.flags, /point-closed/);
	const notes = await page.getByText(/^注：/).allInnerTexts();
	t.true(notes.some(note => note.includes('停用')) && notes.some(note => note.includes('注销')), notes.join());
});

test.serial(
	'after a week without signal the session has ended: the same person signs in again, nobody else may send it',
	async t => {
		const {world, phone, page} = await begin(t);
		await phone.offline(true);
		await acts.visit(phone, {site: '桦苑小吃', fails: [['G28', 1]]});
		const [parcel] = await phone.stored<Parcel>('parcels');
		await phone.store('parcels', [{...parcel, sealedAt: plusMilliseconds(parcel!.sealedAt, -week)}]);
		await world.app.services.queue.submit(async db => db('sessions').delete());
		await phone.offline(false);
		await page.reload();
		await page.getByText(/1件未送达，请重新登录，最早一件已等7天/).waitFor();
		await phone.tap(page.getByRole('link', {name: /1件未送达/}));
		await acts.signIn(phone, 'inspector2');
		await phone.tap(acts.tab(phone, '待发'));
		await page.getByText(/还有其他人的1件没有发出，须由本人登录后发送/).waitFor();
		t.like(await world.counts(), {inspections: 0, photos: 0});
		await phone.open('/m/sign-in?again=1&to=/outbox');
		await acts.signIn(phone, 'inspector1');
		await acts.sendEverything(phone);
		t.like(await world.counts(), {inspections: 1, photos: 1, hazards: 1});
	},
);

test.serial('two pages at once do not overwrite each other, and seal one check', async t => {
	const {world, phone, page} = await begin(t);
	await acts.beginVisit(phone, '桦苑小吃');
	const other = await phone.context.newPage();
	await other.goto(page.url());
	const key = (where: typeof page, id: string) =>
		where.getByRole('article', {name: new RegExp(`^${id} `)}).getByRole('button', {name: '合格', exact: true});
	await key(other, 'G26').tap();
	await acts.kept(phone, '"G26"');
	await phone.tap(key(page, 'G27'));
	await page.getByText(/已在另一个页面继续/).waitFor();
	const text = JSON.stringify(await phone.stored('drafts'));
	t.true(text.includes('"G26"') && !text.includes('"G27"'), 'the page that was behind changed nothing');
	await page.reload();
	await phone.page.getByText('1/5项').waitFor();
	await other.close();
	await acts.passRest(phone);
	await acts.meet(phone);
	await acts.seal(phone);
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: 1});
});

test.serial('two pages send what waits once', async t => {
	const {world, phone, page} = await begin(t);
	await phone.offline(true);
	await acts.visit(phone, {site: '桦苑小吃', fails: [['G28', 2]]});
	await acts.visit(phone, {site: '顺达仓储', fails: []});
	const other = await phone.context.newPage();
	await other.goto(`${world.origin}/m/outbox`);
	await phone.tap(acts.tab(phone, '待发'));
	await phone.offline(false);
	await Promise.all([page, other].map(async one => one.getByText('全部已送达').waitFor()));
	t.like(await world.counts(), {inspections: 2, numbers: 2, photos: 2, hazards: 1});
});

/** The phone believes that it is a year later. */
function aYearAhead(): void {
	const Real = Date;
	const ahead = 365 * 86_400_000;
	globalThis.Date = class extends Real {
		constructor(...given: unknown[]) {
			if (given.length === 0) super(Real.now() + ahead);
			else super(...(given as [number]));
		}
		static override now = () => Real.now() + ahead;
	} as DateConstructor;
}

test.serial('a phone whose clock is a year ahead files all the same, and says by how much it is off', async t => {
	const {world, phone} = await begin(t, {before: aYearAhead});
	await phone.open(`/m/visits/new?site=${world.tasks[0]!.place.siteId}`);
	await phone.tap('开始检查');
	await acts.passRest(phone);
	await acts.meet(phone);
	await acts.seal(phone);
	await acts.sendEverything(phone);
	const [row] = await select<{content: string; flags: string}>(
		world.app.services.reader,
		'select content, flags from inspections',
	);
	const {device} = JSON.parse(row!.content) as Filing;
	t.true(Math.abs(device!.clockOffsetMs! + 365 * 86_400_000) < 60_000, String(device!.clockOffsetMs));
	t.regex(row!.flags, /"clock"/);
});

test.serial('nobody signs out with unsent work, and what is exported can be imported by the office', async t => {
	const {world, phone, page} = await begin(t);
	await phone.offline(true);
	await acts.visit(phone, {site: '桦苑小吃', fails: [['G28', 1]]});
	await phone.tap(acts.tab(phone, '我的'));
	await phone.tap('退出登录');
	await page.getByText(/还有1件没有送达，不能退出/).waitFor();
	const download = page.waitForEvent('download');
	await phone.tap('导出成文件');
	const file = await readFile(await (await download).path());
	await page.getByText(/退出后，未发送的内容仍留在手机上/).waitFor();
	const {app, office} = world;
	const headers = {'content-type': 'application/x-ndjson'};
	const imported = await app.send('POST', '/api/outbox-imports', {as: office.manager, body: new Uint8Array(file), headers});
	t.is(imported.status, 200, imported.bytes.toString());
	t.like(await world.counts(), {inspections: 1, photos: 1, hazards: 1});
	await phone.offline(false);
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: 1, photos: 1, hazards: 1}, 'what came by itself too counts once');
	await phone.tap(acts.tab(phone, '我的'));
	await phone.tap('退出登录');
	await page.getByLabel('口令').waitFor();
});
