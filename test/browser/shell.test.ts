import {readFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {root} from '../../src/root.ts';
import {startPhone} from '../helpers/browser.ts';
import {startFaultProxy} from '../helpers/fault-proxy.ts';
import {beginDay} from '../helpers/phone-acts.ts';
import {allStops, goTo, knownRoutes} from '../helpers/phone-routes.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

const mostBytes = 120_000;

/** Names of the scripts that the page itself has asked for; what the service worker keeps for later is not among them. */
const scripts = (): string[] =>
	performance
		.getEntriesByType('resource')
		.map(({name}) => new URL(name).pathname)
		.filter(name => name.endsWith('.js') && name.startsWith('/assets/'));

test.serial('the first screens, signing in included, load at most 120 kB of scripts', async t => {
	const world = await startPhoneWorld(t);
	const phone = await startPhone(t, {origin: world.origin});
	await beginDay(phone);
	const fetched = [...new Set(await phone.page.evaluate(scripts))];
	const sizes = fetched.map(name => gzipSync(readFileSync(path.join(root, 'dist/web', name)), {level: 9}).length);
	const total = sizes.reduce((sum, size) => sum + size, 0);
	t.true(fetched.length > 0);
	t.true(total <= mostBytes, `${total} bytes`);
	t.log(`${(total / 1000).toFixed(1)} kB of scripts in ${fetched.length} files (gzip), sign-in and the day’s route`);
});

test.serial('after one look with a network every view works without one, and nothing is asked of the server', async t => {
	const world = await startPhoneWorld(t, {
		checklists: ['fire/daily@1', 'gas/merchant@1', 'gas/supply@1'],
		reported: 1,
		rectifying: 1,
		closed: 1,
	});
	const proxy = await startFaultProxy(t, world.origin);
	const phone = await startPhone(t, {origin: proxy.origin});
	await beginDay(phone);
	const stops = await allStops(phone, world);
	t.deepEqual([...new Set(stops.map(({route}) => route))].sort(), knownRoutes().sort(), 'every route is looked at');
	t.deepEqual(phone.seen.errors, [], 'a quiet console with a network');
	await phone.offline(true);
	proxy.log.length = 0;
	await phone.killBrowser();
	await phone.page.getByText('桦苑小吃').first().waitFor();
	for (const stop of stops) await goTo(phone, stop);
	// The browser itself looks for a newer worker now and then, whatever the page is told of the network.
	const asked = proxy.log.filter(({path}) => path !== '/m/worker.js');
	t.deepEqual(asked, [], 'nothing reached the server');
	t.deepEqual(
		phone.seen.errors.filter(text => !text.includes('ERR_INTERNET_DISCONNECTED')),
		[],
		'nothing broken, nothing against the policy of contents',
	);
	t.deepEqual([...phone.seen.strangers], [], 'no other host is asked');
});
