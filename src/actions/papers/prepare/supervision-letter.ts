import {daysBetween} from '../../../domain/days.ts';
import {type Hazard, isOpen, isOverdue} from '../../../domain/hazards/hazard.ts';
import {decideMove} from '../../../domain/hazards/hazard-moves.ts';
import {field, hazardFields, letterFields, named, noticeOf, stepsSoFar} from '../../../domain/papers/chain.ts';
import type {SupervisionLetterData} from '../../../domain/papers/supervision-letter.ts';
import {onOneLine} from '../../../domain/papers/wording.ts';
import {Problem} from '../../../domain/problem.ts';
import {aboutHazards, baseOf, hazardsOfSite, notices, shownOf} from './about-hazards.ts';
import type {Given, Moved, PaperMaking} from './ask.ts';
import {addressedOn, contactOf} from './facts.ts';

const usualDemands = ['立即组织整改，落实整改期间的安全防范措施', '于反馈期限前书面报告整改情况；确有困难的，说明原因和计划'];

/** The letter is itself a step of the ladder (rules §1.1): nobody need record it again. */
const pressedFor = ({ask: {actor, paperId}, context: {now, today}}: Given, hazard: Hazard): Moved => {
	const body = {step: 'supervision-letter', paperId};
	const {hazard: moved} = decideMove(hazard, 'supervisions', actor, body, {now, today, awaitedPhotos: []});
	return {hazard: moved, move: 'supervisions', body};
};

/** 督办函: overdue hazards of one site (lifecycle §3.6). */
export const supervisionLetter: PaperMaking = {
	takes: ['siteId', 'hazardIds', 'addressee', 'demands', 'replyBy'],
	async prepare(given) {
		const {db, context, ask} = given;
		const {today, now} = context;
		const {site, hazards} = await hazardsOfSite(given);
		const calm = hazards.flatMap((hazard, i) => (isOverdue(hazard, now) ? [] : [named(hazard, i, '没有逾期，不能督办。')]));
		if (calm.length > 0) {
			const current = hazards.find(hazard => !isOpen(hazard) || !isOverdue(hazard, now))!.state;
			throw new Problem(409, 'illegal-state', '只有逾期未结的隐患才能督办。', calm, {current});
		}
		const known = await notices(given, hazards);
		const {name, occupant, flags} = await addressedOn(db, site, {on: today, at: now});
		const {addressee, demands, replyBy, cc} = ask.body;
		const body: Omit<SupervisionLetterData, 'number'> = {
			...baseOf(given),
			addressee: onOneLine(addressee ?? occupant?.name ?? name),
			hazards: hazards.map(hazard => ({
				...shownOf(hazard),
				siteName: onOneLine(name),
				grade: hazard.grade,
				dueOn: hazard.dueOn,
				lateDays: daysBetween(hazard.dueOn, today),
				noticeNumber: noticeOf(known, hazard.id, hazard.round)?.number ?? null,
			})),
			steps: stepsSoFar(hazards, known),
			demands: (demands ?? usualDemands).map(onOneLine),
			replyBy: replyBy ?? today,
			contact: contactOf({context, ask, office: given.office}),
			...(cc && {cc: onOneLine(cc)}),
		};
		const wrongDay = replyBy === undefined ? '请填写反馈期限。' : replyBy < today ? '不能早于今天。' : '';
		return {
			...aboutHazards(site, hazards),
			moves: () => hazards.map(hazard => pressedFor(given, hazard)),
			data: number => ({...body, number}),
			fields: [
				...letterFields(body),
				...hazardFields(body.hazards),
				...body.demands.flatMap((text, i) => field(`/demands/${i}`, `第${i + 1}项督办要求`, text, 300)),
			],
			photos: [],
			awaited: [],
			faults: wrongDay ? [{path: '/replyBy', message: wrongDay}] : [],
			flags,
		};
	},
};
