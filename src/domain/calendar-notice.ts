import type {Holiday} from './content.ts';
import type {Day} from './days.ts';

const two = (n: string) => n.padStart(2, '0');
const range =
	/(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:（[^）]*）)?(?:至(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（[^）]*）)?)?放假/;
const worked = /((?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:（[^）]*）)?[、和]?)+)(?:[^，。；]*)上班/g;
const single = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g;

/**
 * The breaks and make-up workdays that the text of the State Council's notice names, to be looked over by whoever enters them:
 * 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
 */
export function readNotice(text: string, year: number): {holidays: Holiday[]; workdays: Day[]} {
	const holidays: Holiday[] = [];
	const workdays = new Set<Day>();
	for (const line of text.split(/\n|(?=[一二三四五六七八九十]、[一-鿿、]{2,12}[：:])/)) {
		const name = /(?:[一二三四五六七八九十]+、)?\s*([一-鿿、]{2,12})[：:]/
			.exec(line)?.[1]
			?.replace(/^[一二三四五六七八九十]、/, '');
		const found = range.exec(line);
		if (!name || !found) continue;
		const [, fromYear, fromMonth, fromDay, toYear, toMonth, toDay] = found;
		const first = fromYear ?? String(year);
		const from = `${first}-${two(fromMonth!)}-${two(fromDay!)}`;
		const last = toYear ?? (toMonth && Number(toMonth) < Number(fromMonth) ? String(Number(first) + 1) : first);
		holidays.push({name, from, to: toDay ? `${last}-${two(toMonth ?? fromMonth!)}-${two(toDay)}` : from});
		for (const [, days] of line.matchAll(worked))
			for (const [, y, month, day] of days!.matchAll(single)) workdays.add(`${y ?? year}-${two(month!)}-${two(day!)}`);
	}
	return {holidays, workdays: [...workdays].sort()};
}
