import {type Day, dayOf, type Instant, minDay} from '../days.ts';
import {type ClockFlag, clockFlag, type Device, type Where} from '../inspections/clock.ts';
import {importedDetail} from '../inspections/filing-flags.ts';
import type {Role} from '../person.ts';
import {Problem} from '../problem.ts';
import {type HazardState, stateNames} from './hazard.ts';

export const leadStates = ['received', 'answered', 'hazard', 'void'] as const;
export type LeadState = (typeof leadStates)[number];
export const leadStateNames: Record<LeadState, string> = {
	received: '待处理',
	answered: '已答复',
	hazard: '已登记为隐患',
	void: '作废',
};
export const leadMoves = ['answer', 'hazard', 'voiding'] as const;
export type LeadMove = (typeof leadMoves)[number];
export const leadMoveTitles: Record<LeadMove, string> = {answer: '答复', hazard: '登记为隐患', voiding: '作废'};

/** What was reported: where, what, and photos; a fact that nobody changes afterwards. */
export type LeadReport = {
	place: string;
	text: string;
	photos: string[];
	seenAt: Instant;
	position: Where | null;
	device: Device | null;
};
export type LeadFlag = ClockFlag | {code: 'imported'; detail: string};

/** 线索: something seen, before anybody knows whether it is a hazard. */
export type Lead = LeadReport & {
	id: string;
	number: string;
	state: LeadState;
	/** A person's id. */
	reporter: string;
	siteId: string | null;
	communityId: string | null;
	hazardId: string | null;
	registeredAt: Instant;
	flags: LeadFlag[];
	answer: {text: string; by: string; at: Instant} | null;
	voiding: {reason: string; by: string; at: Instant} | null;
	version: number;
};

const from: Record<LeadMove, readonly LeadState[]> = {
	answer: ['received', 'answered'],
	hazard: ['received', 'answered'],
	voiding: ['received', 'answered'],
};
type Actor = {id: string; roles: readonly Role[]};
const isOwn = ({reporter}: Pick<Lead, 'reporter'>, move: LeadMove, actor: Actor): boolean =>
	move !== 'hazard' && reporter === actor.id;

/** What a person may do with a lead now: a manager, and not what he reported himself but to have it confirmed as a hazard. */
export const leadMovesFor = (lead: Pick<Lead, 'state' | 'reporter'>, actor: Actor): LeadMove[] =>
	leadMoves.filter(move => actor.roles.includes('manager') && from[move].includes(lead.state) && !isOwn(lead, move, actor));

/** Refuses the wrong person (403) and a lead that is done with (409, `current`). */
export function requireLeadMove(lead: Pick<Lead, 'state' | 'reporter'>, move: LeadMove, actor: Actor): void {
	const title = leadMoveTitles[move];
	if (!from[move].includes(lead.state))
		throw new Problem(409, 'illegal-state', `线索${leadStateNames[lead.state]}，不能办理“${title}”。`, [], {current: lead.state});
	if (isOwn(lead, move, actor)) throw new Problem(403, 'wrong-person', `自己上报的线索须由他人${title}。`);
}

/** What became of a lead, in one sentence for who reported it. */
export function outcomeInWords(
	{state, answer, voiding}: Pick<Lead, 'state' | 'answer' | 'voiding'>,
	hazard: {number: string; state: HazardState} | null,
): string {
	if (state === 'hazard' && hazard) return `已登记为隐患${hazard.number}，现为“${stateNames[hazard.state]}”。`;
	if (state === 'answered' && answer) return `已答复：${answer.text}`;
	if (state === 'void' && voiding) return `未采用：${voiding.reason}`;
	return '已收到，等待处理。';
}

/** The day on which it was seen, by a clock that may be ahead. */
export const seenOn = ({seenAt}: Pick<Lead, 'seenAt'>, today: Day): Day => minDay(dayOf(seenAt), today);

/** A report that its clock puts in the future or long ago is kept and marked (rules §1.10). */
export const leadFlags = (
	{seenAt, device}: Pick<LeadReport, 'seenAt' | 'device'>,
	now: Instant,
	importer: string | undefined,
): LeadFlag[] => [
	...clockFlag({since: seenAt, others: device ? [device.filedAt] : [], what: '看到的时间'}, now),
	...(importer === undefined ? [] : [{code: 'imported' as const, detail: importedDetail(importer)}]),
];
