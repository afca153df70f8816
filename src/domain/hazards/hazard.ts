import {type Day, dueAt, type Instant, maxDay, plusDays} from '../days.ts';
import type {Sign} from './signs.ts';

export const openStates = ['registered', 'confirmed', 'noticed', 'rectifying', 'reported', 'passed', 'transferred'] as const;
export const endedStates = ['closed', 'void', 'merged'] as const;
export type OpenState = (typeof openStates)[number];
export type HazardState = OpenState | (typeof endedStates)[number];
export const hazardStates: readonly HazardState[] = [...openStates, ...endedStates];
export const stateNames: Record<HazardState, string> = {
	registered: '待审核',
	confirmed: '已审核',
	noticed: '已下达待落实',
	rectifying: '整改中',
	reported: '待复查',
	passed: '待销号',
	transferred: '已移送',
	closed: '已销号',
	void: '作废',
	merged: '已合并',
};

export type HazardGrade = 'general' | 'suspected-major' | 'major';
/** 'general' 0 … 'major' 2: lists show the highest first. */
export const gradeRank: Record<HazardGrade, number> = {general: 0, 'suspected-major': 1, major: 2};
export type Route = 'on-the-spot' | 'notice';
export type Extension = 'none' | 'pending' | 'granted';
export type Listing = 'none' | 'listed' | 'applied' | 'reviewed' | 'delisted';
export type Closure = 'reinspected' | 'on-the-spot' | 'department' | 'site-gone';
/** How long a checklist item gives (rules §1.10). */
export type Due = {kind: 'at-once'} | {kind: 'days'; days: number} | {kind: 'plan'; days: number};

export type Report = {
	round: number;
	by: string;
	onBehalf: boolean;
	on: Day;
	text: string;
	photos: string[];
	cost?: number;
	at: Instant;
};
export type Reinspection = {
	round: number;
	inspectors: string[];
	result: 'pass' | 'fail';
	on: Day;
	photos: string[];
	newDueOn?: Day;
};
/** 五落实: measures, person, funds, deadline and emergency plan, with the papers that show them. */
export type FiveInPlace = {
	measures?: string;
	person?: string;
	funds?: string;
	dueOn?: Day;
	plan?: string;
	attachments?: string[];
};
export type DualReport = {
	to: 'regulator' | 'workers';
	on: Day;
	name?: string;
	form?: string;
	receipt?: string;
	attachments: string[];
};
/** 通报主管部门: who was told, on which day, by which means; `name` heard it. */
export type DepartmentNotification = {
	department: string;
	on: Day;
	form: string;
	name?: string;
	receipt?: string;
	attachments: string[];
	by: string;
	at: Instant;
};
export type ExtensionRequest = {by: string; dueOn: Day; reason: string; safeguards: string; photos: string[]; at: Instant};
export type ExtensionDecision = {by: string; granted: boolean; reason: string; dueOn?: Day; at: Instant};
export type TransferReply = {
	kind: 'received' | 'returned' | 'result';
	on: Day;
	by: string;
	removed?: boolean;
	caseNumber?: string;
	outcome?: string;
};
export type Transfer = {
	department: string;
	basis: string;
	enclosures: string[];
	replyBy: Day;
	by: string;
	at: Instant;
	/** The state to come back to. */
	from: OpenState;
	replies: TransferReply[];
};
export type DecisionOfDepartment = {
	result: 'confirmed' | 'not-confirmed';
	department: string;
	documentNumber: string;
	decidedOn: Day;
	attachments: string[];
};
export type ListingRecord = {
	level: 'district' | 'city';
	by: string;
	documentNumber: string;
	listedOn: Day;
	dueOn: Day;
	attachments: string[];
};
export type Delisting = {
	application?: {on: Day; assessment: string; attachments: string[]};
	reviews: {result: 'pass' | 'fail'; on: Day; by: string; attachments: string[]}[];
	documentNumber?: string;
	on?: Day;
};
export type Deadline = {dueOn: Day; why: string; at: Instant};

export type HazardFacts = {
	filers: string[];
	confirmedBy?: string;
	noticePaperId?: string;
	noticeRound?: number;
	photosBefore: string[];
	photosAfter: string[];
	reports: Report[];
	reinspections: Reinspection[];
	fiveInPlace?: FiveInPlace;
	/** What the site proposed by its reply token; counts once staff file it. */
	fiveProposed?: FiveInPlace;
	dualReports?: DualReport[];
	notifications?: DepartmentNotification[];
	gradedBy?: string;
	/** From then on a suspected major one waits for the department's decision; as found, from its registration. */
	gradedOn?: Day;
	gradeReason?: string;
	extension?: {request: ExtensionRequest; decision?: ExtensionDecision};
	majorDecisions?: DecisionOfDepartment[];
	listing?: ListingRecord;
	delisting?: Delisting;
	transfers?: Transfer[];
	/** How often a department sent it back; from 2 on the 平安办 takes it up. */
	bounces?: number;
	siteGone?: {by: string; reason: string; photos: string[]; on: Day; decidedBy?: string; decisionReason?: string};
	lookbacks?: {by: string; result: 'holds' | 'recurred'; on: Day; photos: string[]}[];
	supervisions?: {by: string; step: string; on: Day; paperId?: string}[];
	ending?: {by: string; reason?: string};
	deadlines: Deadline[];
	/** What speaks against the evidence, as it was found at each move. */
	signs?: Sign[];
};

export type Hazard = {
	id: string;
	number: string;
	state: HazardState;
	grade: HazardGrade;
	route: Route;
	round: number;
	extension: Extension;
	listing: Listing;
	siteGone: 'none' | 'proposed';
	closure: Closure | null;
	redFlag: boolean;
	duplicateOf: string | null;
	recurrenceOf: string | null;
	siteId: string;
	riskPointId: string;
	inspectionId: string;
	itemId: string;
	checklist: string;
	domain: string;
	communityId: string;
	place: string;
	placeType: string;
	description: string;
	requirement: string;
	criteria: string[];
	controlIds: string[];
	source: string;
	foundOn: Day;
	registeredAt: Instant;
	dueOn: Day;
	originalDays: number;
	responsible: string | null;
	parties: {industry: string | null; territorial: string | null; entity: string | null};
	cause: string | null;
	endedAt: Instant | null;
	version: number;
	facts: HazardFacts;
};

/** Open is everything but closed, void and merged. */
export const isOpen = (hazard: Pick<Hazard, 'state'>): boolean => (openStates as readonly string[]).includes(hazard.state);

/** Overdue ⇔ open and past the end of its due day; waiting for reinspection still counts (rules §1.10). */
export const isOverdue = (hazard: Pick<Hazard, 'state' | 'dueOn'>, now: Instant): boolean =>
	isOpen(hazard) && now >= dueAt(hazard.dueOn);

/** Two failed reinspections propose the transfer to the department that has the power. */
export const transferProposed = (hazard: Hazard): boolean =>
	isOpen(hazard) && hazard.facts.reinspections.filter(({result}) => result === 'fail').length >= 2;

const fiveParts = ['measures', 'person', 'funds', 'dueOn', 'plan'] as const;

/** The parts of 五落实 that are still missing. */
export const fiveMissing = (five: FiveInPlace | undefined): string[] => [
	...fiveParts.filter(part => !five?.[part]),
	...(five?.attachments?.length ? [] : ['attachments']),
];

/** The days a checklist item gives from the inspection on; at once counts 0. */
export const daysOf = (due: Due): number => (due.kind === 'at-once' ? 0 : due.days);

/** dueOn = max(inspection day + days, today at confirmation) (rules §1.10). */
export const dueOnFor = (due: Due, inspectionDay: Day, todayAtConfirmation: Day): Day =>
	maxDay(plusDays(inspectionDay, daysOf(due)), todayAtConfirmation);

/** The state in the national exchange: −1 排查, 0 整改中, 1 待验收, 9 已验收; void and merged go out as deleted. */
export const exchangeState = (state: HazardState): -1 | 0 | 1 | 9 | 'deleted' => {
	if (state === 'registered' || state === 'confirmed') return -1;
	if (state === 'reported' || state === 'passed') return 1;
	if (state === 'closed') return 9;
	return state === 'void' || state === 'merged' ? 'deleted' : 0;
};
