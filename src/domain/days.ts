import {DateTime, Duration} from 'luxon';

/** A calendar day in Shanghai, 'YYYY-MM-DD'. Never a Date: a day has no hour and no time zone. */
export type Day = string;
/** A moment, UTC ISO 8601 with milliseconds, '2026-03-01T02:00:00.000Z': texts sort as moments. */
export type Instant = string;
/** An ISO 8601 length in days, weeks, months or years: 'P7D', 'P1M'. */
export type Interval = string;

const zone = 'Asia/Shanghai';
const at = (day: Day) => DateTime.fromISO(day, {zone: 'utc'});

export const plusDays = (day: Day, days: number): Day => at(day).plus({days}).toISODate()!;
/** Calendar arithmetic from `day` itself: 31 Jan + P1M = 28 Feb. */
export const plusInterval = (day: Day, interval: Interval, times = 1): Day =>
	at(day)
		.plus(Duration.fromISO(interval).mapUnits(n => n * times))
		.toISODate()!;
/** Days from a to b, negative when b is earlier. */
export const daysBetween = (a: Day, b: Day): number => Math.round(at(b).diff(at(a), 'days').days);
/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => at(day).weekday;
export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && at(text).isValid;
export const maxDay = (a: Day, b: Day): Day => (a > b ? a : b);
export const minDay = (a: Day, b: Day): Day => (a < b ? a : b);

/** The Shanghai day that a moment falls on. */
export const dayOf = (instant: Instant): Day => DateTime.fromISO(instant, {zone}).toISODate()!;
/** 00:00 in Shanghai of a day, as an instant. */
export const startOf = (day: Day): Instant => DateTime.fromISO(day, {zone}).toUTC().toISO()!;
/** The end of a deadline day, exclusive: 2024-05-20 → 2024-05-20T16:00:00.000Z (rules §1.10). */
export const dueAt = (day: Day): Instant => startOf(plusDays(day, 1));
export const plusMilliseconds = (instant: Instant, milliseconds: number): Instant =>
	DateTime.fromISO(instant, {zone: 'utc'}).plus({milliseconds}).toISO()!;
export const millisecondsBetween = (a: Instant, b: Instant): number => Date.parse(b) - Date.parse(a);
/** '2026年3月5日', as papers write it: no leading zeros (GB/T 9704). */
export const inWords = (day: Day): string =>
	`${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
