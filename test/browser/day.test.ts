import test, {type ExecutionContext} from 'ava';
import type {Parcel} from '../../src/domain/field/parcel.ts';
import {select} from '../../src/store/rows.ts';
import {type Phone, startPhone} from '../helpers/browser.ts';
import {busy, type Fault, portal, problem, startFaultProxy} from '../helpers/fault-proxy.ts';
import * as acts from '../helpers/phone-acts.ts';
import {fillOutbox} from '../helpers/phone-outbox.ts';
import {type PhoneWorld, startPhoneWorld} from '../helpers/phone-world.ts';

const day: acts.Visit[] = [
	{site: '桦苑小吃', fails: [['G28', 3]]},
	{
		site: '顺达仓储',
		fails: [
			['G28', 2],
			['G29', 2],
		],
	},
	{site: '东升宾馆', fails: []},
	{site: '百味餐厅', fails: [['G26', 4]]},
	{site: '新桦书店', fails: []},
	{
		site: '明珠超市',
		fails: [
			['G28', 3],
			['G30', 2],
		],
	},
	{
		site: '长青诊所',
		fails: [
			['G29', 1],
			['G28', 3],
		],
	},
	{site: '建安五金', fails: []},
];

async function begin(t: ExecutionContext) {
	const world = await startPhoneWorld(t);
	const proxy = await startFaultProxy(t, world.origin);
	const phone = await startPhone(t, {origin: proxy.origin});
	await acts.beginDay(phone);
	await phone.offline(true);
	return {world, proxy, phone};
}

/** What the database holds is what was done, once each. */
async function isExact(t: ExecutionContext, {app, counts}: PhoneWorld, phone: Phone): Promise<void> {
	const parcels = await phone.stored<Parcel>('parcels');
	const taken = parcels.flatMap(({photos}) => photos);
	t.is(taken.length, 20);
	// Now and then the test camera shows the very same picture twice: then it is one photo in two records.
	const photos = new Set(taken).size;
	t.like(await counts(), {inspections: day.length, numbers: day.length, photos, links: photos, hazards: 8});
	t.deepEqual(new Set(parcels.map(({state}) => state)), new Set(['accepted']));
	const found = await select<{site: string; item: string; photos: number}>(
		app.services.reader,
		`select s.name as site, h.item_id as item, (select count(distinct sha256) from photo_links
			where subject = 'hazard:' || h.id) as photos from hazards h join sites s on s.id = h.site_id`,
	);
	const wanted = day.flatMap(({site, fails}) => fails.map(([item, photos]) => ({site, item, photos})));
	const sorted = (rows: typeof wanted) => rows.map(row => `${row.site} ${row.item} ${row.photos}`).sort();
	t.deepEqual(sorted(found), sorted(wanted));
}

/** In the middle of taking photos the page dies: the sheet, its photos and the item are there again. */
async function visitWithDeadPage(t: ExecutionContext, phone: Phone, {site, fails}: acts.Visit): Promise<void> {
	const [[item, photos]] = fails as [[string, number]];
	await acts.beginVisit(phone, site);
	await phone.tap(acts.itemOf(phone, item).getByRole('button', {name: '不合格', exact: true}));
	for (let n = 1; n < photos; n++) await acts.takePhoto(phone, n);
	await phone.killPage();
	await acts.photosOn(phone.page).first().waitFor();
	t.is(await acts.photosOn(phone.page).count(), photos - 1);
	await acts.takePhoto(phone, photos);
	await phone.tap('完成');
	await acts.passRest(phone);
	await acts.meet(phone);
	await acts.seal(phone);
}

/** At an answered item of the second section the battery dies: the phone comes back to that very item. */
async function visitWithEmptyBattery(t: ExecutionContext, phone: Phone, {site}: acts.Visit): Promise<void> {
	await acts.beginVisit(phone, site);
	await phone.tap(phone.page.getByRole('button', {name: /下一节/}));
	await phone.tap(acts.itemOf(phone, 'G30').getByRole('button', {name: '合格', exact: true}));
	// On the screen at once, on disk a moment later: that moment is waited for.
	await acts.kept(phone, '"G30"');
	await phone.killBrowser();
	await phone.tap(phone.page.getByRole('link', {name: new RegExp(`继续：${site}`)}));
	await acts.itemOf(phone, 'G30').getByRole('button', {name: '合格', pressed: true}).waitFor();
	t.true(await acts.isInSight(acts.itemOf(phone, 'G30')), 'the item stands before the eyes');
	t.regex(await phone.page.getByRole('banner').or(phone.page.locator('header')).first().innerText(), new RegExp(site));
	await phone.page.getByText('4/5项').waitFor();
	await acts.passRest(phone);
	await acts.meet(phone);
	await acts.seal(phone);
}

/** Every kind of trouble that a thing can meet on its way. */
const faults: Fault[] = [
	{answer: 500},
	{cutAfter: 2000},
	busy(1),
	problem(401, 'sign-in', '请先登录。'),
	{answer: 409, type: 'text/html', body: '<h1>Conflict</h1>'},
	portal,
	'lose-reply',
	{wait: 1500},
	{cutAfter: 300},
	{answer: 502, type: 'text/html'},
	'no-network',
	{answer: 403, type: 'text/html', body: '<h1>Blocked by the gateway</h1>'},
];

test.serial(
	'a day without signal, with a dead page, an empty battery and every trouble on the way, arrives exactly once',
	async t => {
		const {world, proxy, phone} = await begin(t);
		for (const [i, one] of day.entries()) {
			if (i === 3) await visitWithDeadPage(t, phone, one);
			else if (i === 4) await visitWithEmptyBattery(t, phone, one);
			else await acts.visit(phone, one);
		}
		t.deepEqual(
			proxy.log.filter(({method}) => method !== 'GET' && method !== 'POST'),
			[],
			'nothing left the phone',
		);
		// One after the other, on every other thing that is put.
		let put = 0;
		proxy.use(({method}) => (method === 'PUT' && put++ % 2 === 0 ? faults[(put - 1) / 2] : null));
		await phone.offline(false);
		const pressed = await acts.sendEverything(phone);
		await isExact(t, world, phone);
		const met = new Set(proxy.log.flatMap(({fault}) => (fault ? [JSON.stringify(fault)] : [])));
		t.is(met.size, faults.length, 'every trouble was met');
		t.log(`${phone.seen.taps} taps, "send now" pressed ${pressed} times, ${proxy.log.length} requests`);
	},
);

test.serial('when every reply is lost the first time, all arrives all the same, and once', async t => {
	const {world, proxy, phone} = await begin(t);
	const {pictures} = await fillOutbox(phone, world, {filings: day.length, photos: 20});
	await phone.page.reload();
	proxy.use(({method, nth}) => (method === 'PUT' && nth === 1 ? 'lose-reply' : null));
	await phone.offline(false);
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: day.length, numbers: day.length, photos: 20, links: 20, hazards: 8});
	t.is(proxy.log.filter(({fault}) => fault === 'lose-reply').length, day.length + pictures.length);
});

/** A row of numbers in [0, 1), the same for the same beginning. */
const chances = (seed: number) => {
	let state = seed;
	return () => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state / 2_147_483_648;
	};
};

for (let round = 1; round <= (process.env.PROVE === 'full' ? 20 : 1); round++) {
	test.serial(`whatever happens to whatever is sent, it arrives exactly once (${round})`, async t => {
		const {world, proxy, phone} = await begin(t);
		await fillOutbox(phone, world, {filings: day.length, photos: 20});
		await phone.page.reload();
		const chance = chances(round);
		const any = (): Fault => faults[Math.floor(chance() * faults.length)]!;
		proxy.use(({method}) => (method === 'PUT' && chance() < 0.4 ? any() : null));
		await phone.offline(false);
		await acts.sendEverything(phone);
		t.like(await world.counts(), {inspections: day.length, numbers: day.length, photos: 20, links: 20, hazards: 8});
		t.true(proxy.log.filter(({fault}) => fault !== null).length > 5);
	});
}
