import {daysBetween, isDay, maxDay, plusDays} from '../../days.ts';
import {fiveMissing, gradeRank, type Hazard, type HazardGrade} from '../hazard.ts';
import {type Ask, type Decider, ended, fault, given, needDay, needReason, needText, withDeadline} from './kit.ts';

const awaited = ({context}: Ask) => context.awaitedPhotos.map(sha => fault('photos', `照片尚未到达：${sha}`));

const gradeAt = ({hazard, body}: Ask): HazardGrade => (body.grade as HazardGrade | undefined) ?? hazard.grade;

// Mended in the inspectors' presence: the manager's confirmation closes it (rules §1.11).
const accepts = ({hazard, body}: Ask) => (body.onTheSpot ?? (hazard.route === 'on-the-spot' ? 'accept' : 'refuse')) === 'accept';

const gradeFaults = (ask: Ask) => {
	const {hazard, body} = ask;
	if (body.grade === undefined || body.grade === hazard.grade) return [];
	if (!['general', 'suspected-major'].includes(body.grade)) return [fault('grade', '街道只可定为一般或疑似重大。')];
	if (gradeRank[gradeAt(ask)] > gradeRank[hazard.grade]) return [];
	// Only the proposal of the filing is reviewed here; what was graded since is lowered by a leader alone.
	const gradedSince = hazard.grade === 'major' || hazard.facts.gradedBy !== undefined;
	return [gradedSince && fault('grade', '该隐患已另行定级，降级由领导办理。'), needReason(body)];
};

const onTheSpotFaults = (ask: Ask) => {
	const {hazard, body} = ask;
	if (body.onTheSpot !== undefined && !['accept', 'refuse'].includes(body.onTheSpot))
		return [fault('onTheSpot', '请选择认可或不认可当场整改。')];
	if (!accepts(ask)) return [];
	return [
		hazard.route !== 'on-the-spot' && fault('onTheSpot', '该隐患未当场整改。'),
		gradeAt(ask) !== 'general' && fault('grade', '只有一般隐患可以当场销号。'),
		hazard.facts.photosAfter.length === 0 && fault('onTheSpot', '当场整改缺少整改后照片。'),
		needText(body, 'cause', '原因类别'),
	];
};

const deadlineFaults = ({body, context}: Ask) => [
	body.dueOn !== undefined && needDay(body, 'dueOn', '整改期限', {from: context.today}),
];

const filled = (named: Hazard['parties'], proposed: Hazard['parties'] | undefined): Hazard['parties'] => ({
	industry: named.industry ?? proposed?.industry ?? null,
	territorial: named.territorial ?? proposed?.territorial ?? null,
	entity: named.entity ?? proposed?.entity ?? null,
});

const partyFaults = ({body: {parties}, context: {departments}}: Ask) => [
	!!parties?.industry &&
		!!departments &&
		!departments.includes(parties.industry) &&
		fault('parties/industry', '行业监管部门不在去向表中。'),
];

const reviewed = (ask: Ask): Hazard => {
	const {hazard, actor, body, context} = ask;
	const dueOn = body.dueOn ?? maxDay(hazard.dueOn, context.today);
	const graded = gradeAt(ask) !== hazard.grade;
	return {
		...hazard,
		...withDeadline(hazard, dueOn, 'confirmation', context.now),
		...given({requirement: body.requirement, responsible: body.responsible, cause: body.cause}),
		grade: gradeAt(ask),
		parties: {...filled(hazard.parties, context.proposedParties), ...body.parties},
		originalDays: body.dueOn === undefined ? hazard.originalDays : Math.max(0, daysBetween(hazard.foundOn, body.dueOn)),
		facts: {
			...withDeadline(hazard, dueOn, 'confirmation', context.now).facts,
			confirmedBy: actor.id,
			...(graded && {gradedBy: actor.id, gradedOn: context.today, ...given({gradeReason: body.reason})}),
		},
	};
};

/** 审核: a manager who did not find it confirms the finding, its grade and its deadline. */
export const confirmation: Decider = ask => {
	const {hazard, actor, context} = ask;
	return {
		wrong: hazard.facts.filers.includes(actor.id) && '审核人不得是登记该隐患的检查人员。',
		faults: [...awaited(ask), ...gradeFaults(ask), ...onTheSpotFaults(ask), ...deadlineFaults(ask), ...partyFaults(ask)],
		next: () => {
			const next = reviewed(ask);
			if (accepts(ask)) return {...next, ...ended(next, 'closed', 'on-the-spot', context.now, {by: actor.id})};
			return {...next, state: 'confirmed', route: 'notice'};
		},
	};
};

const noticeStands = ({hazard, context}: Ask) => context.hasValidNotice ?? hazard.facts.noticeRound === hazard.round;

// Confirmed late, or noticed late, the deadline may have gone by: the notice then names a new one of at most the same length.
const passedDeadline = ({hazard: {dueOn, originalDays}, body, context: {today}}: Ask) => {
	if (dueOn >= today) return false;
	if (body.dueOn === undefined) return fault('dueOn', '整改期限已过，请填写新的期限。');
	return needDay(body, 'dueOn', '新的整改期限', {from: today, to: plusDays(today, originalDays)});
};

/** 下达: the notice of this round was issued as a paper. Not-general ones wait for 五落实 unless it is complete. */
export const notice: Decider = ask => {
	const {hazard, body, context} = ask;
	const {grade, facts, round} = hazard;
	const stands = noticeStands(ask);
	return {
		illegal: hazard.state === 'rectifying' && round === 1 && stands && '本轮已下达整改通知书，复查不合格后才可再次下达。',
		faults: [
			...awaited(ask),
			needText(body, 'paperId', '整改通知书'),
			stands && fault('paperId', '本轮已有有效的整改通知书。'),
			passedDeadline(ask),
		],
		next: () => {
			const isLate = hazard.dueOn < context.today;
			const at = isLate ? withDeadline(hazard, body.dueOn!, 'notice', context.now) : {facts};
			return {
				...at,
				state: grade === 'general' || fiveMissing(facts.fiveInPlace).length === 0 ? 'rectifying' : 'noticed',
				facts: {...at.facts, noticePaperId: body.paperId!, noticeRound: round},
			};
		},
	};
};

/** One notice goes to one site and one occupant: what forbids these hazards on one paper. */
export const noticeTogether = (hazards: readonly Hazard[]) => {
	const [first] = hazards;
	const strange = hazards.filter(({siteId, parties}) => siteId !== first!.siteId || parties.entity !== first!.parties.entity);
	return strange.map(({number}) => fault('hazardIds', `${number}不属于同一场所、同一责任单位，不能列入同一份通知书。`));
};

/** The deadline after a failed round: max(old, today) + the original length, unless the inspectors name a later day. */
export const deadlineAfterFailure = ({dueOn, originalDays}: Hazard, today: string, named?: string): string =>
	named !== undefined && isDay(named) ? named : plusDays(maxDay(dueOn, today), originalDays);
