import {type Day, dayOf, dueAt, type Instant, inWords, plusDays} from '../days.ts';
import type {Hazard} from '../hazards/hazard.ts';
import {type Fault, Problem} from '../problem.ts';
import {lastDay} from './chain.ts';

/** A one-time link to answer a notice without an account. */
export type ReplyToken = {
	id: string;
	paperId: string;
	madeBy: string;
	madeAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
	/** When a newer link took its place. */
	revokedAt: Instant | null;
};

/** A site may answer for some weeks after its deadline: late is better than never. */
const graceDays = 30;

/** Until when a link holds: a month past the last deadline, and past today where that has gone by. */
export const replyUntil = (dueOns: readonly Day[], today: Day): Instant =>
	dueAt(plusDays(lastDay([...dueOns, today]), graceDays));

type Contact = {name: string; phone: string} | undefined;

/** 410 with the reason why a link does not hold any more, and whom to ring. */
export function mustHold({usedAt, revokedAt, expiresAt}: ReplyToken, isVoid: boolean, now: Instant, contact: Contact): void {
	const ask = contact?.phone ? `请与${contact.name}（${contact.phone}）联系` : '请与发出通知书的机关联系';
	const gone = (code: string, said: string) => new Problem(410, code, `${said}如需再次反馈，${ask}，索取新的链接。`);
	if (isVoid) throw new Problem(410, 'reply-void', `此通知书已作废，不能在此反馈。如有疑问，${ask}。`);
	if (usedAt !== null) throw gone('reply-used', `此链接只能使用一次，已于${inWords(dayOf(usedAt))}收到您的反馈。`);
	if (revokedAt !== null) throw gone('reply-renewed', '此链接已被新的链接取代。');
	if (now >= expiresAt) throw gone('reply-expired', '此链接已过有效期。');
}

export const mostPhotosOfHazard = 8;
export const mostPhotosOfReply = 24;
export const replyActions = ['none', 'report', 'extension', 'five'] as const;
/** What a site says of one hazard. */
export type ReplyPart = {
	action: (typeof replyActions)[number];
	text: string;
	photos: string[];
	dueOn: string;
	reason: string;
	safeguards: string;
	/** 五落实, as the site proposes it. */
	measures: string;
	person: string;
	funds: string;
	finishOn: string;
	plan: string;
	attachments: string[];
};
export const blankPart = (): ReplyPart => ({
	...{action: 'none', text: '', photos: [], dueOn: '', reason: '', safeguards: ''},
	...{measures: '', person: '', funds: '', finishOn: '', plan: '', attachments: []},
});

/** What is missing in a reply, hazard by hazard; the moves themselves check the rest. */
export const replyFaults = (parts: readonly ReplyPart[], may: readonly ReplyMay[]): Fault[] => {
	if (parts.every(({action}) => action === 'none')) return [{path: '/', message: '请至少选择一项隐患反馈。'}];
	return parts.flatMap((part, i): Fault[] => {
		if (part.action === 'none') return [];
		const fault = (field: string, message: string) => ({path: `/${field}-${i}`, message: `第${i + 1}项：${message}`});
		if (!may[i]?.[part.action]) return [fault('action', '现在不能在此办理，请与承办人联系。')];
		if (part.action === 'report')
			return [
				...(part.text.trim() ? [] : [fault('text', '请写明整改情况。')]),
				...(part.photos.length > 0 ? [] : [fault('photos', '请至少附上一张整改后的照片。')]),
			];
		// In parts, as the site gets it together: what is there is looked at by the move itself.
		if (part.action === 'five') return [];
		return [
			...(part.dueOn ? [] : [fault('dueOn', '请选择希望延到哪一天。')]),
			...(part.reason.trim() ? [] : [fault('reason', '请写明延期理由。')]),
			...(part.safeguards.trim() ? [] : [fault('safeguards', '请写明延期期间的安全措施。')]),
		];
	});
};

export type ReplyMay = {report: boolean; extension: boolean; five: boolean};

/** What the site is told of where a hazard stands: nothing of the office's own business. */
export const standingInWords = ({state}: Pick<Hazard, 'state'>, {report, five}: ReplyMay): string => {
	if (report) return '待整改';
	if (five) return '待落实整改措施、责任、资金、时限和预案';
	if (state === 'reported') return '已反馈，等待复查';
	if (state === 'passed' || state === 'closed') return '已整改';
	if (state === 'void' || state === 'merged') return '无须整改';
	return '请按通知书办理，有疑问请联系承办人';
};
