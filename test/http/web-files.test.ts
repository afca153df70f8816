import {readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {root} from '../../src/root.ts';
import {startApp} from '../helpers/app.ts';

const html = {accept: 'text/html,application/xhtml+xml'};
/** The last script that a page asks for: its own. */
const scriptOf = (surface: 'office' | 'phone'): string => {
	const page = readFileSync(path.join(root, `dist/web/${surface}/index.html`), 'utf8');
	return [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].at(-1)![1]!;
};

test('what the name says the content of is kept for a year, pages and worker are asked for anew', async t => {
	const app = await startApp(t);
	const asset = await app.send('GET', scriptOf('phone'));
	t.is(asset.status, 200);
	t.regex(asset.headers.get('cache-control') ?? '', /max-age=31536000.*immutable/);
	t.regex(asset.headers.get('content-type') ?? '', /javascript/);
	for (const page of ['/', '/m/', '/m/worker.js', '/m/manifest.webmanifest', '/hazards/one', '/m/points/F001234-5']) {
		const {status, headers} = await app.send('GET', page, {headers: html});
		t.is(status, 200, page);
		t.is(headers.get('cache-control'), 'no-cache', page);
	}
});

test('long files go out as they were compressed by the build', async t => {
	const app = await startApp(t);
	const file = scriptOf('office');
	for (const coding of ['br', 'gzip'])
		t.is((await app.send('GET', file, {headers: {'accept-encoding': coding}})).headers.get('content-encoding'), coding);
});

test('a page may load itself only and run no text as program or style', async t => {
	const app = await startApp(t);
	for (const page of ['/', '/m/']) {
		const {headers} = await app.send('GET', page, {headers: html});
		const policy = headers.get('content-security-policy') ?? '';
		t.regex(policy, /default-src 'self'/);
		t.notRegex(policy, /unsafe|https?:|\*/);
		t.regex(headers.get('permissions-policy') ?? '', /camera=\(self\), geolocation=\(self\), microphone=\(\)/);
	}
});

test('only pages that a person asks for are answered for an unknown address, and no way leads out of the folder', async t => {
	const app = await startApp(t);
	const status = async (address: string, accept: string) => (await app.send('GET', address, {headers: {accept}})).status;
	t.is(await status('/anything', 'application/json'), 404);
	t.is(await status('/assets/nothing.js', 'text/html'), 404);
	t.is(await status('/robots.txt', 'text/html'), 404);
	for (const address of ['/m/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/m/.vite', '/.vite/manifest.json']) {
		const {body} = await app.send('GET', address, {headers: html});
		t.notRegex(typeof body === 'string' ? body : JSON.stringify(body), /dependencies|dynamicImports/, address);
	}
	t.is((await app.send('POST', '/m/')).status, 404);
});
