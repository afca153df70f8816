import {dayOf} from '../../../domain/days.ts';
import {field, hazardFields, letterFields, named, noticeOf, referenceTo, togetherFaults} from '../../../domain/papers/chain.ts';
import type {ExtensionDecisionData} from '../../../domain/papers/extension-decision.ts';
import {onOneLine, printed} from '../../../domain/papers/wording.ts';
import {aboutHazards, already, baseOf, hazardsOfSite, notices, shownOf} from './about-hazards.ts';
import {type PaperMaking, refusal} from './ask.ts';
import {addressedOn, contactOf} from './facts.ts';

/** 整改延期决定书: tells the site what was decided on its request (rules §1.1). */
export const extensionDecision: PaperMaking = {
	takes: ['siteId', 'hazardIds'],
	async prepare(given) {
		const {db, context, ask} = given;
		const {site, hazards} = await hazardsOfSite(given);
		const known = await notices(given, hazards);
		const done = await already(given, hazards);
		const decided = hazards.map(({facts}) => facts.extension);
		const lacking = hazards.flatMap((hazard, i) => {
			const decision = decided[i]?.decision;
			if (!decision) return [named(hazard, i, '没有已经决定的延期申请。')];
			if (!noticeOf(known, hazard.id, hazard.round)) return [named(hazard, i, '没有有效的整改通知书，不能出具延期决定书。')];
			const earlier = done.find(({hazardId, allocatedAt}) => hazardId === hazard.id && allocatedAt >= decision.at);
			return earlier ? [named(hazard, i, `已出具延期决定书${earlier.number}，更正请先作废。`)] : [];
		});
		if (lacking.length > 0) throw refusal(lacking);
		const notice = hazards.map(hazard => noticeOf(known, hazard.id, hazard.round)!);
		const {request, decision} = decided[0]!;
		const addressed = await addressedOn(db, site, {on: dayOf(decision!.at), at: decision!.at});
		const body: Omit<ExtensionDecisionData, 'number'> = {
			...baseOf(given),
			addressee: onOneLine(addressed.occupant?.name ?? addressed.name),
			notice: referenceTo(notice[0]!),
			request: {on: dayOf(request.at), reason: printed(request.reason), safeguards: printed(request.safeguards)},
			granted: decision!.granted,
			reason: printed(decision!.reason),
			hazards: hazards.map((hazard, i) => ({
				...shownOf(hazard),
				dueOn: decided[i]!.decision!.granted ? deadlineBefore(hazard.facts.deadlines, hazard.dueOn) : hazard.dueOn,
				askedDueOn: decided[i]!.request.dueOn,
				newDueOn: decided[i]!.decision!.granted ? (decided[i]!.decision!.dueOn ?? hazard.dueOn) : null,
			})),
			contact: contactOf({context, ask, office: given.office}),
			...(ask.body.cc && {cc: onOneLine(ask.body.cc)}),
		};
		return {
			...aboutHazards(site, hazards),
			data: number => ({...body, number}),
			fields: [
				...letterFields(body),
				...hazardFields(body.hazards),
				...field('/hazardIds', '申请延期的理由', body.request.reason, 1000, false),
				...field('/hazardIds', '延期期间的管控措施', body.request.safeguards, 1000, false),
				...field('/hazardIds', '决定的理由', body.reason, 1000),
			],
			photos: [],
			awaited: [],
			faults: [
				...togetherFaults(
					hazards,
					notice.map(({number}) => number),
					'不在同一份整改通知书上，请分别出具。',
				),
				...togetherFaults(
					hazards,
					decided.map(one => [one!.decision!.granted, one!.decision!.reason, one!.request.reason]),
					'申请或决定不同，请分别出具。',
				),
			],
			flags: addressed.flags,
		};
	},
};

/** The deadline that stood before the extension was granted. */
const deadlineBefore = (deadlines: readonly {dueOn: string; why: string}[], present: string): string => {
	const at = deadlines.findLastIndex(({why}) => why === 'extension');
	return deadlines[at - 1]?.dueOn ?? present;
};
