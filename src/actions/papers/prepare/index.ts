import type {PaperKind} from '../../../domain/content.ts';
import {yearOf} from '../../../domain/days.ts';
import {field} from '../../../domain/papers/chain.ts';
import {isNumbered, type NumberedKind} from '../../../domain/papers/kinds.ts';
import {numberOf} from '../../../domain/papers/notice.ts';
import type {Paper} from '../../../domain/papers/paper.ts';
import {lengthFaults, wordingFaults} from '../../../domain/papers/wording.ts';
import type {Fault} from '../../../domain/problem.ts';
import type {Db} from '../../../store/engine.ts';
import {photosAwaited} from '../../../store/hazards/hazard-links.ts';
import {findOrganisation, type Organisation} from '../../../store/register/settings.ts';
import type {Context} from '../../context.ts';
import {visiblePaper} from '../see-papers.ts';
import {type Draft, type Lock, type PaperAsk, type PaperBody, type PaperMaking, type Prepared, refusal} from './ask.ts';
import {extensionDecision} from './extension-decision.ts';
import {contactOf} from './facts.ts';
import {inspectionRecord} from './inspection-record.ts';
import {kindInForce, noSuchKind} from './kind-in-force.ts';
import {listingRequest} from './listing-request.ts';
import {rectificationNotice} from './rectification-notice.ts';
import {reinspectionOpinion} from './reinspection-opinion.ts';
import {supervisionLetter} from './supervision-letter.ts';
import {transferLetter} from './transfer-letter.ts';

/** How each kind of paper is made. */
const makings: Record<NumberedKind, PaperMaking> = {
	'rectification-notice': rectificationNotice,
	'inspection-record': inspectionRecord,
	'reinspection-opinion': reinspectionOpinion,
	'extension-decision': extensionDecision,
	'supervision-letter': supervisionLetter,
	'listing-request': listingRequest,
	'transfer-letter': transferLetter,
};

/**
 * Everything that must be right before a number is given: existence in scope (404), states (409), then all faults of the
 * content at once (422). Runs twice: before anything happened, and inside the transaction with the rows locked.
 */
export async function preparePaper(db: Db, context: Context, ask: PaperAsk, lock: Lock = {forUpdate: false}): Promise<Prepared> {
	const {body} = ask;
	const making = makingOf(body);
	const kind = await kindInForce(db, context, body.kind);
	mustTake(kind, making, body);
	const replaced = body.replaces === undefined ? undefined : await visiblePaper(db, context, body.replaces, lock);
	const office = await findOrganisation(db);
	const given = {db, context, ask, kind, office, lock};
	const draft = await making.prepare(given);
	const others = [...replacedFaults(replaced, body, draft), ...settingFaults(ask, office, contactOf(given).phone)];
	// Titles are data: an office may have written one that says more than it may.
	const title = field('/kind', '文书的标题', draft.data('').title, 100);
	await refuseContent(db, {...draft, fields: [...title, ...draft.fields]}, kind.forbidden, others);
	const numbered = (n: number) => {
		const number = numberOf(kind, office?.paperPrefix ?? '', yearOf(context.today), n);
		return {number, data: draft.data(number)};
	};
	return {...draft, kind, replaced, numbered};
}

const everyKindTakes: ReadonlyArray<keyof PaperBody> = ['id', 'kind', 'contact', 'cc', 'replaces'];

function makingOf({kind}: PaperBody): PaperMaking {
	const making = isNumbered(kind) ? makings[kind] : undefined;
	if (!making) throw noSuchKind(kind);
	return making;
}

function mustTake(kind: PaperKind, making: PaperMaking, body: PaperBody): void {
	const strange = Object.keys(body).filter(name => ![...everyKindTakes, ...making.takes].includes(name as keyof PaperBody));
	if (strange.length > 0) throw refusal(strange.map(name => ({path: `/${name}`, message: `${kind.title}没有这一项。`})));
}

/** All faults in one answer; the code tells the gravest: what has not arrived, what may not be said, the rest. */
async function refuseContent(db: Db, {faults: own, fields, photos, awaited}: Draft, forbidden: string[], others: Fault[]) {
	const words = wordingFaults(fields, forbidden);
	const missing = await photosAwaited(db, [...awaited, ...photos]);
	const unseen = missing.map(sha => ({path: '/hazardIds', message: `照片尚未上传：${sha}`}));
	const faults = [...own, ...others, ...lengthFaults(fields), ...words, ...unseen];
	if (missing.length > 0) throw refusal(faults, 'photo-awaited', missing);
	if (faults.length > 0) throw refusal(faults, words.length > 0 ? 'wording' : 'rules');
}

/** Correcting a paper means voiding it and issuing another (product §9). */
const replacedFaults = (paper: Paper | undefined, {kind}: PaperBody, {site}: Draft): Fault[] => {
	if (!paper) return [];
	const fault = (message: string) => [{path: '/replaces', message}];
	if (paper.state !== 'void') return fault(`请先作废${paper.number}，再签发更正的文书。`);
	if (paper.replacedBy !== null) return fault(`${paper.number}已有更正的文书。`);
	return paper.kind === kind && paper.siteId === site.id ? [] : fault(`${paper.number}不是同一场所的同类文书。`);
};

const settingFaults = ({lacksHttps}: PaperAsk, office: Organisation | undefined, phone: string): Fault[] => [
	...(lacksHttps ? [{path: '/', message: '服务器尚未设置 https 的 PUBLIC_URL，核验二维码无法使用，请通知管理员。'}] : []),
	...(office?.paperPrefix ? [] : [{path: '/', message: '尚未设置机关名称和发文代字，请管理员先在设置中填写。'}]),
	...(phone ? [] : [{path: '/contact', message: '请填写联系人和联系电话。'}]),
];
