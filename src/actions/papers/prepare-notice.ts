import type {PaperKind} from '../../domain/content.ts';
import {type Day, startOf, yearOf} from '../../domain/days.ts';
import {adviceFor} from '../../domain/hazards/deadline-advice.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {
	fieldsOf,
	type NoticeFacts,
	noticeData,
	noticeMoves,
	numberOf,
	photosOf,
	strangers,
	type Visit,
} from '../../domain/papers/notice.ts';
import type {Flag, NoticeData, Paper} from '../../domain/papers/paper.ts';
import {lengthFaults, wordingFaults} from '../../domain/papers/wording.ts';
import {type Fault, Problem} from '../../domain/problem.ts';
import {type Occupancy, occupantOf} from '../../domain/register/occupancy.ts';
import type {Site} from '../../domain/register/site.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {photosAwaited} from '../../store/hazards/hazard-links.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import {noticeKey, siteNameAt, standingNotices, visitsOf} from '../../store/papers/paper-facts.ts';
import {findPeople} from '../../store/people/people.ts';
import {findOrganisation, type Organisation} from '../../store/register/settings.ts';
import {findSite, occupanciesOf} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {visiblePaper} from './see-papers.ts';

export type NoticeBody = {
	id?: string;
	kind: string;
	siteId: string;
	hazardIds: string[];
	responsible?: string;
	contact?: {name: string; phone: string};
	cc?: string;
	dueOn?: Day;
	replaces?: string;
};
export type NoticeAsk = {paperId: string; code: string; body: NoticeBody; origin: string; demo: boolean; lacksHttps: boolean};
/** What the number alone is missing from. */
export type Prepared = {
	site: Site;
	moved: Hazard[];
	replaced: Paper | undefined;
	flags: Flag[];
	photos: string[];
	numbered: (n: number) => {number: string; data: NoticeData};
};

/**
 * Everything that must be right before a number is given: existence in scope (404), states (409), then all faults of the
 * content at once (422). Runs twice: before anything happened, and inside the transaction with the rows locked.
 */
export async function prepareNotice(
	db: Db,
	context: Context,
	ask: NoticeAsk,
	lock: {forUpdate: boolean} = {forUpdate: false},
): Promise<Prepared> {
	const {body} = ask;
	const replaced = body.replaces === undefined ? undefined : await visiblePaper(db, context, body.replaces, lock);
	const {site, hazards} = await inScope(db, context, body, lock);
	const kind = kindOf(context, body.kind);
	const strange = strangers(hazards, body.siteId);
	if (strange.length > 0) throw refusal(strange);
	const {moved, faults} = await movesOf(db, context, ask, hazards);
	const office = await findOrganisation(db);
	const shown = hazards.map(hazard => moved.find(({id}) => id === hazard.id) ?? hazard);
	const {facts, flags} = await factsOf(db, context, ask, kind.title, site, shown, office);
	const numbered = (n: number) => {
		const number = numberOf(kind, office?.paperPrefix ?? '', yearOf(context.today), n);
		return {number, data: noticeData(facts, number)};
	};
	const {data} = numbered(0);
	const others = [...faults, ...replacedFaults(replaced, body), ...settingFaults(ask, office, facts)];
	await refuseContent(db, hazards, data, kind.forbidden, others);
	return {site, moved, replaced, flags: [...flags, ...holidayFlags(context, shown)], photos: photosOf(data), numbered};
}

/** A deadline in a public holiday is said, never moved (rules §1.10). */
const holidayFlags = ({forms, today}: Context, hazards: Hazard[]): Flag[] =>
	hazards.flatMap(hazard => {
		const advice = adviceFor(hazard, forms.calendars, today);
		return advice?.sentence ? {code: 'deadline-in-holiday', detail: `${hazard.number}：${advice.sentence}`} : [];
	});

function kindOf({forms}: Context, name: string): PaperKind {
	const kind = forms.paperKinds.get(name);
	if (name === 'rectification-notice' && kind?.pattern) return kind;
	throw refusal([{path: '/kind', message: `不能签发这种文书：${name}。`}]);
}

async function movesOf(db: Db, context: Context, {body, paperId}: NoticeAsk, hazards: Hazard[]) {
	const standing = await standingNotices(db, body.kind, body.hazardIds);
	const {id, roles} = context.caller.person;
	const hasNotice = (hazard: Hazard) => standing.has(noticeKey(hazard.id, hazard.round));
	return noticeMoves(hazards, {
		actor: {id, roles},
		paperId,
		dueOn: body.dueOn,
		now: context.now,
		today: context.today,
		hasNotice,
	});
}

/** All faults in one answer; the code tells the gravest: what has not arrived, what may not be said, the rest. */
async function refuseContent(db: Db, hazards: Hazard[], data: NoticeData, forbidden: string[], others: Fault[]): Promise<void> {
	const fields = fieldsOf(data);
	const words = wordingFaults(fields, forbidden);
	const awaited = await photosAwaited(
		db,
		hazards.flatMap(({facts}) => facts.photosBefore),
	);
	const photos = awaited.map(sha => ({path: '/hazardIds', message: `照片尚未上传：${sha}`}));
	const faults = [...others, ...lengthFaults(fields), ...words, ...photos];
	if (awaited.length > 0) throw refusal(faults, 'photo-awaited', awaited);
	if (faults.length > 0) throw refusal(faults, words.length > 0 ? 'wording' : 'rules');
}

export const refusal = (faults: Fault[], code = 'rules', missing?: string[]): Problem =>
	new Problem(422, code, '文书不能签发，请按提示逐项改正；未编号。', faults, missing ? {missing} : {});

async function inScope(db: Db, {caller}: Context, body: NoticeBody, lock: {forUpdate: boolean}) {
	const site = await findSite(db, body.siteId);
	const found = await findHazards(db, body.hazardIds, lock);
	const hazards = found.filter(({communityId, domain}) => isInScope(caller.scope, communityId, domain));
	const seen = new Set(hazards.map(({id}) => id));
	const faults = [
		...(site && isInScope(caller.scope, site.communityId) ? [] : [{path: '/siteId', message: '没有这个场所。'}]),
		...body.hazardIds.flatMap((id, i) => (seen.has(id) ? [] : [{path: `/hazardIds/${i}`, message: `没有这条隐患：${id}`}])),
	];
	if (faults.length > 0) throw new Problem(404, 'not-found', '没有找到，或不在您的范围内。', faults);
	return {site: site!, hazards};
}

/** Correcting a paper means voiding it and issuing another (product §9). */
const replacedFaults = (paper: Paper | undefined, body: NoticeBody): Fault[] => {
	if (!paper) return [];
	const fault = (message: string) => [{path: '/replaces', message}];
	if (paper.state !== 'void') return fault(`请先作废${paper.number}，再签发更正的文书。`);
	if (paper.replacedBy !== null) return fault(`${paper.number}已有更正的文书。`);
	return paper.kind === body.kind && paper.siteId === body.siteId ? [] : fault(`${paper.number}不是同一场所的同类文书。`);
};

const settingFaults = (ask: NoticeAsk, office: Organisation | undefined, {contact}: NoticeFacts): Fault[] => [
	...(ask.lacksHttps ? [{path: '/', message: '服务器尚未设置 https 的 PUBLIC_URL，核验二维码无法使用，请通知管理员。'}] : []),
	...(office?.paperPrefix ? [] : [{path: '/', message: '尚未设置机关名称和发文代字，请管理员先在设置中填写。'}]),
	...(contact.phone ? [] : [{path: '/contact', message: '请填写联系人和联系电话。'}]),
];

async function factsOf(
	db: Db,
	context: Context,
	{body, code, origin, demo}: NoticeAsk,
	title: string,
	site: Site,
	hazards: Hazard[],
	office: Organisation | undefined,
): Promise<{facts: NoticeFacts; flags: Flag[]}> {
	const visits = await loadVisits(db, hazards);
	const last = visits.reduce((latest, visit) => (visit.on >= latest.on ? visit : latest));
	const occupancies = await occupanciesOf(db, site.id);
	const occupant = occupantOn(occupancies, last.on) ?? (occupancies.length === 0 ? site.occupant : null);
	const name = (await siteNameAt(db, site.id, last.at)) ?? site.name;
	const {person} = context.caller;
	const facts: NoticeFacts = {
		title,
		office: office?.office ?? '',
		addressee: occupant?.name ?? name,
		responsible: body.responsible ?? (occupant ? `主要负责人${occupant.responsible}` : '主要负责人'),
		contact: body.contact ?? {name: person.name, phone: person.phone ?? office?.phone ?? ''},
		...(body.cc && {cc: body.cc}),
		hazards: hazards.map(hazard => ({hazard, item: itemOf(context, hazard)})),
		visits,
		demo,
		verifyUrl: `${origin}/verify/${code}`,
		issuedOn: context.today,
	};
	const present = site.occupant?.name ?? null;
	const flags: Flag[] = [
		...((occupant?.name ?? null) === present
			? []
			: [
					{
						code: 'occupant-changed',
						detail: `检查日（${last.on}）的使用单位为${occupant?.name ?? '无'}，现为${present ?? '无'}。`,
					},
				]),
		...(name === site.name
			? []
			: [{code: 'site-renamed', detail: `检查日（${last.on}）的场所名称为${name}，现为${site.name}。`}]),
	];
	return {facts, flags};
}

/** The occupant is addressed as of the inspection day (rules §1.13). */
const occupantOn = (occupancies: Occupancy[], day: Day) => {
	const there = occupancies.find(({fromOn, toOn}) => fromOn <= day && (toOn === null || toOn >= day));
	return there && occupantOf(there);
};

const itemOf = ({forms}: Context, {checklist, itemId}: Hazard) =>
	forms.checklists.get(checklist)?.items.find(({id}) => id === itemId) ?? forms.items.get(itemId);

/** The inspections that found the hazards; a hazard from elsewhere (a lead, a look-back) stands for itself. */
async function loadVisits(db: Db, hazards: Hazard[]): Promise<Array<Visit & {at: string}>> {
	const rows = await visitsOf(db, [...new Set(hazards.map(({inspectionId}) => inspectionId).filter(Boolean))]);
	const known = new Set(rows.map(({id}) => id));
	const others = hazards.filter(({inspectionId}) => !known.has(inspectionId));
	const people = await findPeople(db, [
		...new Set([...rows.flatMap(({inspectors}) => inspectors), ...others.flatMap(({facts}) => facts.filers)]),
	]);
	const inspectorsOn = (ids: string[], day: Day) =>
		ids.flatMap(id => {
			const person = people.get(id);
			if (!person) return [];
			const {name, certificate} = person;
			const isValid = certificate && (certificate.validTo === null || certificate.validTo >= day);
			return [{name, ...(isValid && {certificate: certificate.number})}];
		});
	return [
		...rows.map(({number, kind, inspectedOn: on, endedAt, inspectors, code}) => ({
			...{number, kind, on, at: endedAt, inspectors: inspectorsOn(inspectors, on)},
			...(code && {code}),
		})),
		...others.map(({number, foundOn: on, facts}) => ({
			...{number, kind: 'patrol' as const, on, at: startOf(on), inspectors: inspectorsOn(facts.filers, on)},
		})),
	];
}
