import type {Calendar} from '../calendar.ts';
import type {Forms, ResolvedChecklist} from '../content.ts';
import {type Day, isDay, plusDays} from '../days.ts';
import {lunarNewYear} from '../lunar.ts';
import type {Fault} from '../problem.ts';

/** A day of a break, counted from its first or last day; 元宵 is the fifteenth of the first lunar month. */
type Offset = {of: 'first' | 'last' | 'lantern'; days: number};
/** Month and day, '06-01'; an end before the start lies in the next year. */
type YearlyDays = {from: string; to: string};
export type KeyDateWindow =
	| ({kind: 'fixed'} & YearlyDays)
	| {kind: 'holiday'; holiday: string; from: Offset; to: Offset}
	/** Fixed by an authority each year: the office enters what was announced. */
	| {kind: 'announced'; by: string; usually: YearlyDays | null; announced: {from: Day; to: Day; source: string}[]};
/** A campaign or key date as a template (schedule §6.3). */
export type KeyDate = {
	id: string;
	title: string;
	window: KeyDateWindow;
	/** What is checked where: a checklist without version, at sites of these kinds and tags; empty for all. */
	checks: {checklist: string; kinds: string[]; tags: string[]}[];
	text: string;
	/** The law behind it, as it is told to whoever asks. */
	basis: string | null;
	confidence: 'V' | 'P' | 'M' | 'D';
};
/** The days of a campaign in one year; null with the reason while they cannot be told. */
export type Concrete = {window: {from: Day; to: Day} | null; note: string | null; usual: {from: Day; to: Day} | null};

const inYear = ({from, to}: YearlyDays, year: number) => ({from: `${year}-${from}`, to: `${to < from ? year + 1 : year}-${to}`});
const known = (window: {from: Day; to: Day}): Concrete => ({window, note: null, usual: null});
const unknown = (note: string, usual: Concrete['usual'] = null): Concrete => ({window: null, note, usual});

/** A campaign in a year; one that hangs on a public holiday waits for that year's notice (全年节及纪念日放假办法). */
export const windowIn = ({window}: KeyDate, year: number, calendar: Calendar): Concrete => {
	if (window.kind === 'fixed') return known(inYear(window, year));
	if (window.kind === 'holiday') return aroundHoliday(window, year, calendar);
	const told = window.announced.find(({from}) => from.startsWith(`${year}-`));
	if (told) return known({from: told.from, to: told.to});
	return unknown(`待${window.by}公布后填写起止日期。`, window.usually && inYear(window.usually, year));
};

const aroundHoliday = (
	{holiday, from, to}: Extract<KeyDateWindow, {kind: 'holiday'}>,
	year: number,
	calendar: Calendar,
): Concrete => {
	const notice = calendar.get(year);
	if (!notice) return unknown(`日历未载入：${year}年放假安排载入后才能确定。`);
	// Two festivals may share one break: 国庆节、中秋节.
	const rest = notice.holidays.find(({name}) => name.includes(holiday));
	if (!rest) return unknown(`${year}年放假安排中没有${holiday}。`);
	const newYear = lunarNewYear(year);
	if (!newYear) return unknown(`没有${year}年的农历，请直接填写起止日期。`);
	const days = {first: rest.from, last: rest.to, lantern: plusDays(newYear, 14)};
	return known({from: plusDays(days[from.of], from.days), to: plusDays(days[to.of], to.days)});
};

/** The newest version of a checklist. */
export const newestChecklist = (forms: Pick<Forms, 'checklists'>, id: string): ResolvedChecklist | undefined =>
	[...forms.checklists.values()].filter(list => list.id === id).sort((a, b) => b.version - a.version)[0];

/** What no schema sees in the table of key dates: every fault with its place. */
export const keyDateFaults = (dates: readonly KeyDate[], forms: Pick<Forms, 'checklists' | 'siteKinds'>): Fault[] =>
	dates.flatMap(({id, window, checks}, i) => [
		...(dates.findIndex(other => other.id === id) < i ? [{path: `/value/${i}/id`, message: `“${id}”重复。`}] : []),
		...windowFaults(window).map(({path, message}) => ({path: `/value/${i}/window${path}`, message})),
		...checks.flatMap(({checklist, kinds}, n) => [
			...(newestChecklist(forms, checklist)
				? []
				: [{path: `/value/${i}/checks/${n}/checklist`, message: `没有检查表 ${checklist}。`}]),
			...(checks.findIndex(other => other.checklist === checklist) < n
				? [{path: `/value/${i}/checks/${n}/checklist`, message: '同一份检查表请合并为一项。'}]
				: []),
			...kinds
				.filter(kind => !forms.siteKinds.has(kind))
				.map(kind => ({path: `/value/${i}/checks/${n}/kinds`, message: `没有这种场所：${kind}。`})),
		]),
	]);

// A day that every year has: not 02-29.
const isYearly = (monthAndDay: string) => isDay(`2025-${monthAndDay}`);
const yearlyFaults = (days: YearlyDays, path: string): Fault[] =>
	(['from', 'to'] as const)
		.filter(end => !isYearly(days[end]))
		.map(end => ({path: `${path}/${end}`, message: `${days[end]} 不是每年都有的日期。`}));

const windowFaults = (window: KeyDateWindow): Fault[] => {
	if (window.kind === 'fixed') return yearlyFaults(window, '');
	if (window.kind === 'holiday') return [];
	return [
		...(window.usually ? yearlyFaults(window.usually, '/usually') : []),
		...window.announced.flatMap(({from, to}, i) => {
			if (!isDay(from) || !isDay(to)) return [{path: `/announced/${i}`, message: '起止日期不是有效的日期。'}];
			return to < from ? [{path: `/announced/${i}/to`, message: '不能早于起始日期。'}] : [];
		}),
	];
};
