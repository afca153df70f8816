import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type {ExecutionContext} from 'ava';
import {type Browser, chromium, type Page, type Request} from 'playwright-core';
import type {Clock} from '../../src/clock.ts';
import {button, lastWords, watch} from './browser.ts';
import {findChromium} from './chromium.ts';
import {password} from './phone-world.ts';

type World = {origin: string; app: {clock: Clock}};
export const desktop = {width: 1440, height: 900};
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One browser, in which each person who works in the office has a desk of his own. */
export async function openOffice(t: ExecutionContext, world: World) {
	const {executablePath, env} = await findChromium();
	const args = ['--no-sandbox', '--disable-dev-shm-usage'];
	const browser = await chromium.launch({executablePath, env: env as Record<string, string>, args});
	t.teardown(async () => browser.close());
	return {desk: async (account?: string, size = desktop) => openDesk(t, browser, world, account, size)};
}

async function openDesk(
	t: ExecutionContext,
	browser: Browser,
	world: World,
	account: string | undefined,
	viewport: typeof desktop,
) {
	const context = await browser.newContext({viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true});
	context.setDefaultTimeout(30_000);
	await context.addInitScript(shiftDate, Date.parse(world.app.clock.now()) - Date.now());
	const seen = {errors: [] as string[], strangers: new Set<string>()};
	watch(context, world.origin, seen);
	const page = await context.newPage();
	const isQuiet = countRequests(page);
	t.teardown(async () => {
		if (!t.passed) t.log(account, await lastWords(page), seen.errors.slice(-10));
	});
	const desk = {
		page,
		context,
		seen,
		/** Opens an address afresh and waits until the page is there. */
		async open(address: string) {
			await page.goto(world.origin + address);
			await desk.settled();
		},
		/** Goes to an address within the running application, as a link does. */
		async go(address: string) {
			await page.evaluate(async to => {
				history.pushState({...history.state}, '', to);
				dispatchEvent(new PopStateEvent('popstate', {state: history.state}));
			}, address);
			await desk.settled();
		},
		/** Until nothing is asked of the server any more and nothing is on its way on the screen. */
		async settled() {
			await idle(page);
			while (!isQuiet() || (await page.locator(waiting).count()) > 0) await page.waitForTimeout(20);
			await idle(page);
		},
		press: async (words: string | RegExp) => button(page, words).click(),
		async signIn(name: string, secret = password) {
			await page.getByLabel('账号').fill(name);
			await page.getByLabel('口令').fill(secret);
			await page.getByRole('button', {name: '登录'}).click();
			await page.getByRole('navigation', {name: '主菜单'}).waitFor();
			await desk.settled();
		},
		faults: async () => faultsOf(page),
	};
	await desk.open('/');
	if (account) await desk.signIn(account);
	return desk;
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The browser has the world's date: its clock differs from this computer's by so many milliseconds. */
function shiftDate(offset: number): void {
	const real = Date.now.bind(Date);
	Date.now = () => real() + offset;
	const construct = (target: DateConstructor, given: unknown[], made: unknown) =>
		Reflect.construct(target, given.length === 0 ? [Date.now()] : given, made as DateConstructor);
	globalThis.Date = new Proxy(Date, {construct});
}

const waiting = '.el-skeleton, .el-loading-mask:visible';
const idle = async (page: Page): Promise<unknown> =>
	page.evaluate(async () => new Promise(resolve => requestIdleCallback(resolve)));

/** Tells whether nothing was under way for a tenth of a second. */
function countRequests(page: Page): () => boolean {
	const pending = new Set<Request>();
	let last = 0;
	const change = (act: (request: Request) => void) => (request: Request) => {
		act(request);
		last = performance.now();
	};
	page.on(
		'request',
		change(request => pending.add(request)),
	);
	const end = change(request => pending.delete(request));
	page.on('requestfinished', end);
	page.on('requestfailed', end);
	return () => pending.size === 0 && performance.now() - last > 100;
}

/** What axe-core takes for serious or critical on the page as it stands, a line each. */
async function faultsOf(page: Page): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		const {violations} = await (window as unknown as {axe: typeof import('axe-core')}).axe.run(document, {
			resultTypes: ['violations'],
			iframes: false,
		});
		return violations.map(({id, impact, help, nodes}) => ({
			id,
			impact,
			help,
			nodes: nodes.map(({html, target}) => ({html, target})),
		}));
	});
	return found
		.filter(({impact}) => impact === 'serious' || impact === 'critical')
		.map(({id, help, nodes}) => {
			const {html, target} = nodes[0]!;
			return `${id}: ${help} (${nodes.length}) ${String(target)} ${html.slice(0, 200)}`;
		});
}
