import {dayOf} from '../../days.ts';
import type {DepartmentNotification, Hazard, OpenState, Transfer, TransferReply} from '../hazard.ts';
import {
	type Ask,
	type Decider,
	fault,
	given,
	type MoveBody,
	type MoveContext,
	needChoice,
	needDay,
	needSome,
	needText,
} from './kit.ts';

const unknownDepartment = ({department}: MoveBody, {departments}: MoveContext, name: string) =>
	!!department && !!departments && !departments.includes(department) && fault('department', `${name}不在去向表中。`);

/** 通报: the department hears of it, by telephone or in writing, and the hazard stays with the street (rules §1.14). */
export const departmentNotification: Decider = ({hazard, actor, body, context}) => ({
	faults: [
		needText(body, 'department', '通报的部门'),
		unknownDepartment(body, context, '通报的部门'),
		needDay(body, 'on', '通报日期', {from: hazard.foundOn, to: context.today}),
		needText(body, 'form', '通报方式（电话、函件或平台）'),
	],
	next: () => {
		const told: DepartmentNotification = {
			department: body.department!,
			on: body.on!,
			form: body.form!,
			attachments: body.attachments ?? [],
			by: actor.id,
			at: context.now,
			...given({name: body.name, receipt: body.receipt}),
		};
		return {facts: {...hazard.facts, notifications: [...(hazard.facts.notifications ?? []), told]}};
	},
});

/** 移送 (安全生产法 art 69): to the department that has the power; the state is remembered. */
export const transfer: Decider = ({hazard, actor, body, context}) => ({
	faults: [
		needText(body, 'department', '移送部门'),
		unknownDepartment(body, context, '移送部门'),
		needText(body, 'basis', '移送依据'),
		needSome(body, 'enclosures', '份移送材料'),
		needDay(body, 'replyBy', '反馈期限', {from: context.today}),
	],
	next: () => {
		const sent: Transfer = {
			department: body.department!,
			basis: body.basis!,
			enclosures: body.enclosures!,
			replyBy: body.replyBy!,
			by: actor.id,
			at: context.now,
			from: hazard.state as OpenState,
			replies: [],
		};
		return {state: 'transferred', facts: {...hazard.facts, transfers: [...(hazard.facts.transfers ?? []), sent]}};
	},
});

// Lowered while away, it does not come back to 已下达待落实, which general hazards do not have.
const remembered = ({grade}: Hazard, {from}: Transfer): OpenState =>
	from === 'noticed' && grade === 'general' ? 'rectifying' : from;

const cameBack = ({hazard}: Ask, sent: Transfer, reply: TransferReply): Partial<Hazard> => {
	if (reply.kind === 'received') return {};
	if (reply.kind === 'result' && reply.removed) return {state: 'passed', closure: 'department'};
	return {state: remembered(hazard, sent)};
};

/** 移送反馈: received, sent back (the second time it goes to the 平安办), or the result. */
export const transferReply: Decider = ask => {
	const {hazard, body, context} = ask;
	const sentOn = hazard.facts.transfers?.at(-1)?.at;
	return {
		faults: [
			needChoice(body, 'kind', ['received', 'returned', 'result'], '反馈类型'),
			needDay(body, 'on', '反馈日期', {from: sentOn && dayOf(sentOn), to: context.today}),
			needText(body, 'by', '反馈人'),
			body.kind === 'result' && typeof body.removed !== 'boolean' && fault('removed', '请选择隐患是否已消除。'),
		],
		next: () => {
			const reply: TransferReply = {
				kind: body.kind as TransferReply['kind'],
				on: body.on!,
				by: body.by!,
				...given({removed: body.removed, caseNumber: body.caseNumber, outcome: body.outcome}),
			};
			const earlier = hazard.facts.transfers!.slice(0, -1);
			const last = hazard.facts.transfers!.at(-1)!;
			const transfers = [...earlier, {...last, replies: [...last.replies, reply]}];
			const bounces = (hazard.facts.bounces ?? 0) + (reply.kind === 'returned' ? 1 : 0);
			return {...cameBack(ask, last, reply), facts: {...hazard.facts, transfers, bounces}};
		},
	};
};
