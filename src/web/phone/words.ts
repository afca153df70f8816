import type {Day} from '../../domain/days.ts';
import {daysBetween, inWords} from '../../domain/days.ts';
import {type Parcel, parcelTitles} from '../../domain/field/parcel.ts';
import type {Answer} from '../../domain/inspections/filing.ts';
import type {PackItem} from '../offline/pack-type.ts';

export const resultWords: Record<Answer['result'], string> = {
	pass: '合格',
	fail: '不合格',
	'not-applicable': '不适用',
	'not-checked': '未检查',
};

/** 11月24日, with the year when it is another one. */
export const dayWords = (day: Day, today: Day): string =>
	day.slice(0, 4) === today.slice(0, 4) ? inWords(day).slice(5) : inWords(day);

/** How far off a due day is, as a clerk says it. */
export function dueWords(dueOn: Day, today: Day): string {
	const days = daysBetween(today, dueOn);
	if (days < 0) return `已逾期${-days}天`;
	if (days === 0) return '今天到期';
	return days <= 7 ? `还有${days}天到期` : `${dayWords(dueOn, today)}到期`;
}

/** A clock on the wall in Shanghai: 11月24日 09:05. */
export const momentWords = (instant: string): string =>
	new Intl.DateTimeFormat('zh-CN', {
		timeZone: 'Asia/Shanghai',
		month: 'long',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(new Date(instant));

/** What a measured value must be: '应为 0.05–0.3 MPa'. */
export function boundsWords(answer: PackItem['answer']): string {
	if (answer.kind !== 'number') return '';
	const {min, max, unit} = answer;
	if (min !== undefined && max !== undefined) return `应为 ${min}–${max} ${unit}`;
	if (min !== undefined) return `应不小于 ${min} ${unit}`;
	return max === undefined ? `单位：${unit}` : `应不大于 ${max} ${unit}`;
}

export const basisWords = ({law, version, article, text}: PackItem['basis'][number]): string =>
	`《${law}》${version ? `（${version}）` : ''}${article ?? ''}${text ? `：${text}` : ''}`;

export const controlKindWords: Record<string, string> = {
	engineering: '工程技术',
	management: '管理',
	training: '培训教育',
	protective: '个体防护',
	emergency: '应急',
};
export const controlLevelWords: Record<string, string> = {district: '区', subdistrict: '街道', community: '居民区', self: '场所'};

/** What the last look back found. */
export const lookbackWords = ({on, result}: {on: Day; result: 'holds' | 'recurred'}, today: Day): string =>
	`${dayWords(on, today)}回头看：${result === 'holds' ? '没有反复' : '再次出现'}`;

/** How far a sealed fact has come. */
export function parcelWords({kind, state, receipt}: Pick<Parcel, 'kind' | 'state' | 'receipt'>): string {
	const title = parcelTitles[kind];
	if (state === 'accepted') return `${title}已收${receipt?.number ? ` ${receipt.number}` : ''}`;
	return state === 'refused' ? `${title}被退回，见“待发”` : `${title}已封存，待发`;
}

const parcelTones: Record<Parcel['state'], string> = {accepted: 'ok', sealed: 'warn', refused: 'bad'};
export const parcelTone = ({state}: Pick<Parcel, 'state'>): string => parcelTones[state];
