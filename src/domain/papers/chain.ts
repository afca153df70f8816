import {type Day, dayOf, type Instant, inWords, maxDay} from '../days.ts';
import type {Hazard, Reinspection} from '../hazards/hazard.ts';
import type {Fault} from '../problem.ts';
import type {PaperReference} from './paper-base.ts';
import type {Field} from './wording.ts';

/** A numbered paper that stands, and which round of which hazard it is about. */
export type Standing = {hazardId: string; round: number; title: string; number: string; state: string; allocatedAt: Instant};

export const named = (hazard: Pick<Hazard, 'number'>, i: number, message: string): Fault => ({
	path: `/hazardIds/${i}`,
	message: `${hazard.number}：${message}`,
});

/** The notice that a round of a hazard goes back to: the latest that was issued by then. A failed round may have none of its own. */
export const noticeOf = (notices: readonly Standing[], hazardId: string, round: number): Standing | undefined =>
	notices.filter(one => one.hazardId === hazardId && one.state === 'issued' && one.round <= round).at(-1);

export const referenceTo = ({title, number, allocatedAt}: Standing): PaperReference => ({
	title,
	number,
	issuedOn: dayOf(allocatedAt),
});

/** One paper goes to one site: hazards of another one are named. */
export const siteFaults = (hazards: readonly Hazard[], siteId: string): Fault[] =>
	hazards.flatMap((hazard, i) => (hazard.siteId === siteId ? [] : [named(hazard, i, '是其他场所的隐患，不能列入同一份文书。')]));

/** A fault on every hazard that differs from the first in what one paper can say only once. */
export const togetherFaults = <T>(hazards: readonly Hazard[], values: readonly T[], message: string): Fault[] => {
	const [first] = values.map(value => JSON.stringify(value));
	return hazards.flatMap((hazard, i) => (JSON.stringify(values[i]) === first ? [] : [named(hazard, i, message)]));
};

export const lastReinspection = ({facts}: Hazard): Reinspection | undefined => facts.reinspections.at(-1);

const stepNames: Record<string, string> = {
	reminder: '书面提醒',
	notification: '书面通报',
	'supervision-letter': '发函督办',
	briefing: '会议通报',
	interview: '约谈',
};

type Step = {on: Day; text: string};

/** What the street has done about these hazards until now, in order of days, each thing once. */
export const stepsSoFar = (hazards: readonly Hazard[], notices: readonly Standing[]): string[] => {
	const steps = hazards.flatMap((hazard): Step[] => [
		...notices
			.filter(({hazardId}) => hazardId === hazard.id)
			.map(({allocatedAt, title, number}) => ({on: dayOf(allocatedAt), text: `下达《${title}》（${number}）`})),
		...hazard.facts.reinspections.map(({on, result}) => ({on, text: result === 'pass' ? '复查，已整改' : '复查，尚未整改到位'})),
		...(hazard.facts.supervisions ?? []).map(({on, step}) => ({on, text: stepNames[step] ?? '督办'})),
	]);
	const lines = [...steps].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map(({on, text}) => `${inWords(on)}${text}`);
	return [...new Set(lines)];
};

export const lastDay = (days: readonly Day[]): Day => days.reduce(maxDay);

/** A text for the checks of wording and length; none when it is not there. `ours`: the street wrote it. */
export const field = (path: string, name: string, text: string | undefined | null, most: number, ours = true): Field[] =>
	text === undefined || text === null ? [] : [{path, name, text, most, ours}];

type Shown = {number: string; place: string; description: string};
export const hazardFields = (hazards: readonly Shown[]): Field[] =>
	hazards.flatMap(({number, place, description}, i) => [
		...field(`/hazardIds/${i}/place`, `${number}的部位`, place, 100),
		...field(`/hazardIds/${i}/description`, `${number}的隐患情况`, description, 1000),
	]);

type Addressed = {addressee?: string; cc?: string | undefined; contact?: {name: string; phone: string}};
export const letterFields = ({addressee, cc, contact}: Addressed): Field[] => [
	...field('/addressee', '主送单位', addressee, 100, false),
	...field('/cc', '抄送', cc, 200),
	...field('/contact/name', '联系人', contact?.name, 40),
	...field('/contact/phone', '联系电话', contact?.phone, 20),
];
