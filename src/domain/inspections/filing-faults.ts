import type {Item} from '../content.ts';
import {type Day, dayOf} from '../days.ts';
import {gradeOf} from '../hazards/finding.ts';
import type {Person} from '../person.ts';
import type {Fault} from '../problem.ts';
import {isInScope, type Scope} from '../scope.ts';
import type {Answer, Ask, Defect, Filing, FilingFacts, ReadCheck} from './filing.ts';
import {defectsOf} from './filing-hazards.ts';

type Report = (path: string, message: string) => void;

/** Everything that forbids a filing, all at once; unanswered items apart, since they have a code of their own. */
export function filingFaults(
	facts: FilingFacts,
	ask: Ask,
	checks: ReadCheck[],
	scope: Scope,
): {faults: Fault[]; missing: Fault[]} {
	const faults: Fault[] = [];
	const missing: Fault[] = [];
	const report: Report = (path, message) => faults.push({path, message});
	peopleFaults(facts, ask, report);
	timeFaults(ask.filing, report);
	officialFaults(facts, ask, report);
	signatureFaults(ask.filing, report);
	if (ask.filing.outcome === 'could-not-inspect' && !ask.filing.reason?.trim()) report('/reason', '未能检查时请写明原因。');
	for (const check of checks) {
		checkFaults(facts, ask, checks, check, report);
		missing.push(...missingAnswers(check));
		answersFaults(facts, ask, check, scope, report);
	}
	return {faults, missing};
}

function peopleFaults({people}: FilingFacts, {filing}: Ask, report: Report): void {
	filing.inspectors.forEach((id, i) => {
		if (!people.has(id)) report(`/inspectors/${i}`, '没有这个人。');
		if (filing.inspectors.indexOf(id) < i) report(`/inspectors/${i}`, '同一人不能填两次。');
	});
}

function timeFaults({startedAt, endedAt}: Filing, report: Report): void {
	if (endedAt < startedAt) report('/endedAt', '结束时间不能早于开始时间。');
}

/** An administrative inspection: two people with valid certificates, an approval, a code or a reason (rules §1.14). */
function officialFaults({people}: FilingFacts, {filing}: Ask, report: Report): void {
	if (filing.kind !== 'administrative') return;
	const day = dayOf(filing.startedAt);
	if (filing.inspectors.length < 2) report('/inspectors', '行政检查须由两名检查人员实施。');
	filing.inspectors.forEach((id, i) => {
		const person = people.get(id);
		if (person && !isCertified(person, day)) report(`/inspectors/${i}`, `${person.name}在检查当日没有有效的执法证件。`);
	});
	if (!filing.approval) report('/approval', '行政检查须填写批准人和批准日期。');
	if (!filing.inspectionCode?.trim() && !filing.codeWaived?.trim())
		report('/inspectionCode', '行政检查须填写检查码，或者写明未取码的原因。');
}

const isCertified = ({certificate}: Person, day: Day): boolean =>
	certificate !== null && (certificate.validTo === null || certificate.validTo >= day);

/** A patrol without a signature is only flagged. */
function signatureFaults({kind, outcome, met, signature}: Filing, report: Report): void {
	if (signature?.photo && signature.refused) report('/signature', '签名照片和拒签原因只填一项。');
	if (kind !== 'administrative' || outcome !== 'inspected' || !met) return;
	if (!signature?.photo && !signature?.refused?.trim()) report('/signature', '请附在场人员签名照片，或者写明拒签原因。');
}

function checkFaults(
	{slots}: FilingFacts,
	{filing}: Ask,
	checks: ReadCheck[],
	{index, check, point, list}: ReadCheck,
	report: Report,
): void {
	const path = `/checks/${index}`;
	if (point.siteId !== filing.siteId) report(`${path}/riskPointId`, '该风险点属于另一场所。');
	const isTwice = checks.some(
		other => other.index < index && other.point.id === point.id && other.check.checklist === check.checklist,
	);
	if (isTwice) report(`${path}/riskPointId`, '同一风险点、同一检查表只填一次。');
	check.slotIds?.forEach((id, i) => {
		if (slots.get(id)?.riskPointId !== point.id) report(`${path}/slotIds/${i}`, '该风险点没有这项任务。');
	});
	if (filing.outcome === 'could-not-inspect') {
		if (Object.keys(check.answers ?? {}).length > 0) report(`${path}/answers`, '未能检查时不填检查结果。');
		return;
	}
	if (check.checklist === undefined) report(`${path}/checklist`, '请选择检查表。');
	else if (!list) report(`${path}/checklist`, `没有这份检查表：${check.checklist}。`);
	else if (list.domain !== point.domain) report(`${path}/checklist`, '检查表与风险点的领域不同。');
}

const missingAnswers = ({index, check, items}: ReadCheck): Fault[] =>
	[...items.values()]
		.filter(item => !Object.hasOwn(check.answers ?? {}, item.id))
		.map(item => ({path: `/checks/${index}/answers/${item.id}`, message: `“${item.title}”没有填。`}));

function answersFaults(
	facts: FilingFacts,
	ask: Ask,
	{index, check, point, list, items}: ReadCheck,
	scope: Scope,
	report: Report,
) {
	if (!list) return;
	for (const [id, answer] of Object.entries(check.answers ?? {})) {
		const path = `/checks/${index}/answers/${id}`;
		const item = items.get(id);
		if (!item) {
			report(path, '检查表中没有这一项。');
			continue;
		}
		answerFaults(item, answer, path, report);
		const isShort = !answer.defects?.length;
		defectsOf(answer).forEach((defect, i) => {
			const at = isShort ? path : `${path}/defects/${i}`;
			defectFaults(facts, ask, {item, defect, answer, path: at}, report);
			sameAsFaults(facts, ask, {defect, path: at, pointId: point.id}, scope, report);
		});
	}
}

function answerFaults(item: Item, answer: Answer, path: string, report: Report): void {
	const {result, note, value, defects, mended} = answer;
	const isMeasured = result === 'pass' || result === 'fail';
	if (item.answer.kind === 'number' && isMeasured && value === undefined)
		report(`${path}/value`, `请填写实测值（${item.answer.unit}）。`);
	if (!isMeasured && !note?.trim())
		report(`${path}/note`, result === 'not-checked' ? '请写明未检查的原因。' : '请写明不适用的原因。');
	if (result !== 'fail' && defects?.length) report(`${path}/defects`, '只有不符合的项才填写问题。');
	if (result !== 'fail' && mended) report(`${path}/mended`, '只有不符合的项才填写当场整改。');
	if (defects?.length && mended) report(`${path}/mended`, '请在每个问题中分别填写当场整改。');
}

function defectFaults(
	{forms}: FilingFacts,
	{filing}: Ask,
	{item, defect, answer, path}: {item: Item; defect: Defect; answer: Answer; path: string},
	report: Report,
): void {
	if (!defect.photos?.length && !answer.photos?.length) report(`${path}/photos`, '不符合的项至少拍一张照片。');
	if (defect.mended && defect.mended.photos.length === 0) report(`${path}/mended/photos`, '当场整改须有整改后照片。');
	if (defect.mended && gradeOf(forms, item, defect.criteria) !== 'general')
		report(`${path}/mended`, '疑似重大隐患不能当场整改销号。');
	if (defect.placeType !== undefined && !forms.placeTypes.has(defect.placeType))
		report(`${path}/placeType`, `没有这种部位：${defect.placeType}。`);
	if (defect.dueOn !== undefined && defect.dueOn < dayOf(filing.startedAt)) report(`${path}/dueOn`, '整改期限不能早于检查日期。');
	defect.criteria?.forEach((id, i) => {
		if (!forms.criteria.has(id)) report(`${path}/criteria/${i}`, `没有这条判定标准：${id}。`);
	});
}

function sameAsFaults(
	{hazards}: FilingFacts,
	{filing}: Ask,
	{defect, path, pointId}: {defect: Defect; path: string; pointId: string},
	scope: Scope,
	report: Report,
): void {
	if (defect.sameAs === undefined) return;
	const hazard = hazards.get(defect.sameAs);
	if (!hazard || !isInScope(scope, hazard.communityId, hazard.domain))
		report(`${path}/sameAs`, '没有这个隐患，或不在您的范围内。');
	else if (hazard.siteId !== filing.siteId || hazard.riskPointId !== pointId)
		report(`${path}/sameAs`, `${hazard.number}不是该风险点的隐患。`);
}
