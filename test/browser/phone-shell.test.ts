import test from 'ava';
import {startPhone} from '../helpers/browser.ts';
import {portal, startFaultProxy} from '../helpers/fault-proxy.ts';
import * as acts from '../helpers/phone-acts.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

test.serial('a new version is offered only once no check is open, and is then taken with one tap', async t => {
	const world = await startPhoneWorld(t, {checklists: ['gas/supply@1']});
	const proxy = await startFaultProxy(t, world.origin);
	const phone = await startPhone(t, {origin: proxy.origin});
	const {page} = phone;
	await acts.beginDay(phone);
	await acts.beginVisit(phone, '桦苑小吃');
	const worker = await (await fetch(`${world.origin}/m/worker.js`)).text();
	const newer = {
		answer: 200,
		type: 'text/javascript',
		body: worker.replace(/shell-[0-9a-f]{16}/, 'shell-0123456789abcdef'),
	} as const;
	t.not(newer.body, worker);
	proxy.use(({path}) => (path === '/m/worker.js' ? newer : null));
	await page.evaluate(async () => {
		const registration = (await navigator.serviceWorker.getRegistration('/m/'))!;
		await registration.update();
		while (!registration.waiting) await new Promise(resolve => setTimeout(resolve, 20));
	});
	await phone.open('/m/');
	await page.getByText(/继续：桦苑小吃/).waitFor();
	t.is(await page.getByText('有新版本').count(), 0, 'nothing changes under a person’s hands');
	await phone.tap(page.getByRole('link', {name: /继续：桦苑小吃/}));
	await acts.passRest(phone);
	await acts.meet(phone);
	await acts.seal(phone);
	await phone.tap(page.getByRole('button', {name: /有新版本/}));
	await page.waitForFunction(async () => (await caches.keys()).join() === 'shell-0123456789abcdef');
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: 1});
});

test.serial('over plain HTTP the page says what it cannot do, and files all the same', async t => {
	const world = await startPhoneWorld(t, {checklists: ['gas/supply@1']});
	const origin = world.origin.replace('127.0.0.1', 'register.example');
	const phone = await startPhone(t, {origin, camera: 'none'});
	await phone.open();
	t.false(await phone.page.evaluate(() => isSecureContext));
	await phone.page.getByText(/不是经 HTTPS 打开/).waitFor();
	await acts.signIn(phone);
	await acts.visit(phone, {site: '桦苑小吃', fails: []});
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: 1});
});

test.serial('inside a chat application the page asks to be opened in a browser', async t => {
	const world = await startPhoneWorld(t, {checklists: ['gas/supply@1']});
	const userAgent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.49';
	const phone = await startPhone(t, {origin: world.origin, userAgent});
	await phone.open();
	await phone.page.getByText(/在浏览器打开/).waitFor();
	t.pass();
});

test.serial('a captive portal’s page never takes the place of the day’s pack', async t => {
	const world = await startPhoneWorld(t, {checklists: ['gas/supply@1']});
	const proxy = await startFaultProxy(t, world.origin);
	const phone = await startPhone(t, {origin: proxy.origin});
	await acts.beginDay(phone);
	proxy.use(() => portal);
	await phone.tap('更新');
	await phone.page.getByText(/不是本系统|没有给出工作包/).waitFor();
	await phone.page.reload();
	await phone.page.getByText('桦苑小吃').first().waitFor();
	await acts.visit(phone, {site: '桦苑小吃', fails: []});
	await phone.tap(acts.tab(phone, '待发'));
	await phone.page.getByText('1件还在手机里').waitFor();
	proxy.use(() => null);
	await acts.sendEverything(phone);
	t.like(await world.counts(), {inspections: 1});
});
