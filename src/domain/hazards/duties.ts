import type {Counted, DayCounter} from '../day-counter.ts';
import {type Day, minDay} from '../days.ts';
import type {Role} from '../person.ts';
import type {DutyTerms} from '../tables.ts';
import {type Hazard, isOpen} from './hazard.ts';
import {isWithSite, ladderDuties} from './ladder.ts';

/** What the office owes on an open hazard, each with its title, in the order of a day's work. */
export const dutyTitles = {
	'red-flag': '当日移送或通报主管部门',
	'serve-notice': '送达整改通知书',
	reinspect: '复查',
	'decide-extension': '审批延期',
	'decide-site-gone': '审批场所灭失',
	'major-decision': '提请并登记重大隐患认定',
	'transfer-proposal': '督查通报并移送有权部门（两次复查不合格）',
	'recurrence-transfer': '研究移送有权部门（反复出现）',
	destination: '平安办协调移送去向（两次被退回）',
	'transfer-reply': '催办移送反馈',
	'on-site-review': '催办现场审查并登记结论',
	reminder: '提醒责任单位',
	notification: '通报责任单位',
	'supervision-letter': '发督办函',
	briefing: '督查通报',
	interview: '约谈',
} as const;
export type DutyKind = keyof typeof dutyTitles;
export const dutyKinds = Object.keys(dutyTitles) as DutyKind[];

/** Who may owe a duty: decisions on general hazards are a manager's, on all others a leader's (rules §1.1). */
export const dutyRoles: Record<DutyKind, readonly Role[]> = {
	'red-flag': ['manager'],
	'serve-notice': ['manager'],
	reinspect: ['inspector'],
	'decide-extension': ['manager', 'leader'],
	'decide-site-gone': ['manager'],
	'major-decision': ['manager'],
	'transfer-proposal': ['manager'],
	'recurrence-transfer': ['manager'],
	destination: ['manager'],
	'transfer-reply': ['manager'],
	'on-site-review': ['manager'],
	reminder: ['manager'],
	notification: ['manager'],
	'supervision-letter': ['manager'],
	briefing: ['manager'],
	interview: ['manager'],
};

export type Duty = {
	kind: DutyKind;
	title: string;
	role: Role;
	/** The day of the fact that starts it. */
	since: Day;
	dueOn: Day;
	basis: string;
	overdue: boolean;
	/** What is provisional about its day. */
	note: string | null;
};

export type DutyContext = {
	today: Day;
	terms: DutyTerms;
	count: DayCounter;
	/** The day on which the standing notice of this round was issued, while nobody has served it. */
	unservedSince?: Day | undefined;
};
/** What of a hazard duties follow from; a list of many reads no more. */
export type DutyHazard = Pick<
	Hazard,
	'state' | 'grade' | 'redFlag' | 'registeredAt' | 'foundOn' | 'dueOn' | 'domain' | 'extension' | 'siteGone' | 'listing'
> & {
	facts: Pick<
		Hazard['facts'],
		| 'reinspections'
		| 'dualReports'
		| 'notifications'
		| 'gradedOn'
		| 'extension'
		| 'delisting'
		| 'transfers'
		| 'bounces'
		| 'siteGone'
		| 'supervisions'
		| 'signs'
	> & {
		/** The last one at least. */
		reports: Pick<Hazard['facts']['reports'][number], 'on'>[];
		deadlines: Pick<Hazard['facts']['deadlines'][number], 'at'>[];
	};
};
/** A duty before its words. */
export type Owed = {kind: DutyKind; since: Day; dueOn: Day; basis: string; role?: Role; missing?: number[]};
export type Rule = (hazard: DutyHazard, context: DutyContext) => Owed[];

const within = (counted: Counted) => ({dueOn: counted.day, missing: counted.missing});

// 安全生产法 art 69, rules §1.14: the department hears of it on the Shanghai day of registration.
const redFlag: Rule = ({redFlag: flagged, registeredAt, facts}, {count}) => {
	const told = facts.transfers || facts.notifications || facts.dualReports?.some(({to}) => to === 'regulator');
	if (!flagged || told) return [];
	const since = count.dayOf(registeredAt);
	return [{kind: 'red-flag', since, dueOn: since, basis: '此类隐患应当日移送或通报主管部门'}];
};

// 消防监督检查规定: 3 working days.
const serveNotice: Rule = (_, {unservedSince: since, terms: {serveWorkdays: days}, count}) =>
	since ? [{kind: 'serve-notice', since, ...within(count.workdaysAfter(since, days)), basis: `签发后${days}个工作日内送达`}] : [];

// The clock starts with the report or the end of the deadline, whichever came first (lifecycle §3.2).
const reinspectSince = ({state, dueOn, facts}: DutyHazard, today: Day): Day | false => {
	if (state === 'reported') return minDay(facts.reports.at(-1)?.on ?? dueOn, dueOn);
	return state === 'rectifying' && today > dueOn && dueOn;
};
const reinspect: Rule = (hazard, {today, terms: {reinspectWorkdays}, count}) => {
	const since = reinspectSince(hazard, today);
	if (!since) return [];
	const {days} = (reinspectWorkdays.find(({domain}) => domain === hazard.domain) ??
		reinspectWorkdays.find(({domain}) => domain === null))!;
	const basis = `报告整改完成或期满后${days}个工作日内复查`;
	return [{kind: 'reinspect', since, ...within(count.workdaysAfter(since, days)), basis}];
};

const decideExtension: Rule = ({extension, grade, facts}, {terms: {decisionWorkdays}, count}) => {
	if (extension !== 'pending' || !facts.extension) return [];
	const {extension: days} = decisionWorkdays;
	const since = count.dayOf(facts.extension.request.at);
	const role = grade === 'general' ? 'manager' : 'leader';
	const basis = `申请后${days}个工作日内决定`;
	return [{kind: 'decide-extension', since, ...within(count.workdaysAfter(since, days)), basis, role}];
};

const decideSiteGone: Rule = ({siteGone, facts}, {terms: {decisionWorkdays}, count}) => {
	if (siteGone !== 'proposed' || !facts.siteGone) return [];
	const {siteGone: days} = decisionWorkdays;
	const since = facts.siteGone.on;
	return [{kind: 'decide-site-gone', since, ...within(count.workdaysAfter(since, days)), basis: `提出后${days}个工作日内审批`}];
};

const majorDecision: Rule = ({grade, registeredAt, facts}, {terms: {decisionWorkdays}, count}) => {
	if (grade !== 'suspected-major') return [];
	const {major: days} = decisionWorkdays;
	const since = facts.gradedOn ?? count.dayOf(registeredAt);
	const basis = `重大隐患由主管部门认定，提出后${days}个工作日内登记结论`;
	return [{kind: 'major-decision', since, ...within(count.workdaysAfter(since, days)), basis}];
};

const transferProposal: Rule = (hazard, {terms: {transferWorkdays: days}, count}) => {
	const since = hazard.facts.reinspections.filter(({result}) => result === 'fail')[1]?.on;
	if (!since || !(isWithSite(hazard) || hazard.state === 'reported')) return [];
	if (hazard.facts.transfers?.some(({at}) => count.dayOf(at) >= since)) return [];
	const basis = `二次复查不合格，${days}个工作日内移送`;
	return [{kind: 'transfer-proposal', since, ...within(count.workdaysAfter(since, days)), basis}];
};

// Third time at one place: the street's own means have not helped (field-traps 6). Telling the department settles it too.
const recurrenceTransfer: Rule = (hazard, {terms: {transferWorkdays: days}, count}) => {
	const {signs, transfers = [], notifications = []} = hazard.facts;
	const sign = signs?.find(({code}) => code === 'third-time');
	if (!sign || transfers.length + notifications.length > 0 || !(isWithSite(hazard) || hazard.state === 'reported')) return [];
	const since = count.dayOf(hazard.registeredAt);
	const basis = `同一风险点同一检查项${sign.days}天内第${sign.times}次出现，${days}个工作日内研究移送或通报有权部门`;
	return [{kind: 'recurrence-transfer', since, ...within(count.workdaysAfter(since, days)), basis}];
};

// Departments that refuse a case are the 平安办's to settle (街道条例 arts 11, 23).
const destination: Rule = (hazard, {terms: {transferWorkdays: days}, count}) => {
	const {bounces = 0, transfers} = hazard.facts;
	const since = transfers?.at(-1)?.replies.at(-1)?.on;
	if (bounces < 2 || !since || !isWithSite(hazard)) return [];
	const basis = `两次被退回，${days}个工作日内协调去向`;
	return [{kind: 'destination', since, ...within(count.workdaysAfter(since, days)), basis}];
};

const transferReply: Rule = ({state, facts}, {count}) => {
	const sent = facts.transfers?.at(-1);
	if (state !== 'transferred' || !sent) return [];
	return [{kind: 'transfer-reply', since: count.dayOf(sent.at), dueOn: sent.replyBy, basis: '移送时约定的反馈期限'}];
};

const onSiteReview: Rule = ({listing, facts}, {terms: {onSiteReviewDays: days}, count}) => {
	const since = facts.delisting?.application?.on;
	if (listing !== 'applied' || !since) return [];
	const basis = `收到申请后${days}日内现场审查（安监总局令第16号）`;
	return [{kind: 'on-site-review', since, dueOn: count.daysAfter(since, days), basis}];
};

const rules: readonly Rule[] = [
	redFlag,
	serveNotice,
	reinspect,
	decideExtension,
	decideSiteGone,
	majorDecision,
	transferProposal,
	recurrenceTransfer,
	destination,
	transferReply,
	onSiteReview,
	ladderDuties,
];

/** What is owed on a hazard today; nothing once it has ended. Never stored. */
export const owedOn = (hazard: DutyHazard, context: DutyContext): Owed[] =>
	isOpen(hazard) ? rules.flatMap(rule => rule(hazard, context)) : [];

export const roleOf = ({role, kind}: Owed): Role => role ?? dutyRoles[kind][0]!;

/** A duty as people read it. */
export const inWords = (owed: Owed, today: Day): Duty => {
	const {kind, since, dueOn, basis, missing = []} = owed;
	const note = missing.length > 0 ? `${missing.join('、')}年放假安排未载入，按周末推算。` : null;
	return {kind, title: dutyTitles[kind], role: roleOf(owed), since, dueOn, basis, overdue: today > dueOn, note};
};

/** What is owed on a hazard today, by whom, until which day and since when. */
export const dutiesOf = (hazard: DutyHazard, context: DutyContext): Duty[] =>
	owedOn(hazard, context).map(owed => inWords(owed, context.today));
