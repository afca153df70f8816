import test from 'ava';
import {calendarFaults} from '../../src/domain/calendar.ts';
import {readNotice} from '../../src/domain/calendar-notice.ts';
import {loadForms} from '../../src/forms.ts';

// The wording of the notices of 2024 to 2026; their days are those of forms/calendar.
const notice = `各省、自治区、直辖市人民政府：
经国务院批准，现将2026年元旦等放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

test('the text of a notice gives the days that were entered by hand', t => {
	const {holidays, workdays} = readNotice(notice, 2026);
	const known = loadForms().calendars.get(2026)!;
	t.deepEqual(
		holidays.map(({from, to}) => [from, to]),
		known.holidays.map(({from, to}) => [from, to]),
	);
	t.deepEqual(workdays, [...known.workdays].sort());
	t.is(holidays[1]!.name, '春节');
	t.deepEqual(calendarFaults({year: 2026, source: '通知', holidays, workdays}), []);
});

test('a break that begins or ends in another year, one of a single day and one of two festivals are read', t => {
	const text =
		'元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n端午节：6月10日放假。\n国庆节、中秋节：9月29日至10月6日放假调休，10月7日（周六）、10月8日（周日）上班。';
	t.deepEqual(readNotice(text, 2023), {
		holidays: [
			{name: '元旦', from: '2022-12-31', to: '2023-01-02'},
			{name: '端午节', from: '2023-06-10', to: '2023-06-10'},
			{name: '国庆节、中秋节', from: '2023-09-29', to: '2023-10-06'},
		],
		workdays: ['2023-10-07', '2023-10-08'],
	});
	t.deepEqual(readNotice('没有日子的文字：放假', 2026), {holidays: [], workdays: []});
	t.deepEqual(readNotice('', 2026), {holidays: [], workdays: []});
});
