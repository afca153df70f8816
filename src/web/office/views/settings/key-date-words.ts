import type {KeyDate, KeyDateWindow} from '../../../../domain/schedule/key-dates.ts';
import {checklists} from '../../reference.ts';
import {siteKindTitle} from '../../word-lists.ts';
import {dayWords} from '../../words.ts';
import {confidenceWords} from '../campaigns/campaign.ts';

export type {KeyDate, KeyDateWindow};
export type Offset = Extract<KeyDateWindow, {kind: 'holiday'}>['from'];
export const windowKindWords: Record<KeyDateWindow['kind'], string> = {
	fixed: '每年固定的日期',
	holiday: '随法定节假日',
	announced: '每年由有关部门公布',
};
export const holidays = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];
export const endWords: Record<Offset['of'], string> = {first: '假期第一天', last: '假期最后一天', lantern: '元宵节'};

const day = (monthDay: string): string => `${Number(monthDay.slice(0, 2))}月${Number(monthDay.slice(3))}日`;
const offset = ({of, days}: Offset): string =>
	days === 0 ? endWords[of] : `${endWords[of]}${days < 0 ? '前' : '后'}${Math.abs(days)}天`;
/** When a key date lies, in a sentence. */
export function windowWords(window: KeyDateWindow): string {
	if (window.kind === 'fixed') return `每年${day(window.from)}至${day(window.to)}`;
	if (window.kind === 'holiday') return `随${window.holiday}：${offset(window.from)}至${offset(window.to)}`;
	const told = window.announced.map(({from, to, source}) => `${dayWords(from)}至${dayWords(to)}（${source}）`).join('；');
	const usually = window.usually ? `，往年${day(window.usually.from)}至${day(window.usually.to)}` : '';
	return `由${window.by}公布${usually}。${told ? `已公布：${told}` : '尚未填写公布的日期'}`;
}
export const checkWords = ({checklist, kinds, tags}: KeyDate['checks'][number]): string =>
	`${checklists.value.find(one => one.id === checklist)?.title ?? checklist}：${[...kinds.map(siteKindTitle), ...tags].join('、') || '各类场所'}`;

const partsOf = ({title, window, checks, text, basis, confidence}: KeyDate): Record<string, string> => ({
	名称: title,
	日期: windowWords(window),
	检查: checks.map(checkWords).join('；'),
	要求: text,
	依据: `${basis ?? '无'}（${confidenceWords[confidence]}）`,
});

/** What a change of the table comes to, key date by key date, part by part. */
export function keyDateChanges(before: unknown, after: unknown): string[] {
	const [old, fresh] = [before as KeyDate[], after as KeyDate[]];
	const gone = old.filter(({id}) => !fresh.some(one => one.id === id)).map(({title}) => `去掉：${title}`);
	const changed = fresh.flatMap(one => {
		const was = old.find(({id}) => id === one.id);
		const parts = Object.entries(partsOf(one));
		if (!was) return [`增加：${parts.map(([, words]) => words).join('　')}`];
		const earlier = partsOf(was);
		return parts
			.filter(([name, words]) => words !== earlier[name])
			.map(([name, words]) => `${was.title}的${name}：${earlier[name]} → ${words}`);
	});
	return [...gone, ...changed];
}

export const windowOf = (kind: KeyDateWindow['kind']): KeyDateWindow => {
	if (kind === 'fixed') return {kind, from: '', to: ''};
	if (kind === 'holiday') return {kind, holiday: '元旦', from: {of: 'first', days: -7}, to: {of: 'first', days: -1}};
	return {kind, by: '', usually: null, announced: []};
};
/** With a name of its own among the others. */
export function blankKeyDate(others: readonly KeyDate[]): KeyDate {
	let n = others.length + 1;
	while (others.some(({id}) => id === `own-${n}`)) n++;
	const checks = [{checklist: 'fire/daily', kinds: [], tags: []}];
	return {id: `own-${n}`, title: '', window: windowOf('fixed'), checks, text: '', basis: null, confidence: 'D'};
}
