import test from 'ava';
import {select} from '../../src/store/rows.ts';
import {button, startPhone} from '../helpers/browser.ts';
import * as acts from '../helpers/phone-acts.ts';
import {startPhoneWorld} from '../helpers/phone-world.ts';

/** Counts what the glass itself feels, beside what the test believes that it presses. */
function countTouches(): void {
	addEventListener(
		'pointerdown',
		event => {
			if (event.isTrusted) sessionStorage.setItem('touches', String(Number(sessionStorage.getItem('touches')) + 1));
		},
		true,
	);
}

test.serial('thirty items with two failures and three photos take at most 45 taps, from the route to the seal', async t => {
	const world = await startPhoneWorld(t, {checklists: ['underground/daily@1']});
	const phone = await startPhone(t, {origin: world.origin, before: countTouches});
	const {page} = phone;
	await acts.beginDay(phone);
	await page.evaluate(() => sessionStorage.setItem('touches', '0'));
	phone.seen.taps = 0;

	await acts.beginVisit(phone, '桦苑小吃');
	await page.getByText('0/30项').waitFor();
	await acts.check(phone, [
		['U10', 2],
		['U16', 1],
	]);
	const checked = phone.seen.taps;
	await phone.tap(button(page, /就是责任人/));
	await phone.tap(button(page, /在场人员签名/));
	await phone.stroke(page.getByLabel('在场人员在此签名'));
	await acts.kept(phone, '"signature":{"photo"');
	await phone.tap('签好了');
	await acts.seal(phone);

	const felt = Number(await page.evaluate(() => sessionStorage.getItem('touches')));
	t.is(felt, phone.seen.taps);
	t.true(felt <= 45, `${felt} taps`);
	t.log(`${felt} taps: ${checked} for the check, ${felt - checked} for who was met, his name on the glass and the seal`);
	await page.getByRole('link', {name: '待发'}).first().tap();
	await page.getByText('全部已送达').waitFor();
	t.like(await world.counts(), {inspections: 1, hazards: 2, photos: 4});
	const found = await select<{item: string}>(world.app.services.reader, 'select item_id as item from hazards order by item_id');
	t.deepEqual(found, [{item: 'U10'}, {item: 'U16'}]);
});
