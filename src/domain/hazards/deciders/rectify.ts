import {maxDay, plusDays} from '../../days.ts';
import {type FiveInPlace, fiveMissing, type Hazard, isOverdue, type Reinspection} from '../hazard.ts';
import {deadlineAfterFailure} from './confirm.ts';
import {
	type Ask,
	type Decider,
	ended,
	fault,
	given,
	has,
	type MoveBody,
	needChoice,
	needDay,
	needPhotos,
	needReason,
	needText,
	withDeadline,
} from './kit.ts';

const partsOf = ({measures, person, funds, dueOn, plan, attachments}: MoveBody): FiveInPlace =>
	given({measures, person, funds, dueOn, plan, attachments}) as FiveInPlace;

const joined = (old: FiveInPlace | undefined, parts: FiveInPlace): FiveInPlace => {
	const attachments = [...new Set([...(old?.attachments ?? []), ...(parts.attachments ?? [])])];
	return {...old, ...parts, ...(attachments.length > 0 && {attachments})};
};

/** 五落实 (安全生产法 art 41): in parts; complete, a noticed hazard goes to work. What the site sends is a proposal. */
export const fiveInPlace: Decider = ({hazard, actor, body, context}) => {
	const parts = partsOf(body);
	const {state, facts} = hazard;
	return {
		faults: [
			Object.keys(parts).length === 0 && fault('measures', '请至少填写一项：措施、责任人、资金、时限、预案或附件。'),
			parts.dueOn !== undefined && needDay(body, 'dueOn', '整改时限', {from: context.today}),
		],
		next: () => {
			if (!has(actor, 'inspector', 'manager')) return {facts: {...facts, fiveProposed: joined(facts.fiveProposed, parts)}};
			const five = joined(facts.fiveInPlace, parts);
			const goes = state === 'noticed' && fiveMissing(five).length === 0;
			return {state: goes ? 'rectifying' : state, facts: {...facts, fiveInPlace: five}};
		},
	};
};

/** 报告整改完成: by the site through its token, or by staff on its behalf (flagged). */
export const rectificationReport: Decider = ({hazard, actor, body, context}) => ({
	faults: [needText(body, 'text', '整改情况'), needPhotos(body)],
	next: () => {
		const report = {
			round: hazard.round,
			by: actor.id,
			onBehalf: has(actor, 'inspector', 'manager'),
			on: context.today,
			text: body.text!,
			photos: body.photos!,
			at: context.now,
			...given({cost: body.cost}),
		};
		const {facts} = hazard;
		return {
			state: 'reported',
			facts: {...facts, reports: [...facts.reports, report], photosAfter: [...facts.photosAfter, ...report.photos]},
		};
	},
});

const tooEarly = ({hazard, context}: Ask) =>
	hazard.state === 'rectifying' &&
	!isOverdue(hazard, context.now) &&
	!context.reinspectionAsked &&
	'整改期限未到，责任单位也未申请复查。';

const wrongHands = ({hazard, actor, body}: Ask) => {
	const people = body.inspectors ?? [actor.id];
	const menders = hazard.facts.reports.map(({by}) => by);
	if (people.some(id => menders.includes(id))) return '报告过整改的人员不得复查。';
	return (
		hazard.grade !== 'general' &&
		people.some(id => hazard.facts.filers.includes(id)) &&
		'重大、疑似重大隐患的复查人员不得是登记人。'
	);
};

const inspectorFaults = ({hazard, actor, body}: Ask) => {
	const people = [...new Set(body.inspectors ?? [])];
	if (people.length < 1 || people.length > 2) return [fault('inspectors', '请填写一至二名复查人员。')];
	return [
		!people.includes(actor.id) && fault('inspectors', '复查人员应包括提交人本人。'),
		hazard.grade !== 'general' && people.length < 2 && fault('inspectors', '重大、疑似重大隐患须由两人复查。'),
	];
};

const failed = (hazard: Hazard, found: Reinspection, {context}: Ask): Partial<Hazard> => {
	const dueOn = deadlineAfterFailure(hazard, context.today, found.newDueOn);
	const {facts} = withDeadline(hazard, dueOn, 'reinspection', context.now);
	return {state: 'rectifying', round: hazard.round + 1, dueOn, facts};
};

/** 复查: pass leads to close-out, fail opens the next round with a new deadline. */
export const reinspection: Decider = ask => {
	const {hazard, body, context} = ask;
	const from = maxDay(hazard.dueOn, context.today);
	return {
		illegal: tooEarly(ask),
		wrong: wrongHands(ask),
		faults: [
			...inspectorFaults(ask),
			needChoice(body, 'result', ['pass', 'fail'], '复查结论'),
			needPhotos(body),
			body.result === 'fail' && body.newDueOn !== undefined && needDay(body, 'newDueOn', '新的整改期限', {from}),
		],
		next: () => {
			const found: Reinspection = {
				round: hazard.round,
				inspectors: body.inspectors!,
				result: body.result as 'pass' | 'fail',
				on: context.today,
				photos: body.photos!,
				...(body.result === 'fail' && given({newDueOn: body.newDueOn})),
			};
			const reinspections = [...hazard.facts.reinspections, found];
			const seen = {...hazard, facts: {...hazard.facts, reinspections}};
			return found.result === 'fail' ? failed(seen, found, ask) : {state: 'passed', facts: seen.facts};
		},
	};
};

const majorNeeds = ({facts, listing, closure}: Hazard) => [
	fiveMissing(facts.fiveInPlace).length > 0 && fault('fiveInPlace', '五落实尚未齐全。'),
	...(['regulator', 'workers'] as const).map(
		to =>
			!facts.dualReports?.some(report => report.to === to) &&
			fault('dualReports', to === 'regulator' ? '尚未向监管部门报告。' : '尚未向从业人员报告。'),
	),
	closure !== 'department' &&
		new Set(facts.reinspections.at(-1)?.inspectors).size < 2 &&
		fault('reinspections', '须由两人复查合格。'),
	listing !== 'none' && listing !== 'delisted' && fault('listing', '挂牌督办尚未摘牌。'),
];

const isFlagged = ({hazard, context}: Ask) => !!context.flags?.length || hazard.facts.reports.some(({onBehalf}) => onBehalf);

/** 销号: a manager who did not reinspect strikes it off. */
export const closeOut: Decider = ask => {
	const {hazard, actor, body, context} = ask;
	return {
		wrong: hazard.facts.reinspections.some(({inspectors}) => inspectors.includes(actor.id)) && '销号人不得是复查人员。',
		faults: [
			!hazard.cause && needText(body, 'cause', '原因类别'),
			isFlagged(ask) && needReason(body),
			...(hazard.grade === 'general' ? [] : majorNeeds(hazard)),
		],
		next: () => ({
			...ended(hazard, 'closed', hazard.closure ?? 'reinspected', context.now, {by: actor.id, ...given({reason: body.reason})}),
			cause: body.cause ?? hazard.cause,
		}),
	};
};

const latestExtension = ({dueOn, originalDays}: Hazard) => plusDays(dueOn, originalDays);

/** 申请延期: once, before expiry, by at most the original length (lifecycle §3.5). */
export const extensionRequest: Decider = ({hazard, actor, body, context}) => ({
	illegal:
		(hazard.extension !== 'none' && '已申请或已批准过延期。') ||
		(isOverdue(hazard, context.now) && '整改期限已过，不能再申请延期。'),
	faults: [
		needDay(body, 'dueOn', '延期后的期限', {from: plusDays(hazard.dueOn, 1), to: latestExtension(hazard)}),
		needReason(body),
		needText(body, 'safeguards', '延期期间的管控措施'),
	],
	next: () => {
		const said = {by: actor.id, dueOn: body.dueOn!, reason: body.reason!, safeguards: body.safeguards!};
		const request = {...said, photos: body.photos ?? [], at: context.now};
		return {extension: 'pending', facts: {...hazard.facts, extension: {request}}};
	},
});

const mayDecideExtension = ({hazard, actor}: Ask) =>
	has(actor, 'leader') || (hazard.grade === 'general' && has(actor, 'manager'));

/** 批准延期: general ones by a manager or leader, all others by a leader; never by who asked. */
export const extensionDecision: Decider = ask => {
	const {hazard, actor, body, context} = ask;
	const request = hazard.facts.extension?.request;
	const bounds = {from: maxDay(plusDays(hazard.dueOn, 1), context.today), to: latestExtension(hazard)};
	return {
		illegal: hazard.extension !== 'pending' && '没有待批的延期申请。',
		wrong:
			(!mayDecideExtension(ask) && '重大、疑似重大隐患的延期由领导批准。') ||
			(request?.by === actor.id && '批准人不得是申请人。'),
		faults: [
			typeof body.granted !== 'boolean' && fault('granted', '请选择是否同意延期。'),
			needReason(body),
			body.granted === true && needDay(given({dueOn: body.dueOn ?? request?.dueOn}), 'dueOn', '延期后的期限', bounds),
		],
		next: () => {
			const granted = body.granted === true;
			const dueOn = granted ? maxDay(hazard.dueOn, body.dueOn ?? request!.dueOn) : hazard.dueOn;
			const base = granted ? withDeadline(hazard, dueOn, 'extension', context.now) : {facts: hazard.facts};
			const decision = {by: actor.id, granted, reason: body.reason!, ...(granted && {dueOn}), at: context.now};
			const extension = {request: request!, decision};
			return {...base, extension: granted ? 'granted' : 'none', facts: {...base.facts, extension}};
		},
	};
};
