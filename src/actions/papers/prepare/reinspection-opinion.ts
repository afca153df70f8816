import {startOf} from '../../../domain/days.ts';
import type {Hazard, Reinspection} from '../../../domain/hazards/hazard.ts';
import {
	field,
	hazardFields,
	lastReinspection,
	letterFields,
	named,
	noticeOf,
	referenceTo,
	togetherFaults,
} from '../../../domain/papers/chain.ts';
import type {ReinspectedHazard, ReinspectionOpinionData} from '../../../domain/papers/reinspection-opinion.ts';
import {onOneLine, printed} from '../../../domain/papers/wording.ts';
import {aboutHazards, already, baseOf, hazardsOfSite, notices, photoOf, photosEach, shownOf} from './about-hazards.ts';
import {type PaperMaking, refusal} from './ask.ts';
import {addressedOn, contactOf, inspectorsOn} from './facts.ts';

/** 整改复查意见书: of one visit, and never without the notice it goes back to (documents §4.4). */
export const reinspectionOpinion: PaperMaking = {
	takes: ['siteId', 'hazardIds'],
	async prepare(given) {
		const {db, context, ask} = given;
		const {site, hazards} = await hazardsOfSite(given);
		const known = await notices(given, hazards);
		const done = await already(given, hazards);
		const found = hazards.map(lastReinspection);
		const chain = found.map((one, i) => one && noticeOf(known, hazards[i]!.id, one.round));
		const lacking = hazards.flatMap((hazard, i) => {
			const one = found[i];
			if (!one) return [named(hazard, i, '尚未复查，不能出具复查意见书。')];
			if (!chain[i]) return [named(hazard, i, '没有有效的整改通知书，不能出具复查意见书。')];
			const earlier = done.find(({hazardId, round}) => hazardId === hazard.id && round === one.round);
			return earlier ? [named(hazard, i, `本轮已出具复查意见书${earlier.number}，更正请先作废。`)] : [];
		});
		if (lacking.length > 0) throw refusal(lacking);
		const [first] = found as Reinspection[];
		const apart = [
			...togetherFaults(
				hazards,
				chain.map(one => one!.number),
				'不在同一份整改通知书上，请分别出具。',
			),
			...togetherFaults(
				hazards,
				found.map(one => [one!.on, [...one!.inspectors].sort()]),
				'不是同一次复查，请分别出具。',
			),
		];
		const addressed = await addressedOn(db, site, {on: first!.on, at: startOf(first!.on)});
		const body: Omit<ReinspectionOpinionData, 'number'> = {
			...baseOf(given),
			addressee: onOneLine(addressed.occupant?.name ?? addressed.name),
			notice: referenceTo(chain[0]!),
			reinspectedOn: first!.on,
			inspectors: await inspectorsOn(db, first!.inspectors, first!.on),
			hazards: hazards.map((hazard, i) => reinspected(hazard, found[i]!, photosEach(hazards.length * 2, 2))),
			contact: contactOf({context, ask, office: given.office}),
			...(ask.body.cc && {cc: onOneLine(ask.body.cc)}),
		};
		const photos = body.hazards.flatMap(({photos}) => photos.flatMap(({before, after}) => [before, after]));
		return {
			...aboutHazards(
				site,
				hazards,
				found.map(one => one!.round),
			),
			data: number => ({...body, number}),
			fields: [
				...letterFields(body),
				...body.inspectors.flatMap(({name}) => field('/hazardIds', '复查人员姓名', name, 80, false)),
				...hazardFields(body.hazards),
				...body.hazards.flatMap(({number, requirement}, i) =>
					field(`/hazardIds/${i}/requirement`, `${number}的整改要求`, requirement, 1000),
				),
			],
			photos: [...new Set(photos.flatMap(photo => (photo ? [photo.sha256] : [])))],
			awaited: [],
			faults: apart,
			flags: addressed.flags,
		};
	},
};

const reinspected = (hazard: Hazard, found: Reinspection, most: number): ReinspectedHazard => {
	const before = hazard.facts.photosBefore;
	const pairs = Math.min(most, Math.max(before.length, found.photos.length));
	return {
		...shownOf(hazard),
		requirement: printed(hazard.requirement),
		grade: hazard.grade,
		result: found.result,
		newDueOn: found.result === 'fail' ? deadlineAfter(hazard, found) : null,
		photos: Array.from({length: pairs}, (_, i) => ({
			before: before[i] ? photoOf(hazard, before[i], '（整改前）') : null,
			after: found.photos[i] ? photoOf(hazard, found.photos[i], '（复查时）') : null,
		})),
	};
};

/** The deadline that the failed round set; later ones (an extension) are another paper's. */
const deadlineAfter = ({facts, dueOn}: Hazard, {newDueOn}: Reinspection) =>
	newDueOn ?? facts.deadlines.filter(({why}) => why === 'reinspection').at(-1)?.dueOn ?? dueOn;
