import type {Instant} from '../days.ts';
import type {Answer, Receipt, Trouble} from './parcel.ts';

/** A reply as it came in; `body` is what its JSON says, undefined when it is none. */
export type Reply = {status: number; type: string; body: unknown; retryAfter: string | null};

const record = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(record) : []);

/** The problem that our own server states; anything else with such a status came from in between (a portal, a proxy). */
export function troubleOf({status, type, body}: Reply): Trouble | null {
	if (!type.includes('application/problem+json')) return null;
	const {code, detail, errors} = record(body);
	if (typeof code !== 'string') return null;
	return {
		code,
		status,
		detail: text(detail),
		errors: list(errors).map(one => ({path: text(one.path), message: text(one.message)})),
	};
}

const busy = [408, 425, 429, 500, 502, 503, 504, 507];

/** Whether it is in, refused, or to be tried again. Only a reply that says the thing's own id is believed. */
export function readAnswer(reply: Reply, id: string, now: Instant): Answer {
	const {status, type, body, retryAfter} = reply;
	if ((status === 200 || status === 201) && type.includes('json') && record(body).id === id)
		return {kind: 'accepted', receipt: receiptOf(record(body), now)};
	if (status >= 200 && status < 400) return {kind: 'later', why: '回答的不是本系统（可能是上网登录页），稍后重试。'};
	const trouble = troubleOf(reply);
	if (status === 401 && trouble) return {kind: 'sign-in'};
	const seconds = Number(retryAfter);
	const wait = retryAfter && Number.isFinite(seconds) && seconds > 0 ? {seconds: Math.min(seconds, 3600)} : {};
	if (busy.includes(status)) return {kind: 'later', why: `服务器暂时不能处理（${status}），稍后重试。`, ...wait};
	if (!trouble) return {kind: 'later', why: `中途受阻（${status}），稍后重试。`};
	return {kind: 'refused', trouble};
}

function receiptOf(body: Record<string, unknown>, at: Instant): Receipt {
	return {
		number: text(body.number) || null,
		hazards: list(body.hazards).map(one => ({number: text(one.number), grade: text(one.grade), dueOn: text(one.dueOn)})),
		flags: list(body.flags).map(flag => text(flag.detail) || text(flag.code)),
		at,
	};
}
