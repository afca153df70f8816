import test from 'ava';
import {startPhone} from '../helpers/browser.ts';
import {startFaultProxy} from '../helpers/fault-proxy.ts';
import {beginDay} from '../helpers/phone-acts.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

test.serial('after one look with a network the phone starts without one, and nothing is asked of the server', async t => {
	const world = await startPhoneWorld(t);
	const proxy = await startFaultProxy(t, world.origin);
	const phone = await startPhone(t, {origin: proxy.origin});
	await beginDay(phone);
	await phone.offline(true);
	proxy.log.length = 0;
	await phone.killBrowser();
	await phone.page.getByText('桦苑小吃').first().waitFor();
	t.deepEqual(proxy.log, []);
	t.deepEqual(
		phone.seen.errors.filter(text => !text.includes('ERR_INTERNET_DISCONNECTED')),
		[],
	);
});
