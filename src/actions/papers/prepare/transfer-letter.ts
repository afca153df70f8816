import type {Transfer} from '../../../domain/hazards/hazard.ts';
import {field, hazardFields, letterFields, named, stepsSoFar, togetherFaults} from '../../../domain/papers/chain.ts';
import {basisOf} from '../../../domain/papers/notice.ts';
import type {TransferLetterData} from '../../../domain/papers/transfer-letter.ts';
import {onOneLine, printed} from '../../../domain/papers/wording.ts';
import {Problem} from '../../../domain/problem.ts';
import {
	aboutHazards,
	already,
	baseOf,
	hazardsOfSite,
	notices,
	photoOf,
	photosEach,
	shownOf,
	siteOnPaper,
} from './about-hazards.ts';
import type {PaperMaking} from './ask.ts';
import {addressedOn, contactOf, itemOf, lastOf, loadVisits} from './facts.ts';

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** 移送函: of hazards that were transferred to one department, with the enclosures of that move (安全生产法 art 69). */
export const transferLetter: PaperMaking = {
	takes: ['siteId', 'hazardIds', 'enclosures'],
	async prepare(given) {
		const {db, context, ask} = given;
		const {site, hazards} = await hazardsOfSite(given);
		const here = hazards.flatMap((hazard, i) => (hazard.state === 'transferred' ? [] : [named(hazard, i, '没有移送。')]));
		if (here.length > 0) {
			const current = hazards.find(({state}) => state !== 'transferred')!.state;
			throw new Problem(409, 'illegal-state', '请先办理移送，再签发移送函。', here, {current});
		}
		const sent = hazards.map(({facts}) => facts.transfers!.at(-1)!) as [Transfer, ...Transfer[]];
		const done = await already(given, hazards);
		const known = await notices(given, hazards);
		const visits = await loadVisits(db, hazards);
		const last = lastOf(visits);
		const addressed = await addressedOn(db, site, last);
		const [{department, basis, replyBy}] = sent;
		const photos = hazards.map(hazard =>
			hazard.facts.photosBefore.slice(0, photosEach(hazards.length)).map(sha => photoOf(hazard, sha)),
		);
		const titles = [...sent.flatMap(({enclosures}) => enclosures), ...(ask.body.enclosures ?? [])];
		const inspectors = new Map(visits.flatMap(visit => visit.inspectors).map(one => [`${one.name}/${one.certificate}`, one]));
		const body: Omit<TransferLetterData, 'number'> = {
			...baseOf(given),
			addressee: onOneLine(context.forms.departments.get(department)?.title ?? department),
			site: siteOnPaper(site, addressed),
			inspectedOn: last.on,
			inspectors: [...inspectors.values()],
			inspectionNumber: visits.map(({number}) => number).join('、'),
			hazards: hazards.map((hazard, i) => ({
				...shownOf(hazard),
				basis: basisOf(itemOf(context, hazard)),
				grade: hazard.grade,
				redFlag: hazard.redFlag,
				foundOn: hazard.foundOn,
				dueOn: hazard.dueOn,
				photos: photos[i]!,
			})),
			basis: printed(basis),
			steps: stepsSoFar(hazards, known),
			replyBy,
			enclosures: [...new Set(titles.map(title => (isHash(title) ? '现场照片或扫描件' : onOneLine(title))))],
			contact: contactOf({context, ask, office: given.office}),
			...(ask.body.cc && {cc: onOneLine(ask.body.cc)}),
		};
		return {
			...aboutHazards(site, hazards),
			data: number => ({...body, number}),
			fields: [
				...letterFields(body),
				...hazardFields(body.hazards),
				...field('/hazardIds', '移送依据', body.basis, 1000),
				...body.enclosures.flatMap((text, i) => field(`/enclosures/${i}`, `附件${i + 1}`, text, 200)),
			],
			photos: [...new Set(photos.flat().map(({sha256}) => sha256))],
			awaited: hazards.flatMap(({facts}) => facts.photosBefore),
			faults: [
				...hazards.flatMap((hazard, i) => {
					const earlier = done.find(({hazardId, allocatedAt}) => hazardId === hazard.id && allocatedAt >= sent[i]!.at);
					return earlier ? [named(hazard, i, `已签发移送函${earlier.number}，更正请先作废。`)] : [];
				}),
				...togetherFaults(
					hazards,
					sent.map(one => [one.department, one.basis, one.replyBy]),
					'移送的部门、依据或反馈期限不同，请分别签发。',
				),
			],
			flags: addressed.flags,
		};
	},
};
