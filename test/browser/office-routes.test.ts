import {mkdirSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {startApp} from '../helpers/app.ts';
import {idOf, makeOffice} from '../helpers/office.ts';
import {type Desk, openOffice} from '../helpers/office-browser.ts';
import {isThing, officeRoutes} from '../helpers/office-routes.ts';
import {type OfficeWorld, startOfficeWorld} from '../helpers/office-world.ts';
import {allow, password} from '../helpers/phone-world.ts';
import {planId} from '../helpers/plans.ts';

/** What is looked at on the pages that show one of several things, by the first word of their routes. */
const things: Record<string, (world: OfficeWorld) => string[]> = {
	hazards: ({hazards}) => Object.values(hazards),
	sites: ({hall, places}) => [hall.siteId, places.at(-1)!.siteId],
	'risk-points': ({hall, places}) => [hall.pointId, places.at(-1)!.pointId],
	papers: ({letter}) => [letter],
	inspections: ({hall}) => [idOf(`F05 ${hall.siteId} inspection`)],
	leads: () => [idOf('lead/lead')],
	areas: ({office}) => [office.communities[0]!],
	people: ({office}) => [office.inspector1.id],
	plans: () => [planId],
	slots: ({slots}) => slots.slice(0, 1).map(({id}) => id),
	figures: () => ['open-hazards'],
	'list-issues': () => [idOf('issue'), idOf('draft issue')],
	measures: ({measureId}) => [measureId],
	reports: () => [idOf('report')],
	settings: () => ['duties', 'key-dates', 'routing', 'paper-titles'],
	':rest(.*)*': () => ['no-such-page'],
};
const thingOf = (route: string) => things[route.split('/')[1]!];

const addressesOf = (world: OfficeWorld): string[] =>
	officeRoutes.flatMap(route => (isThing(route) ? thingOf(route)!(world).map(id => route.replace(/:[^/]+/, id)) : [route]));

test('every route that shows one of several things is visited with some of them', t => {
	t.deepEqual(
		officeRoutes.filter(route => isThing(route) && !thingOf(route)),
		[],
	);
});

/** What is wrong with the page as it stands, a line each. */
async function look({page, seen, faults}: Desk, who: string): Promise<string[]> {
	const shown = await page.evaluate(() => ({
		isTitled: document.querySelectorAll('main h1').length === 1,
		isWide: document.documentElement.scrollWidth > innerWidth,
		alarms: [...document.querySelectorAll('main [role=alert]')].map(element => element.textContent),
		stray: /.*(undefined|\bnull\b|NaN|\[object|Invalid).*/.exec(document.querySelector('main')?.innerText ?? '')?.[0],
	}));
	const lines = [
		...seen.errors.splice(0).map(text => `console: ${text}`),
		...[...seen.strangers].map(host => `asks ${host}`),
		...(shown.isTitled ? [] : ['has not one heading']),
		...(shown.isWide ? ['is wider than the window'] : []),
		...shown.alarms.map(text => `says ${text}`),
		...(shown.stray ? [`shows ${shown.stray}`] : []),
		...(await faults()),
	];
	const where = new URL(page.url()).pathname;
	await picture(page, `${who}${where}`);
	return lines.map(line => `${who} ${where} ${line}`);
}

/** SCREENSHOTS=folder keeps a picture of every page. */
async function picture(page: Desk['page'], name: string): Promise<void> {
	const folder = process.env.SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, {recursive: true});
	await page.screenshot({path: path.join(folder, `${name.replaceAll('/', '-')}.png`)});
}

async function visit(desk: Desk, who: string, addresses: readonly string[]): Promise<string[]> {
	const faults: string[] = [];
	for (const address of addresses) {
		await desk.go(address);
		faults.push(...(await look(desk, who)));
	}
	return faults;
}

const menuOf = async ({page}: Desk): Promise<string[]> =>
	page
		.getByRole('navigation', {name: '主菜单'})
		.getByRole('link')
		.evaluateAll(links => links.map(link => link.getAttribute('href')!));

test('every page opens for the manager, and every page of their menus for the others, with nothing wrong on it', async t => {
	const world = await startOfficeWorld(t, {isDrawn: true});
	for (const person of [world.office.inspector1, world.office.gridWorker]) await allow(world.app, world.office, person);
	const office = await openOffice(t, world);
	const manager = async () => visit(await office.desk('manager'), 'manager', addressesOf(world));
	const others = async () => {
		const faults: string[] = [];
		for (const who of ['leader', 'administrator', 'auditor', 'inspector1', 'grid1']) {
			const desk = await office.desk(who);
			faults.push(...(await visit(desk, who, await menuOf(desk))));
			await desk.context.close();
		}
		return faults;
	};
	t.deepEqual((await Promise.all([manager(), others()])).flat(), []);
});

test('an office in which nothing is registered yet, and a person who was given no area, open every page of the menu', async t => {
	const app = await startApp(t, {today: '2026-03-12'});
	const people = await makeOffice(app);
	await allow(app, people, people.manager);
	const as = people.administrator;
	const stranger = {account: 'manager3', name: '白璐', roles: ['manager'], fromOn: '2020-01-01', password};
	t.is((await app.send('PUT', `/api/people/${idOf('manager3')}`, {as, body: stranger})).status, 201);
	const office = await openOffice(t, {origin: app.origin, app});
	const faults: string[] = [];
	for (const who of ['manager', 'manager3']) {
		const desk = await office.desk(who);
		const seen = await visit(desk, `empty-${who}`, await menuOf(desk));
		// An office that nobody has filled in yet is not found: the page asks, and then offers the form.
		faults.push(...seen.filter(text => !/\/settings\/organisation console: .* 404 /.test(text)));
	}
	t.deepEqual(faults, []);
});

test('the dashboard fits a telephone', async t => {
	const office = await openOffice(t, await startOfficeWorld(t));
	const desk = await office.desk('manager', {width: 390, height: 844});
	t.deepEqual(await look(desk, 'phone'), []);
});
