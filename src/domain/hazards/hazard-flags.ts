import {plusMilliseconds} from '../days.ts';
import type {Hazard} from './hazard.ts';
import {shownAgain, signCodes} from './signs.ts';

/** What a flag rests on. A hazard that the reader may not see has neither id nor number; people are ids. */
export type Evidence = {
	photos?: string[];
	hazards?: {id: string | null; number: string | null}[];
	people?: string[];
	takenAt?: string;
	metres?: number;
	accuracy?: number;
	minutes?: number;
	days?: number;
	times?: number;
};
export type Flag = {code: FlagCode; detail: string; evidence: Evidence};

export const hazardFlagCodes = ['on-behalf', 'same-hands', 'recurrence', ...signCodes] as const;
export type FlagCode = (typeof hazardFlagCodes)[number];

/** Numbers of other hazards by id, as far as the reader may see them. */
export type Numbers = ReadonlyMap<string, string>;

/** Signs that ask for a second look; they never block, but a flagged close-out gives its reason (rules §1.1). */
export function flagsOf(hazard: Hazard, numbers: Numbers = new Map()): Flag[] {
	const {recurrenceOf, facts} = hazard;
	const seen = (ids: readonly string[]) => ids.map(id => ({id: numbers.has(id) ? id : null, number: numbers.get(id) ?? null}));
	const flag = (code: FlagCode, evidence: Evidence): Flag => ({code, detail: sentences[code](evidence), evidence});
	const onBehalf = [...new Set(facts.reports.filter(report => report.onBehalf).map(({by}) => by))];
	const hands = sameHands(hazard);
	return [
		...(onBehalf.length > 0 ? [flag('on-behalf', {people: onBehalf})] : []),
		...(hands.length > 0 ? [flag('same-hands', {people: hands})] : []),
		...(recurrenceOf ? [flag('recurrence', {hazards: seen([recurrenceOf])})] : []),
		...shownAgain(facts).map(sha => flag('same-photo', {photos: [sha]})),
		...(facts.signs ?? []).map(({code, at, hazards, ...rest}) => flag(code, {...rest, ...(hazards && {hazards: seen(hazards)})})),
	];
}

/** The other hazards that flags name. */
export const namedByFlags = ({recurrenceOf, facts}: Hazard): string[] => [
	...(recurrenceOf ? [recurrenceOf] : []),
	...(facts.signs ?? []).flatMap(({hazards = []}) => hazards),
];

/**
 * One person on both sides, as far as the moves allow it (rules §1.1 keep who reported mended out of every later reinspection):
 * found and passed; reinspected, then reported; found, or reported on behalf, and closed.
 */
function sameHands({facts, closure}: Hazard): string[] {
	// Mended in the inspectors' presence: their look is what it is (rules §1.11).
	if (closure === 'on-the-spot') return [];
	const {filers, reports, reinspections, ending} = facts;
	const passed = reinspections.filter(({result}) => result === 'pass').at(-1)?.inspectors ?? [];
	const reporters = reports.map(({by}) => by);
	const looked = reinspections.flatMap(({inspectors}) => inspectors);
	const closer = passed.length > 0 && ending ? [ending.by] : [];
	return [
		...new Set([
			...passed.filter(id => filers.includes(id)),
			...looked.filter(id => reporters.includes(id)),
			...closer.filter(id => filers.includes(id) || reporters.includes(id)),
		]),
	];
}

const others = ({hazards = []}: Evidence): string => {
	const numbers = hazards.flatMap(({number}) => number ?? []);
	const hidden = hazards.length > numbers.length;
	return `${numbers.join('、')}${hidden ? `${numbers.length > 0 ? '和' : ''}其他隐患` : ''}`;
};
const inShanghai = (takenAt: string): string =>
	plusMilliseconds(takenAt, 8 * 3_600_000)
		.slice(0, 16)
		.replace('T', ' ');

const sentences: Record<FlagCode, (evidence: Evidence) => string> = {
	'on-behalf': () => '整改情况由工作人员代报。',
	'same-hands': () => '登记、报告整改、复查、销号中有两个环节为同一人。',
	recurrence: evidence => `回头看或再次检查发现的复发隐患（原隐患：${others(evidence)}）。`,
	'same-photo': evidence => (evidence.hazards ? `照片已用于${others(evidence)}。` : '整改前后、复查中使用了同一张照片。'),
	'look-alike': evidence => (evidence.hazards ? `照片与${others(evidence)}的照片相似。` : '照片与本隐患较早的照片相似。'),
	'taken-before': ({takenAt}) => `照片摄于${inShanghai(takenAt!)}，早于发现隐患的时间。`,
	'far-from-site': ({metres, accuracy}) => `照片位置距场所约${metres}米${accuracy ? `（定位误差${accuracy}米）` : ''}。`,
	'within-minutes': ({minutes}) => `报告整改完成后${minutes === 0 ? '不到1' : minutes}分钟即复查合格。`,
	'third-time': ({days, times, ...evidence}) =>
		`该风险点同一检查项${days}天内第${times}次发现隐患（此前：${others(evidence)}）。`,
};
