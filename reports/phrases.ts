import type {RiskLevel} from '../src/domain/content.ts';
import {type Day, dayOf, type Instant, inWords, plusMilliseconds} from '../src/domain/days.ts';
import type {HazardGrade} from '../src/domain/hazards/hazard.ts';
import type {PaperBase, PaperContact, PaperPerson, PaperPhoto, PaperReference} from '../src/domain/papers/paper-base.ts';
import {type Block, type Field, type Photo, qr, remark, signature, type Tone} from './lib/blocks.ts';

/** Words that several papers use alike. */
export const grades: Record<HazardGrade, string> = {general: '一般', 'suspected-major': '疑似重大', major: '重大'};

/** A risk level in words and in its colour; the colour is named too. */
export const levels: Record<RiskLevel, {word: string; colour: string; tone: Tone}> = {
	major: {word: '重大风险', colour: '红色', tone: 'red'},
	significant: {word: '较大风险', colour: '橙色', tone: 'orange'},
	moderate: {word: '一般风险', colour: '黄色', tone: 'yellow'},
	low: {word: '低风险', colour: '蓝色', tone: 'blue'},
};

const certified = ({name, certificate}: PaperPerson): string => (certificate ? `${name}（证件号码：${certificate}）` : name);
export const people = (list: PaperPerson[]): string => list.map(certified).join('、');

/** 《安全隐患整改通知书》（新桦安改〔2026〕12号）. */
export const referred = ({title, number}: PaperReference): string => `《${title}》（${number}）`;

const eastwards = 8 * 3_600_000;
/** '9时05分' in Shanghai. */
export const clock = (instant: Instant): string => {
	const [hours, minutes] = plusMilliseconds(instant, eastwards).slice(11, 16).split(':');
	return `${Number(hours)}时${minutes}分`;
};
/** The last moment of a day is its 24th hour. */
export const moment = (instant: Instant): string =>
	`${inWords(dayOf(instant))}${instant.endsWith('T15:59:59.999Z') ? '24时' : clock(instant)}`;

/** From one moment to another, the day said once when it is the same. */
export const span = (from: Instant, to: Instant): string =>
	`${moment(from)}至${dayOf(from) === dayOf(to) ? clock(to) : moment(to)}`;

export const deadline = (day: Day): string => `${inWords(day)}24时前`;

export const figure = ({sha256, caption}: PaperPhoto, number: number): Photo => ({
	sha256,
	caption: `图${number}　${caption}`,
	alt: `现场照片：${caption}`,
});

/** What a letter ends with below its signature. */
export const verified = ({verifyUrl}: PaperBase): Block[] => (verifyUrl ? [qr(verifyUrl, ['扫码核验本件真伪'])] : []);
const asked = ({name, phone}: PaperContact): Block => remark(`联系人：${name}，联系电话：${phone}`);
export const demonstrated = ({demo}: PaperBase): Block[] => (demo ? [remark('本件由演示数据生成，不具有任何效力')] : []);

/** How a letter ends: signed and dated, its code, whom to ask. */
export const closing = (data: PaperBase & {contact: PaperContact}): Block[] => [
	signature(data.org, inWords(data.issuedOn)),
	...verified(data),
	asked(data.contact),
	...demonstrated(data),
];

export const penDate = '　　　年　　月　　日';
export const signed = (label: string): Field => ({label, blank: '（签名）'});

/** 一、二、… 十、十一、: the marks of the first level. */
export const ordinal = (at: number): string => {
	const digits = '一二三四五六七八九十';
	if (at < 10) return digits[at]!;
	return `${at < 19 ? '' : digits[Math.floor((at + 1) / 10) - 1]}十${(at + 1) % 10 === 0 ? '' : digits[((at + 1) % 10) - 1]}`;
};
