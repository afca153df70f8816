import {minDay} from '../../days.ts';
import {type Hazard, isOpen, isOverdue} from '../hazard.ts';
import {type Ask, type Decider, ended, fault, given, has, needChoice, needPhotos, needReason, needText} from './kit.ts';

const mayVoid = ({hazard, actor}: Ask) => has(actor, hazard.grade === 'general' ? 'manager' : 'leader');

/** 作废: with a reason, by a manager, not-general by a leader; never by who filed it. */
export const voiding: Decider = ask => {
	const {hazard, actor, body, context} = ask;
	return {
		wrong:
			(!mayVoid(ask) && '一般隐患由管理人员作废，重大、疑似重大隐患由领导作废。') ||
			(hazard.facts.filers.includes(actor.id) && '登记人不得作废自己登记的隐患。'),
		faults: [needReason(body)],
		next: () => ended(hazard, 'void', null, context.now, {by: actor.id, reason: body.reason!}),
	};
};

const targetFaults = ({hazard, body, context: {target}}: Ask) => {
	if (body.of === hazard.id) return [fault('of', '不能并入自身。')];
	if (!body.of) return [fault('of', '请选择保留的隐患。')];
	if (!target || target.id !== body.of) return [fault('of', '找不到要并入的隐患。')];
	return [
		target.siteId !== hazard.siteId && fault('of', '只能并入同一场所的隐患。'),
		!isOpen(target) && target.state !== 'closed' && fault('of', '要并入的隐患已作废或已合并。'),
	];
};

const survivor = (hazard: Hazard, target: Hazard): {survivor?: Hazard} => {
	const foundOn = minDay(hazard.foundOn, target.foundOn);
	return foundOn === target.foundOn ? {} : {survivor: {...target, foundOn, version: target.version + 1}};
};

/** 合并: into another hazard of the same site, which keeps the earlier day of finding. */
export const duplicate: Decider = ask => {
	const {hazard, actor, body, context} = ask;
	return {
		faults: [...targetFaults(ask), needReason(body)],
		next: () => {
			const ending = ended(hazard, 'merged', null, context.now, {by: actor.id, reason: body.reason!});
			return {change: {...ending, duplicateOf: body.of!}, ...survivor(hazard, context.target!)};
		},
	};
};

/** 场所灭失: the site moved, shut or was pulled down; needs a second person. */
export const siteGone: Decider = ({hazard, actor, body, context}) => ({
	illegal: hazard.siteGone !== 'none' && '已提出场所灭失，等待审批。',
	faults: [needReason(body), needPhotos(body)],
	next: () => {
		const proposal = {by: actor.id, reason: body.reason!, photos: body.photos!, on: context.today};
		return {siteGone: 'proposed', facts: {...hazard.facts, siteGone: proposal}};
	},
});

/** 场所灭失审批: by a manager or leader who did not propose it. */
export const siteGoneDecision: Decider = ({hazard, actor, body, context}) => ({
	illegal: hazard.siteGone !== 'proposed' && '没有待批的场所灭失。',
	wrong: hazard.facts.siteGone?.by === actor.id && '审批人不得是提出人。',
	faults: [typeof body.approved !== 'boolean' && fault('approved', '请选择是否同意。'), needReason(body)],
	next: () => {
		const decided = {...hazard.facts.siteGone!, decidedBy: actor.id, decisionReason: body.reason!};
		const facts = {...hazard.facts, siteGone: decided};
		if (!body.approved) return {siteGone: 'none', facts};
		return ended({...hazard, facts}, 'closed', 'site-gone', context.now, {by: actor.id, reason: body.reason!});
	},
});

/** 回头看: a random check of closed ones; found again it becomes a new hazard. */
export const lookback: Decider = ({hazard, actor, body, context}) => ({
	faults: [needChoice(body, 'result', ['holds', 'recurred'], '回头看结论'), needPhotos(body)],
	next: () => {
		const result = body.result as 'holds' | 'recurred';
		const seen = {by: actor.id, result, on: context.today, photos: body.photos!};
		const change = {facts: {...hazard.facts, lookbacks: [...(hazard.facts.lookbacks ?? []), seen]}};
		return result === 'recurred' ? {change, recurrenceOf: hazard.id} : change;
	},
});

const steps = ['reminder', 'notification', 'supervision-letter', 'briefing', 'interview'];

/** 督办: a step of the escalation of an overdue hazard (lifecycle §3.6). */
export const supervision: Decider = ({hazard, actor, body, context}) => ({
	illegal: !isOverdue(hazard, context.now) && '只有逾期隐患才能督办。',
	faults: [needChoice(body, 'step', steps, '督办步骤')],
	next: () => {
		const taken = {by: actor.id, step: body.step!, on: context.today, ...given({paperId: body.paperId})};
		return {facts: {...hazard.facts, supervisions: [...(hazard.facts.supervisions ?? []), taken]}};
	},
});

/** Follows its site into another community. */
export const relocation: Decider = ({body}) => ({
	faults: [needText(body, 'communityId', '居民区')],
	next: () => ({communityId: body.communityId!}),
});
