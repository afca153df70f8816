import {dayOf, startOf} from '../../../domain/days.ts';
import {basisOf} from '../../../domain/papers/notice.ts';
import {onOneLine, printed} from '../../../domain/papers/wording.ts';
import {Problem, unprocessable} from '../../../domain/problem.ts';
import type {RiskPoint} from '../../../domain/register/risk-point.ts';
import {areasBelow} from '../../../domain/scope.ts';
import type {Db} from '../../../store/engine.ts';
import {listAreas} from '../../../store/register/areas.ts';
import {assessmentsOf, listPoints, pointsOfSites} from '../../../store/register/risk-points.ts';
import {findSite, findSites} from '../../../store/register/sites.ts';
import type {Context} from '../../context.ts';
import {pointInScope, showPoint} from '../../register/see-risk-points.ts';
import {siteInScope} from '../../register/see-sites.ts';
import {tableInForce} from '../../register/tables.ts';
import {slotInScope} from '../../schedule/see-slots.ts';
import {inspectorsOn} from '../prepare/facts.ts';
import {type Setting, type Sheet, sheetBase} from './sheet.ts';

const pointUrl = ({origin}: Setting, {label}: Pick<RiskPoint, 'label'>): string => `${origin}/m/points/${label}`;

/** 安全风险告知卡 of a point, with the level in force today. */
export async function riskCard(db: Db, context: Context, id: string, setting: Setting): Promise<Sheet<'risk-card'>> {
	const point = await showPoint(db, context, await pointInScope(db, context, id));
	const site = (await findSite(db, point.siteId))!;
	const {office, ...base} = await sheetBase(db, context, 'risk-card', setting);
	const assessment = (await assessmentsOf(db, id)).find(one => one.id === point.assessmentId);
	const {occupant} = site;
	return {
		kind: 'risk-card',
		name: `${point.name}安全风险告知卡`,
		created: startOf(context.today),
		data: {
			...base,
			siteName: onOneLine(site.name),
			point: {
				label: point.label,
				name: onOneLine(point.name),
				place: onOneLine(point.place),
				sector: context.forms.sectors.get(point.domain)?.title ?? point.domain,
			},
			level: point.level,
			raisedBy: point.raisedBy.map(({number}) => number),
			assessedOn: assessment ? dayOf(assessment.decidedAt ?? assessment.at) : null,
			events: point.events.map(onOneLine),
			controls: point.controls.map(({kind, text, owner}) => ({kind, text: printed(text), owner: onOneLine(owner)})),
			responsible: occupant && {name: onOneLine(occupant.responsible), phone: occupant.phone},
			contact: office ? {name: office.office, phone: office.phone} : null,
			url: pointUrl(setting, point),
		},
	};
}

const mostLabels = 2000;

/** Sheets of code labels for the points of a site, or of an area and everything below it. */
export async function labels(
	db: Db,
	context: Context,
	asked: {site?: string; area?: string},
	setting: Setting,
): Promise<Sheet<'labels'>> {
	const points = await pointsFor(db, context, asked);
	if (points.length === 0) throw new Problem(404, 'not-found', '没有风险点，或者不在您的范围内。');
	const sites = await findSites(db, [...new Set(points.map(({siteId}) => siteId))]);
	const {office: _, ...base} = await sheetBase(db, context, 'labels', setting);
	const shown = points.map(point => ({
		label: point.label,
		name: onOneLine(point.name),
		siteName: onOneLine(sites.get(point.siteId)?.name ?? ''),
		url: pointUrl(setting, point),
	}));
	return {kind: 'labels', name: '风险点标签', created: startOf(context.today), data: {...base, labels: shown}};
}

async function pointsFor(db: Db, context: Context, {site, area}: {site?: string; area?: string}): Promise<RiskPoint[]> {
	if ((site === undefined) === (area === undefined))
		throw unprocessable([{path: '/site', message: '请指定一个场所，或者一个区域。'}]);
	const {scope} = context.caller;
	if (site !== undefined) {
		await siteInScope(db, context, site);
		return pointsOfSites(db, scope, [site], context.today);
	}
	const areas = areasBelow(await listAreas(db), area!);
	const {raise} = await tableInForce(db, context, 'dynamic-risk');
	const {items, next} = await listPoints(db, scope, {areas, raise}, {limit: mostLabels, count: false});
	if (next !== null) throw unprocessable([{path: '/area', message: `一次最多 ${mostLabels} 个标签，请缩小区域。`}]);
	return items.filter(({closedOn}) => closedOn === null || closedOn > context.today);
}

/** A blank checklist: of a slot, with who goes and when, or of a point for a look that was not planned. */
export async function blankChecklist(
	db: Db,
	context: Context,
	asked: {slot: string} | {point: string; checklist?: string},
	setting: Setting,
): Promise<Sheet<'checklist'>> {
	const slot = 'slot' in asked ? await slotInScope(db, context, asked.slot) : undefined;
	const point = await pointInScope(db, context, slot?.riskPointId ?? (asked as {point: string}).point);
	const key = slot?.checklist ?? (asked as {checklist?: string}).checklist ?? usualOf(context, point);
	const list = key === undefined ? undefined : context.forms.checklists.get(key);
	if (!list || list.domain !== point.domain)
		throw unprocessable([{path: '/checklist', message: '没有这份检查表，或者不是该领域的检查表。'}]);
	const site = (await findSite(db, point.siteId))!;
	const {office: _, ...base} = await sheetBase(db, context, 'checklist', setting);
	const items = new Map(list.items.map(item => [item.id, item]));
	const sections = list.sections.map(({title, items: ids}) => ({
		title,
		items: ids.flatMap(id => {
			const item = items.get(id);
			if (!item) return [];
			const unit = item.answer.kind === 'number' ? item.answer.unit : null;
			return [{id, title: item.title, method: item.method, basis: basisOf(item), unit, redFlag: item.redFlag}];
		}),
	}));
	const shown = slot && {
		opensOn: slot.opensOn,
		dueOn: slot.dueOn,
		inspectors: await inspectorsOn(db, slot.assigned?.people ?? [], context.today),
	};
	return {
		kind: 'checklist',
		name: `${point.name}${list.title}`,
		created: startOf(context.today),
		data: {
			...base,
			title: list.title,
			checklist: list.key,
			siteName: onOneLine(site.name),
			address: onOneLine([site.address, site.building].filter(Boolean).join(' ')),
			point: {label: point.label, name: onOneLine(point.name), place: onOneLine(point.place)},
			slot: shown ?? null,
			sections,
			url: slot ? `${setting.origin}/m/slots/${slot.id}` : pointUrl(setting, point),
		},
	};
}

/** The newest version of the first checklist that the field of work proposes. */
function usualOf({forms}: Context, {domain}: RiskPoint): string | undefined {
	const [usual] = forms.sectors.get(domain)?.checklists ?? [];
	const versions = [...forms.checklists.values()].filter(({key}) => key.split('@')[0] === usual);
	return versions.sort((a, b) => b.version - a.version)[0]?.key;
}
