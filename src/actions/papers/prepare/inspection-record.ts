import type {Hazard} from '../../../domain/hazards/hazard.ts';
import type {Filing} from '../../../domain/inspections/filing.ts';
import {field, hazardFields, letterFields} from '../../../domain/papers/chain.ts';
import type {InspectionRecordData, RecordCheck, RecordFinding} from '../../../domain/papers/inspection-record.ts';
import type {Field} from '../../../domain/papers/wording.ts';
import {onOneLine, printed} from '../../../domain/papers/wording.ts';
import {Problem} from '../../../domain/problem.ts';
import {isInScope} from '../../../domain/scope.ts';
import {hazardsOfInspection} from '../../../store/hazards/hazards.ts';
import {type CheckLine, checksOf, findInspection} from '../../../store/inspections/inspections.ts';
import {standingRecord} from '../../../store/papers/paper-facts.ts';
import {findPoints} from '../../../store/register/risk-points.ts';
import {findSite} from '../../../store/register/sites.ts';
import {baseOf, photoOf, photosEach, shownOf, siteOnPaper} from './about-hazards.ts';
import {type Given, type PaperMaking, refusal} from './ask.ts';
import {addressedOn, inspectorsOn, only} from './facts.ts';

/** 安全巡查记录 or 现场检查记录 (documents §4.2, rules §1.14): of one inspection, as it was filed. */
export const inspectionRecord: PaperMaking = {
	takes: ['siteId', 'inspectionId'],
	async prepare(given) {
		const {db, kind, ask} = given;
		const {inspection, checks, hazards} = await inspectionInScope(given);
		const {content, siteId, inspectedOn, endedAt} = inspection;
		const site = (await findSite(db, siteId))!;
		const addressed = await addressedOn(db, site, {on: inspectedOn, at: endedAt});
		const photos = hazards.flatMap(hazard => {
			const {photosBefore, photosAfter} = hazard.facts;
			const after = photosAfter.slice(0, 1).map(sha => photoOf(hazard, sha, '（当场整改后）'));
			return [...photosBefore.slice(0, photosEach(hazards.length)).map(sha => photoOf(hazard, sha)), ...after];
		});
		const earlier = await standingRecord(db, inspection.id);
		const body: Omit<InspectionRecordData, 'number'> = {
			...baseOf(given),
			title: kind.titles?.[inspection.kind] ?? kind.title,
			inspectionKind: inspection.kind,
			inspectionNumber: inspection.number,
			site: siteOnPaper(site, addressed),
			place: onOneLine(checks.map(({riskPoint}) => riskPoint.name).join('、')),
			startedAt: inspection.startedAt,
			endedAt,
			inspectors: await inspectorsOn(db, inspection.inspectors, inspectedOn),
			...administrative(content),
			...metBy(content),
			outcome: inspection.outcome,
			...(content.reason && {reason: printed(content.reason)}),
			checks: await checksOnPaper(given, content, checks, hazards),
			photos,
			...(content.remarks && {remarks: printed(content.remarks)}),
		};
		return {
			site,
			covers: hazards.map(hazard => ({hazard, round: hazard.round})),
			moves: () => [],
			inspectionId: inspection.id,
			domain: only(checks.map(({domain}) => domain)),
			data: number => ({...body, number}),
			fields: fieldsOf(body),
			photos: [...new Set(photos.map(({sha256}) => sha256))],
			awaited: hazards.flatMap(({facts}) => [...facts.photosBefore, ...facts.photosAfter]),
			faults: [
				...(earlier ? [{path: '/inspectionId', message: `此次检查已有记录${earlier}，更正请先作废。`}] : []),
				...(ask.body.siteId && ask.body.siteId !== siteId ? [{path: '/siteId', message: '不是此次检查的场所。'}] : []),
			],
			flags: addressed.flags,
		};
	},
};

/** The whole inspection must lie in the scope of whoever writes it down: the record leaves nothing out. */
async function inspectionInScope({db, context: {caller}, ask: {body}}: Given) {
	if (!body.inspectionId) throw refusal([{path: '/inspectionId', message: '请选择检查。'}]);
	const inspection = await findInspection(db, body.inspectionId, {scope: caller.scope, personId: caller.person.id});
	const checks = inspection ? await checksOf(db, inspection.id) : [];
	if (!inspection || checks.some(({domain}) => !isInScope(caller.scope, inspection.communityId, domain)))
		throw new Problem(404, 'not-found', '没有找到，或不在您的范围内。', [{path: '/inspectionId', message: '没有这次检查。'}]);
	return {inspection, checks, hazards: await hazardsOfInspection(db, inspection.id)};
}

const administrative = ({inspectionCode, codeWaived, approval}: Filing) => ({
	...(inspectionCode && {inspectionCode: onOneLine(inspectionCode)}),
	...(codeWaived && {codeWaived: onOneLine(codeWaived)}),
	...(approval && {approval: {by: onOneLine(approval.by), on: approval.on}}),
});

const metBy = ({met, signature}: Filing): Pick<InspectionRecordData, 'met' | 'refusal'> => ({
	met: met ? {name: onOneLine(met.name), position: onOneLine(met.position ?? ''), phone: met.phone ?? ''} : null,
	refusal: signature?.refused
		? {reason: printed(signature.refused), ...(signature.witness && {witness: onOneLine(signature.witness)})}
		: null,
});

async function checksOnPaper(
	{db, context: {forms}}: Given,
	content: Filing,
	checks: readonly CheckLine[],
	hazards: readonly Hazard[],
): Promise<RecordCheck[]> {
	const points = await findPoints(
		db,
		checks.map(({riskPoint}) => riskPoint.id),
	);
	return checks.map(({riskPoint, checklist}) => {
		const filed = content.checks?.find(({riskPointId}) => riskPointId === riskPoint.id);
		const count = (result: string) => Object.values(filed?.answers ?? {}).filter(answer => answer.result === result).length;
		return {
			point: onOneLine(riskPoint.name),
			label: points.get(riskPoint.id)?.label ?? '',
			checklist: checklist === null ? null : (forms.checklists.get(checklist)?.title ?? checklist),
			passed: count('pass'),
			failed: count('fail'),
			notApplicable: count('not-applicable'),
			notChecked: count('not-checked'),
			findings: hazards.filter(({riskPointId}) => riskPointId === riskPoint.id).map(findingOf),
		};
	});
}

const findingOf = (hazard: Hazard): RecordFinding => ({
	...shownOf(hazard),
	grade: hazard.grade,
	redFlag: hazard.redFlag,
	mended: hazard.route === 'on-the-spot' || hazard.closure === 'on-the-spot',
	dueOn: hazard.dueOn,
});

const fieldsOf = (body: Omit<InspectionRecordData, 'number'>): Field[] => [
	...letterFields({}),
	...body.inspectors.flatMap(({name}) => field('/inspectionId', '检查人员姓名', name, 80, false)),
	...field('/inspectionId', '现场人员姓名', body.met?.name, 80, false),
	...field('/inspectionId', '拒签理由', body.refusal?.reason, 500, false),
	...field('/inspectionId', '未能检查的原因', body.reason, 1000),
	...field('/inspectionId', '检查备注', body.remarks, 2000),
	...hazardFields(body.checks.flatMap(({findings}) => findings.map(one => ({...one, number: one.number ?? ''})))),
];
