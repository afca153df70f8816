import {dayOf} from '../days.ts';
import {isActive} from '../person.ts';
import {isInScope} from '../scope.ts';
import {clockFlag} from './clock.ts';
import type {Ask, FiledSite, Filing, FilingFacts, Flag, FlagCode, ReadCheck} from './filing.ts';
import {photosNamed} from './filing-photos.ts';
import {filingScope} from './filing-scope.ts';

/** Facts that are kept as they are and marked, never refused (rules §1.4). */
export function flagsOf(facts: FilingFacts, ask: Ask, checks: ReadCheck[], site: FiledSite): Flag[] {
	const flags: Flag[] = [];
	const add = (code: FlagCode, detail: string) => flags.push({code, detail});
	const {startedAt, endedAt, device} = ask.filing;
	flags.push(...clockFlag({since: startedAt, others: [endedAt, device?.filedAt ?? startedAt], what: '检查时间'}, ask.now));
	for (const check of checks) checkFlags(facts, ask, check, site, add);
	const awaited = photosNamed(ask.filing).filter(sha => !facts.photos.has(sha));
	if (awaited.length > 0) add('photo-awaited', awaitedDetail(awaited));
	const unsigned = unsignedDetail(ask.filing);
	if (unsigned) add('not-countersigned', unsigned);
	const visits = overCap(facts, ask);
	if (visits) add('over-cap', visits);
	if (ask.importer !== undefined) add('imported', importedDetail(ask.importer));
	for (const name of endedColleagues(facts, ask, site)) add('colleague-ended', `${name}现已不是该场所的检查人员。`);
	return flags;
}

function checkFlags(
	facts: FilingFacts,
	{filing}: Ask,
	{check, point, list, settled}: ReadCheck,
	site: FiledSite,
	add: (code: FlagCode, detail: string) => void,
): void {
	const day = dayOf(filing.startedAt);
	const concerned = [...settled, ...(check.slotIds ?? []).flatMap(id => facts.slots.get(id) ?? [])];
	const isOthers = concerned.some(slot => slot.people?.length && filing.inspectors.some(id => !slot.people!.includes(id)));
	if (isOthers) add('slot-other-pair', `“${point.name}”的任务排给了另一组人员。`);
	if (list && list.validTo !== null && list.validTo < day)
		add('checklist-withdrawn', `检查表“${list.title}”已于${list.validTo}停用。`);
	const closedOn = [point.closedOn, site.closedOn].find(on => on !== null && on <= day);
	if (closedOn) add('point-closed', `“${point.name}”已于${closedOn}注销。`);
	if (settled.length === 0) add('out-of-plan', `“${point.name}”当日没有待完成的任务，计为计划外检查。`);
	if (filing.outcome === 'inspected' && facts.checked.has(`${point.id}|${day}`))
		add('repeated', `“${point.name}”在${day}已检查过。`);
}

/** What a filing or a lead says that did not come from its own telephone. */
export const importedDetail = (importer: string): string => `由${importer}从手机导出的文件导入。`;

const awaitedDetail = (awaited: string[]): string =>
	`有 ${awaited.length} 张照片尚未上传：${awaited.slice(0, 5).join('、')}${awaited.length > 5 ? '等' : ''}。`;

function unsignedDetail({kind, outcome, met, signature}: Filing): string | undefined {
	if (outcome !== 'inspected' || signature?.photo) return undefined;
	if (signature?.refused) return `在场人员拒签：${signature.refused.slice(0, 200)}`;
	if (met) return '在场人员未签名。';
	return kind === 'administrative' ? '现场无人签名。' : undefined;
}

function overCap({cap, visits}: FilingFacts, {filing}: Ask): string | undefined {
	if (cap === null || filing.kind !== 'administrative') return undefined;
	const year = dayOf(filing.startedAt).slice(0, 4);
	const count = (visits.get(`${filing.siteId}|${year}`) ?? 0) + 1;
	return count > cap ? `本年第 ${count} 次行政检查，超过年度上限 ${cap} 次。` : undefined;
}

/** Colleagues who are no longer inspectors of this place: what they saw still counts. */
const endedColleagues = (facts: FilingFacts, ask: Ask, site: FiledSite): string[] =>
	ask.filing.inspectors
		.filter(id => id !== ask.filer)
		.flatMap(id => facts.people.get(id) ?? [])
		.filter(
			person =>
				!person.roles.includes('inspector') ||
				!isActive(person, ask.today) ||
				!isInScope(filingScope(facts, person.id, ask), site.communityId),
		)
		.map(({name}) => name);
