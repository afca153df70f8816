/** A calendar day in Shanghai, 'YYYY-MM-DD'. Never a Date: a day has no hour and no time zone. */
export type Day = string;
/** A moment, UTC ISO 8601 with milliseconds, '2026-03-01T02:00:00.000Z': texts sort as moments. */
export type Instant = string;
/** An ISO 8601 length in days, weeks, months or years: 'P7D', 'P1M'. */
export type Interval = string;

const zone = 'Asia/Shanghai';
const dayLength = 86_400_000;
// Since 1992 Shanghai has kept +08:00 all year; before, the platform knows the summers.
const offset = 8 * 3_600_000;
const steadySince = '1992-01-01';

// A plan of 50,000 points adds days and months millions of times: plain civil arithmetic, compared with luxon in a test, and each day worked out once. A telephone
// carries no library for it either.
const mostDaysKnown = 50_000;
const stamps = new Map<Day, number>();
const stampOf = (day: Day): number => {
	let stamp = stamps.get(day);
	if (stamp === undefined) {
		stamp = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
		if (stamps.size < mostDaysKnown) stamps.set(day, stamp);
	}
	return stamp;
};
const days = new Map<number, Day>();
const dayAt = (moment: number): Day => {
	const stamp = Math.floor(moment / dayLength);
	let day = days.get(stamp);
	if (day === undefined) {
		day = new Date(moment).toISOString().slice(0, 10);
		if (days.size < mostDaysKnown) days.set(stamp, day);
	}
	return day;
};

export const plusDays = (day: Day, days: number): Day => dayAt(stampOf(day) + days * dayLength);

type Parts = {months: number; days: number};
const lengths = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;
const known = new Map<Interval, Parts>();
const partsOf = (interval: Interval): Parts => {
	let parts = known.get(interval);
	if (!parts) {
		const [years = 0, months = 0, weeks = 0, days = 0] = (lengths.exec(interval) ?? []).slice(1).map(text => Number(text ?? 0));
		parts = {months: years * 12 + months, days: weeks * 7 + days};
		if (known.size < 1000) known.set(interval, parts);
	}
	return parts;
};

/** Calendar arithmetic from `day` itself: 31 Jan + P1M = 28 Feb. */
export const plusInterval = (day: Day, interval: Interval, times = 1): Day => {
	const parts = partsOf(interval);
	const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + parts.months * times;
	const [year, index] = [Math.floor(month / 12), month - Math.floor(month / 12) * 12];
	const last = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
	return dayAt(Date.UTC(year, index, Math.min(Number(day.slice(8, 10)), last)) + parts.days * times * dayLength);
};
/** Days from a to b, negative when b is earlier. */
export const daysBetween = (a: Day, b: Day): number => Math.round((stampOf(b) - stampOf(a)) / dayLength);
/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(stampOf(day)).getUTCDay() || 7;
export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const isInstant = (text: string): boolean =>
	/^(19|2\d)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
/** A day that can be reckoned with: years 1900 to 2999, so that a day before or a month after it is one too. */
export const isDay = (text: string): boolean =>
	/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text) && new Date(Date.parse(text)).getUTCDate() === Number(text.slice(8));
export const maxDay = (a: Day, b: Day): Day => (a > b ? a : b);
export const minDay = (a: Day, b: Day): Day => (a < b ? a : b);

/** The Shanghai day that a moment falls on. */
export const dayOf = (instant: Instant): Day =>
	instant > steadySince ? dayAt(Date.parse(instant) + offset) : civil().format(new Date(instant));
// The platform's own calendar, so that a telephone needs no library to know what day it is. Swedish writes days as we do.
let kept: Intl.DateTimeFormat | undefined;
const civil = (): Intl.DateTimeFormat => {
	kept ??= new Intl.DateTimeFormat('sv-SE', {timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit'});
	return kept;
};
/** 00:00 in Shanghai of a day, as an instant. */
export const startOf = (day: Day): Instant => new Date(day > steadySince ? stampOf(day) - offset : oldStartOf(day)).toISOString();
const oldStartOf = (day: Day): number => {
	const inSummer = stampOf(day) - offset - 3_600_000;
	return civil().format(inSummer) === day ? inSummer : stampOf(day) - offset;
};
/** The end of a deadline day, exclusive: 2024-05-20 → 2024-05-20T16:00:00.000Z (rules §1.10). */
export const dueAt = (day: Day): Instant => startOf(plusDays(day, 1));
export const plusMilliseconds = (instant: Instant, milliseconds: number): Instant =>
	new Date(Date.parse(instant) + milliseconds).toISOString();
export const millisecondsBetween = (a: Instant, b: Instant): number => Date.parse(b) - Date.parse(a);
/** '2026年3月5日', as papers write it: no leading zeros (GB/T 9704). */
export const inWords = (day: Day): string =>
	`${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
