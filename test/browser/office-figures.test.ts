import test from 'ava';
import {idOf} from '../helpers/office.ts';
import {type Desk, openOffice} from '../helpers/office-browser.ts';
import {startOfficeWorld} from '../helpers/office-world.ts';

type Shown = {name: string; href: string; count: number};

/** Every number on the dashboard that is a link, with what it says: a rate and a plan lead to all that they are a share of. */
const figuresOn = async ({page}: Desk): Promise<Shown[]> =>
	page.evaluate(() => {
		const number = (text: string | null | undefined, pattern = /[\d,]+/): number =>
			Number((pattern.exec(text ?? '')?.at(-1) ?? '-1').replaceAll(',', ''));
		const links = (selector: string) => [...document.querySelectorAll<HTMLAnchorElement>(`main ${selector}`)];
		const shown = (link: HTMLAnchorElement, count: number) => ({
			name: (link.closest('li, section') ?? link).textContent!.trim().slice(0, 40),
			href: link.getAttribute('href')!,
			count,
		});
		return [
			...links('.key-value').map(link => {
				const part = /^[\d,]+\/([\d,]+)/.exec(link.nextElementSibling?.textContent?.trim() ?? '');
				return shown(link, number(part ? part[1] : link.textContent));
			}),
			...links('.line-link').map(link => {
				const plan = link.querySelector('.progress-words')?.textContent;
				if (plan === undefined) return shown(link, number(link.querySelector('.line-count')?.textContent));
				return shown(link, plan === '无任务' ? 0 : number(plan, /\/([\d,]+)）/));
			}),
			...links('.progress-whole a').map(link => shown(link, number(link.textContent))),
		];
	});

/** How many rows there are behind it: as the list says itself, or counted. */
const rowsHere = async ({page}: Desk): Promise<number> =>
	page.evaluate(() => {
		const [, total] = /共([\d,]+)/.exec(document.querySelector('main .pager')?.textContent ?? '') ?? [];
		if (total !== undefined) return Number(total.replaceAll(',', ''));
		return document.querySelectorAll('main .el-table__row').length || document.querySelectorAll('main table tbody tr').length;
	});

test('every figure on the dashboard is one press from as many rows as it counts', async t => {
	const world = await startOfficeWorld(t);
	const warning = {
		id: idOf('warning'),
		kind: 'typhoon',
		level: 'blue',
		issuedAt: world.app.clock.now(),
		source: '上海中心气象台',
	};
	await world.must(201, 'POST', '/api/weather-warnings', {as: world.office.manager, body: warning});
	const office = await openOffice(t, world);
	for (const who of ['manager', 'leader']) {
		const desk = await office.desk(who);
		const {length} = await figuresOn(desk);
		t.true(length > 15, `${who}: ${length}`);
		for (let i = 0; i < length; i++) {
			// Read anew: figures are worked out again after ten seconds, and name their moment.
			const {name, href, count} = (await figuresOn(desk))[i]!;
			await desk.page.locator(`main a[href="${href}"]`).first().click();
			await desk.settled();
			t.is(await rowsHere(desk), count, `${who} ${name} ${href}`);
			await desk.page.goBack();
			await desk.settled();
		}
		t.deepEqual(desk.seen.errors, []);
		await desk.context.close();
	}
});

test('the gravest hazards are as many as the lists of their grades hold', async t => {
	const desk = await (await openOffice(t, await startOfficeWorld(t))).desk('manager');
	const heading = await desk.page.locator('#majors-title').textContent();
	let rows = 0;
	for (const grade of ['major', 'suspected-major']) {
		await desk.go(`/hazards?grade=${grade}`);
		rows += await rowsHere(desk);
	}
	t.is(rows, Number(/(\d+)条/.exec(heading!)![1]));
});
