import {type Instant, millisecondsBetween, plusMilliseconds} from '../days.ts';
import type {Fault} from '../problem.ts';

export const parcelKinds = ['inspection', 'reinspection', 'rectification-report', 'lookback', 'lead'] as const;
export type ParcelKind = (typeof parcelKinds)[number];
export const parcelTitles: Record<ParcelKind, string> = {
	inspection: '检查记录',
	reinspection: '复查',
	'rectification-report': '整改情况',
	lookback: '回头看',
	lead: '线索',
};

/** What a server's problem document says, as far as the phone shows it. */
export type Trouble = {code: string; status: number; detail: string; errors: Fault[]};
/** What came of it: its number, the hazards that it made, and what was noted of it. */
export type Receipt = {
	number: string | null;
	hazards: {number: string; grade: string; dueOn: string}[];
	flags: string[];
	at: Instant;
};

/**
 * 待发件: one sealed fact on its way from a telephone. `photos` are the SHA-256 of what must be there first.
 * It belongs to the person who sealed it and to nobody else.
 */
export type Parcel = {
	id: string;
	personId: string;
	kind: ParcelKind;
	title: string;
	siteId: string | null;
	/** Slots and hazards that it settles: shown as done at once. */
	settles: string[];
	method: 'PUT' | 'POST';
	/** The id that an honest reply carries: the fact's own, or that of the hazard it is about. */
	subjectId: string;
	path: string;
	body: unknown;
	photos: string[];
	sealedAt: Instant;
	state: 'sealed' | 'accepted' | 'refused';
	attempts: number;
	nextAt: Instant | null;
	/** Why it is still here, in words. */
	delay: string | null;
	receipt: Receipt | null;
	refusal: Trouble | null;
};

/** A fact as it is sealed: nothing has been tried yet. */
export const sealed = (
	fact: Pick<
		Parcel,
		'id' | 'personId' | 'kind' | 'title' | 'siteId' | 'settles' | 'method' | 'subjectId' | 'path' | 'body' | 'photos'
	>,
	now: Instant,
): Parcel => ({
	...fact,
	sealedAt: now,
	state: 'sealed',
	attempts: 0,
	nextAt: null,
	delay: null,
	receipt: null,
	refusal: null,
});

/** What an attempt came to. `later`: nobody said no, it is tried again. */
export type Answer =
	| {kind: 'accepted'; receipt: Receipt}
	| {kind: 'refused'; trouble: Trouble}
	| {kind: 'sign-in'}
	| {kind: 'later'; why: string; seconds?: number};

const firstWait = 5_000;
const longestWait = 600_000;

/** Nothing is put off for longer, whatever a server asks: milliseconds. */
const longestDelay = 3_600_000;

/** Milliseconds until the next attempt: 5 s, doubled each time up to ten minutes, and up to a fifth more by `random` in [0, 1). */
export const waitAfter = (attempts: number, random: number): number =>
	Math.round(Math.min(longestWait, firstWait * 2 ** Math.max(0, attempts - 1)) * (1 + random / 5));

/** The parcel after an attempt. A sign-in that is missing costs no attempt: it waits for its person. */
export function afterAnswer(parcel: Parcel, answer: Answer, now: Instant, random: number): Parcel {
	if (answer.kind === 'accepted')
		return {...parcel, state: 'accepted', receipt: answer.receipt, refusal: null, delay: null, nextAt: null};
	if (answer.kind === 'refused') return {...parcel, state: 'refused', refusal: answer.trouble, delay: null, nextAt: null};
	if (answer.kind === 'sign-in') return {...parcel, delay: '登录已失效，请重新登录后继续发送。', nextAt: null};
	const attempts = parcel.attempts + 1;
	const wait = answer.seconds === undefined ? waitAfter(attempts, random) : Math.min(answer.seconds * 1000, longestDelay);
	return {...parcel, attempts, delay: answer.why, nextAt: plusMilliseconds(now, wait)};
}

/** Sent again by hand: as if it had just been sealed. */
export const again = (parcel: Parcel): Parcel => ({
	...parcel,
	state: 'sealed',
	attempts: 0,
	nextAt: null,
	delay: null,
	refusal: null,
});

export const isUnsent = ({state}: Pick<Parcel, 'state'>): boolean => state !== 'accepted';

// A time farther off than anything is ever put off was set while the clock was ahead.
const isDue = ({nextAt}: Parcel, now: Instant): boolean =>
	nextAt === null || nextAt <= now || millisecondsBetween(now, nextAt) > longestDelay;

/** Those of a person that are due, the oldest first: one at a time, in the order in which they were sealed. */
export const dueParcels = (parcels: readonly Parcel[], personId: string, now: Instant): Parcel[] =>
	parcels
		.filter(one => one.personId === personId && one.state === 'sealed' && isDue(one, now))
		.sort((a, b) => (a.sealedAt < b.sealedAt ? -1 : a.sealedAt > b.sealedAt ? 1 : 0));

/** Hours since the oldest that is still unsent was sealed; 0 when there is none. */
export function oldestUnsentHours(parcels: readonly Parcel[], now: Instant): number {
	const times = parcels.filter(isUnsent).map(({sealedAt}) => sealedAt);
	if (times.length === 0) return 0;
	return Math.max(
		0,
		Math.floor(
			millisecondsBetween(
				times.reduce((a, b) => (a < b ? a : b)),
				now,
			) / 3_600_000,
		),
	);
}

/** What a person can do about a refusal. */
export function adviceFor({code, status}: Pick<Trouble, 'code' | 'status'>): string {
	const known: Record<string, string> = {
		'id-taken': '同一编号已提交过其他内容。请导出后交管理人员核对，不要重复登记。',
		'not-found': '场所、风险点或隐患不在您现在的范围内。请导出后交管理人员导入，或请管理员核对授权。',
		'wrong-person': '按规定须由其他人办理。请转告同组人员。',
		role: '您的角色不能办理。请联系管理员。',
		'illegal-state': '隐患的现状已变，这一步不再适用。请更新工作包后查看。',
		'version-conflict': '他人已先修改。请更新工作包后重新办理。',
		'photo-broken': '照片损坏。请重新拍摄后补报。',
		'missing-answers': '有检查项没有填。请打开后补齐再交。',
		rules: '有内容不符合规定。请按提示改正后再交。',
		schema: '内容格式不对，可能是程序版本过旧。请更新程序；仍不行时导出交管理人员。',
	};
	return (
		known[code] ?? (status === 413 ? '内容过大，服务器不收。请导出后交管理人员。' : '请按提示处理，或者导出后交管理人员导入。')
	);
}
