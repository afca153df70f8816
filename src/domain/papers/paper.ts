import type {PaperStep} from '../content.ts';
import {type Day, dayOf, type Instant} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {Fault} from '../problem.ts';
import type {NumberedData} from './kinds.ts';
import type {PaperBase} from './paper-base.ts';
import type {StepTaken} from './steps.ts';

export const paperStates = ['draft', 'reviewed', 'approved', 'returned', 'withdrawn', 'drawing', 'issued', 'void'] as const;
export type PaperState = (typeof paperStates)[number];
/** 直接、留置、邮寄、电子 (domain/documents.md §4.8). */
export const serviceWays = ['direct', 'left', 'mail', 'electronic'] as const;

export type NoticeHazard = {
	number: string;
	place: string;
	description: string;
	/** Clauses as they are to be printed; superseded ones are left out (rules §1.14). */
	basis: string[];
	grade: HazardGrade;
	redFlag: boolean;
	requirement: string;
	dueOn: Day;
	photos: {sha256: string; caption: string}[];
};
/** What a rectification notice says, for the action that makes it and the report that lays it out. The title is data: 通知书 or 告知书. */
export type NoticeData = PaperBase & {
	number: string;
	addressee: string;
	inspectedOn: Day;
	inspectors: {name: string; certificate?: string | undefined}[];
	inspectionNumber: string;
	inspectionKind: 'patrol' | 'administrative';
	inspectionCode?: string | undefined;
	hazards: NoticeHazard[];
	responsible: string;
	contact: {name: string; phone: string};
	verifyUrl: string;
	replyUrl?: string | undefined;
	cc?: string | undefined;
};

export type Flag = {code: string; detail: string};
/** Everything that the bytes are made of. The same snapshot gives the same bytes. */
export type Snapshot = {
	data: NumberedData;
	draw: {demo: boolean; draft: boolean; created: Instant};
	photos: string[];
	flags: Flag[];
	/** Under which key and for which content the reply is kept. */
	request: {key: string; content: string} | null;
};
export type Service = {
	how: (typeof serviceWays)[number];
	on: Day;
	by: string[];
	receivedBy?: string;
	refusal?: {reason: string; witness?: string};
	/** A photo of the signed copy, or of the paper left behind. */
	photo?: string;
	/** A photo of the signed 确认书: without it nothing is served electronically (行政处罚法 art 61). */
	consent?: string;
	recordedBy: string;
	at: Instant;
};
/** A paper without its snapshot, as lists and the journal hold it. */
export type PaperRecord = {
	id: string;
	kind: string;
	/** Year, ordinal and number from the issue on, like whatever else is null on a draft. */
	year: number | null;
	ordinal: number | null;
	number: string | null;
	state: PaperState;
	siteId: string;
	communityId: string;
	domain: string | null;
	inspectionId: string | null;
	title: string;
	sha256: string | null;
	pages: number | null;
	verifyCode: string | null;
	issuedBy: string | null;
	allocatedAt: Instant | null;
	issuedAt: Instant | null;
	voidedAt: Instant | null;
	voidReason: string | null;
	replacedBy: string | null;
	replaces: string | null;
	services: Service[];
	/** Everybody who wrote it while it was a draft; empty when it was issued at once. */
	drafters: string[];
	draftedAt: Instant | null;
	/** Since its words were last changed. */
	steps: StepTaken[];
	version: number;
	hazardIds: string[];
};
/** `asked`: what the draft is made of, as its authors gave it. The snapshot comes with the number. */
export type Paper = PaperRecord & {snapshot: Snapshot | null; asked: Record<string, unknown> | null};
/** One whose number is given. */
export type NumberedPaper = Paper & {number: string; snapshot: Snapshot};

export const hasNumber = (paper: Paper): paper is NumberedPaper => paper.number !== null && paper.snapshot !== null;

/** '新桦安改〔2026〕12号', or the title of a draft. */
export const nameOf = ({number, title}: Pick<PaperRecord, 'number' | 'title'>): string => number ?? `${title}（草稿）`;

/** What is wrong with a record of service (domain/documents.md §4.8). */
export const serviceFaults = (paper: NumberedPaper, service: Omit<Service, 'recordedBy' | 'at'>, today: Day): Fault[] => {
	const {how, on, receivedBy, refusal, photo, consent} = service;
	const need = (isThere: unknown, path: string, message: string) => (isThere ? [] : [{path, message}]);
	return [
		...need(on >= paper.snapshot.data.issuedOn, '/on', `不能早于签发日期${paper.snapshot.data.issuedOn}。`),
		...need(on <= today, '/on', '不能晚于今天。'),
		...need(!receivedBy || !refusal, '/refusal', '有签收人则不是拒签，请删去其一。'),
		...(how === 'direct' || how === 'electronic' ? need(receivedBy, '/receivedBy', '请填写签收人；拒签的请选留置送达。') : []),
		...(how === 'electronic' ? need(consent, '/consent', '电子送达须经受送达人同意，请附其签署的确认书照片。') : []),
		...(how === 'left' ? need(refusal, '/refusal', '留置送达请填写拒签理由。') : []),
		...(how === 'left' && refusal ? need(refusal.witness || photo, '/refusal/witness', '留置送达须有见证人或者照片。') : []),
	];
};

/** The answer to the request that issued it. */
export const issuedReply = (paper: NumberedPaper) => {
	const {id, kind, number, sha256, pages, issuedAt, snapshot} = paper;
	return {
		...{id, kind, number, sha256, verifyUrl: snapshot.data.verifyUrl ?? null, state: 'issued', pages, issuedAt},
		...{flags: snapshot.flags, needs: []},
	};
};

/** The answer to a request that made a draft. */
export const draftedReply = ({id, kind, state}: Paper, needs: PaperStep[]) => ({
	...{id, kind, number: null, sha256: null, verifyUrl: null, state, pages: null, issuedAt: null, flags: [], needs},
});

/** What the public learns from a verify code: nothing about places or people. */
export type Genuineness =
	| {result: 'unknown'}
	| {
			result: 'genuine' | 'void';
			number: string;
			title: string;
			office: string;
			issuedOn: Day;
			sha256: string;
			voidedOn?: Day;
			replacedBy?: string;
	  };

/** A paper that is still being drawn has left the house with nobody: unknown. */
export const genuineness = (paper: Paper | undefined, replacement: Pick<Paper, 'number' | 'state'> | undefined): Genuineness => {
	if (!paper?.sha256 || !hasNumber(paper)) return {result: 'unknown'};
	const {number, title, sha256, voidedAt, snapshot} = paper;
	const said = {number, title, office: snapshot.data.org, issuedOn: snapshot.data.issuedOn, sha256};
	if (!voidedAt) return {result: 'genuine', ...said};
	const known = replacement?.number && replacement.state !== 'drawing' ? {replacedBy: replacement.number} : {};
	return {result: 'void', ...said, voidedOn: dayOf(voidedAt), ...known};
};
