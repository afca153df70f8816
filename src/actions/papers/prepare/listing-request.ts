import {fiveMissing, type Hazard, isOpen} from '../../../domain/hazards/hazard.ts';
import {field, hazardFields, letterFields, named, stepsSoFar} from '../../../domain/papers/chain.ts';
import type {ListingRequestData} from '../../../domain/papers/listing-request.ts';
import {onOneLine, printed} from '../../../domain/papers/wording.ts';
import {Problem} from '../../../domain/problem.ts';
import {aboutHazards, already, baseOf, hazardsOfSite, notices, photoOf, shownOf, siteOnPaper} from './about-hazards.ts';
import {type PaperMaking, refusal} from './ask.ts';
import {addressedOn, contactOf} from './facts.ts';

/** 提请挂牌督办的函: one hazard that the department found to be a major one; the street asks, others list (rules §1.13). */
export const listingRequest: PaperMaking = {
	takes: ['siteId', 'hazardIds', 'addressee', 'level', 'cause', 'harm', 'difficulty', 'enclosures'],
	async prepare(given) {
		const {db, context, ask} = given;
		const {site, hazards} = await hazardsOfSite(given);
		const [hazard] = hazards as [Hazard];
		if (hazards.length > 1) throw refusal(hazards.slice(1).map((one, i) => named(one, i + 1, '一份函只提请一项重大隐患。')));
		mustBeMajor(hazard);
		const [earlier] = await already(given, hazards);
		const known = await notices(given, hazards);
		const decision = hazard.facts.majorDecisions?.findLast(({result}) => result === 'confirmed');
		const addressed = await addressedOn(db, site, {on: context.today, at: context.now});
		const {addressee = '', level = 'district', cause, harm, difficulty, enclosures = [], cc} = ask.body;
		const body: Omit<ListingRequestData, 'number'> = {
			...baseOf(given),
			addressee: onOneLine(addressee),
			level,
			site: siteOnPaper(site, addressed),
			hazard: {
				...shownOf(hazard),
				foundOn: hazard.foundOn,
				dueOn: hazard.dueOn,
				decision: {
					department: onOneLine(decision?.department ?? ''),
					documentNumber: onOneLine(decision?.documentNumber ?? ''),
					decidedOn: decision?.decidedOn ?? context.today,
				},
				...(cause && {cause: printed(cause)}),
				...(harm && {harm: printed(harm)}),
				...(difficulty && {difficulty: printed(difficulty)}),
			},
			...planOf(hazard),
			steps: stepsSoFar(hazards, known),
			enclosures: enclosures.map(onOneLine),
			photos: hazard.facts.photosBefore.slice(0, 6).map(sha => photoOf(hazard, sha)),
			contact: contactOf({context, ask, office: given.office}),
			...(cc && {cc: onOneLine(cc)}),
		};
		return {
			...aboutHazards(site, hazards),
			data: number => ({...body, number}),
			fields: [
				...letterFields(body),
				...hazardFields([body.hazard]),
				...field('/cause', '现状及产生原因', body.hazard.cause, 2000),
				...field('/harm', '危害程度', body.hazard.harm, 2000),
				...field('/difficulty', '整改难易程度', body.hazard.difficulty, 2000),
				...body.enclosures.flatMap((text, i) => field(`/enclosures/${i}`, `附件${i + 1}`, text, 200)),
			],
			photos: body.photos.map(({sha256}) => sha256),
			awaited: hazard.facts.photosBefore,
			faults: [
				...(ask.body.addressee ? [] : [{path: '/addressee', message: '请填写主送单位（挂牌督办的机关）。'}]),
				...(ask.body.level ? [] : [{path: '/level', message: '请选择提请区级或市级挂牌。'}]),
				...(decision ? [] : [named(hazard, 0, '没有主管部门认定为重大隐患的记录。')]),
				...(earlier ? [named(hazard, 0, `已提请挂牌督办（${earlier.number}），更正请先作废。`)] : []),
			],
			flags: addressed.flags,
		};
	},
};

function mustBeMajor(hazard: Hazard): void {
	const illegal = (message: string) =>
		new Problem(409, 'illegal-state', '只有未挂牌的重大隐患可以提请挂牌督办。', [named(hazard, 0, message)], {
			current: hazard.state,
		});
	if (!isOpen(hazard)) throw illegal('已经了结。');
	if (hazard.grade !== 'major') throw illegal('不是重大隐患；重大隐患由主管部门认定。');
	if (hazard.listing !== 'none') throw illegal('已经挂牌督办。');
}

/** 五落实, once it is complete. */
const planOf = ({facts}: Hazard): Pick<ListingRequestData, 'plan'> => {
	const five = facts.fiveInPlace;
	if (fiveMissing(five).length > 0) return {};
	const {measures = '', person = '', funds = '', dueOn = '', plan = ''} = five!;
	return {plan: {measures: printed(measures), person, funds, dueOn, plan: printed(plan)}};
};
