import type {Item, PaperKind} from '../content.ts';
import {type Day, type Instant, maxDay} from '../days.ts';
import {type Hazard, isOpen} from '../hazards/hazard.ts';
import {type Actor, decideMove, noticeTogether} from '../hazards/hazard-moves.ts';
import {paperNumber} from '../number.ts';
import {type Fault, Problem} from '../problem.ts';
import type {NoticeData, NoticeHazard} from './paper.ts';
import type {PaperPerson} from './paper-base.ts';
import {type Field, onOneLine, printed} from './wording.ts';

/** '新桦安改〔2026〕12号'; n = 0 in the preflight. */
export const numberOf = ({pattern, suffix}: PaperKind, prefix: string, year: number, n: number): string =>
	paperNumber(pattern!.replace('{seq}', '{n}'), {prefix: `${prefix}${suffix ?? ''}`, year, n});

const notEntered = '依据现行标准，条款待录入';

/** Statutes that were compared with their text; standards that are not held stay out of print (rules §1.14). */
export const basisOf = (item: Item | undefined): string[] => {
	const cited = (item?.basis ?? []).filter(({status, article}) => status === 'cited' && article);
	const lines = cited.map(({law, article}) => `${law.startsWith('《') ? law : `《${law}》`}${article}`);
	return lines.length > 0 ? [...new Set(lines)] : [notEntered];
};

/** One visit to the site, or, for a hazard that no inspection found, the finding itself. */
export type Visit = {
	number: string;
	kind: 'patrol' | 'administrative';
	on: Day;
	inspectors: PaperPerson[];
	code?: string;
};
export type NoticeFacts = {
	title: string;
	office: string;
	/** As of the inspection day. */
	addressee: string;
	responsible: string;
	contact: {name: string; phone: string};
	cc?: string | undefined;
	hazards: {hazard: Hazard; item: Item | undefined}[];
	visits: Visit[];
	demo: boolean;
	verifyUrl: string;
	/** Where the site answers, once. */
	replyUrl?: string | undefined;
	issuedOn: Day;
};

export const noticeData = (facts: NoticeFacts, number: string): NoticeData => {
	const {visits} = facts;
	const inspectors = new Map(visits.flatMap(visit => visit.inspectors).map(one => [`${one.name}/${one.certificate}`, one]));
	const codes = visits.flatMap(({code}) => (code ? [code] : []));
	return {
		title: facts.title,
		org: facts.office,
		number,
		addressee: onOneLine(facts.addressee),
		demo: facts.demo,
		inspectedOn: visits.map(({on}) => on).reduce(maxDay),
		inspectors: [...inspectors.values()],
		inspectionNumber: visits.map(visit => visit.number).join('、'),
		inspectionKind: visits.every(({kind}) => kind === 'administrative') ? 'administrative' : 'patrol',
		...(codes.length > 0 && {inspectionCode: codes.join('、')}),
		hazards: facts.hazards.map(({hazard, item}) => hazardOnPaper(hazard, item, photosEach(facts.hazards.length))),
		responsible: onOneLine(facts.responsible),
		contact: facts.contact,
		verifyUrl: facts.verifyUrl,
		issuedOn: facts.issuedOn,
		...(facts.replyUrl && {replyUrl: facts.replyUrl}),
		...(facts.cc && {cc: onOneLine(facts.cc)}),
	};
};

/** A long notice shows fewer photos of each hazard: about 120 in all, at least one of each. */
const photosEach = (hazards: number): number => Math.max(1, Math.min(4, Math.floor(120 / hazards)));

const hazardOnPaper = (hazard: Hazard, item: Item | undefined, photos: number): NoticeHazard => {
	const place = onOneLine(hazard.place);
	return {
		number: hazard.number,
		place,
		description: printed(hazard.description),
		basis: basisOf(item),
		grade: hazard.grade,
		redFlag: hazard.redFlag,
		requirement: printed(hazard.requirement),
		dueOn: hazard.dueOn,
		photos: hazard.facts.photosBefore.slice(0, photos).map(sha256 => ({sha256, caption: [...place].slice(0, 20).join('')})),
	};
};

/** Every text on the notice that a person wrote, with the place to put it right. */
export const fieldsOf = (data: NoticeData): Field[] => {
	const field = (path: string, name: string, text: string | undefined, most: number, ours = true): Field[] =>
		text === undefined ? [] : [{path, name, text, most, ours}];
	return [
		...field('/siteId', '责任单位名称', data.addressee, 100, false),
		...field('/responsible', '整改责任人', data.responsible, 100),
		...field('/contact/name', '联系人', data.contact.name, 40),
		...field('/contact/phone', '联系电话', data.contact.phone, 20),
		...field('/cc', '抄送', data.cc, 200),
		...data.inspectors.flatMap(({name}) => field('/hazardIds', '检查人员姓名', name, 80, false)),
		...data.hazards.flatMap((hazard, i) => [
			...field(`/hazardIds/${i}/place`, `${hazard.number}的部位`, hazard.place, 100),
			...field(`/hazardIds/${i}/description`, `${hazard.number}的隐患情况`, hazard.description, 1000),
			...field(`/hazardIds/${i}/requirement`, `${hazard.number}的整改要求`, hazard.requirement, 1000),
		]),
	];
};

export const photosOf = (data: NoticeData): string[] => [
	...new Set(data.hazards.flatMap(hazard => hazard.photos.map(({sha256}) => sha256))),
];

/** Which hazards may not stand on a notice to this site. */
export const strangers = (hazards: readonly Hazard[], siteId: string): Fault[] => {
	const others = hazards.flatMap(({siteId: own, number}, i) =>
		own === siteId ? [] : [{path: `/hazardIds/${i}`, message: `${number}是其他场所的隐患，不能列入本通知书。`}],
	);
	return others.length > 0 ? others : noticeTogether(hazards);
};

export type NoticeAsk = {
	actor: Actor;
	paperId: string;
	/** For those whose own deadline has gone by. */
	dueOn?: Day | undefined;
	now: Instant;
	today: Day;
	hasNotice: (hazard: Hazard) => boolean;
};

/** The hazards after the notice, with all faults of all of them; 409 when a state forbids it. */
export const noticeMoves = (hazards: readonly Hazard[], ask: NoticeAsk): {moved: Hazard[]; faults: Fault[]} => {
	const results = hazards.map((hazard, i) => noticeMove(hazard, i, ask));
	const illegal = results.flatMap(({illegal}) => illegal ?? []);
	if (illegal.length > 0) {
		const errors = illegal.flatMap(({errors}) => errors);
		throw new Problem(409, 'illegal-state', '有隐患的现状不能下达整改通知书，请按提示核对。', errors, illegal[0]!.more);
	}
	return {moved: results.flatMap(({moved}) => moved ?? []), faults: results.flatMap(({faults}) => faults ?? [])};
};

const noticeMove = (hazard: Hazard, i: number, {actor, paperId, dueOn, now, today, hasNotice}: NoticeAsk) => {
	const named = (message: string): Fault => ({path: `/hazardIds/${i}`, message: `${hazard.number}：${message}`});
	const hasValidNotice = hasNotice(hazard);
	// 已下达 without a standing notice (voided while it was with a department) is as good as 已审核.
	const from: Hazard = hazard.state === 'noticed' && !hasValidNotice ? {...hazard, state: 'confirmed'} : hazard;
	try {
		return {
			moved: decideMove(from, 'notice', actor, {paperId, ...(dueOn && {dueOn})}, {now, today, awaitedPhotos: [], hasValidNotice})
				.hazard,
		};
	} catch (error) {
		if (!(error instanceof Problem) || error.status === 403) throw error;
		if (error.status === 409) return {illegal: new Problem(409, error.code, error.message, [named(error.message)], error.more)};
		return {faults: error.errors.map(({message}) => named(message))};
	}
};

/** The hazard after its notice was voided; null when that notice is none of this round. It waits for a new one where it stood. */
export const withoutNotice = (hazard: Hazard, paperId: string): Hazard | null => {
	const {noticePaperId, noticeRound, ...facts} = hazard.facts;
	if (!isOpen(hazard) || noticePaperId !== paperId || noticeRound !== hazard.round) return null;
	const state = hazard.state === 'noticed' ? 'confirmed' : hazard.state;
	return {...hazard, state, facts, version: hazard.version + 1};
};
