import {v5} from 'uuid';
import {type Instant, yearOf} from '../../domain/days.ts';
import {type Finding, hazardOf} from '../../domain/hazards/finding.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {type Lead, type LeadMove, requireLeadMove, seenOn} from '../../domain/hazards/lead.ts';
import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import type {RiskPoint} from '../../domain/register/risk-point.ts';
import type {Site} from '../../domain/register/site.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {linkHazardPhotos, photosAwaited} from '../../store/hazards/hazard-links.ts';
import {insertHazards, takeHazardNumbers} from '../../store/hazards/hazards.ts';
import {saveLead} from '../../store/hazards/leads.ts';
import {listAreas} from '../../store/register/areas.ts';
import {movePhotos} from '../../store/register/relocation.ts';
import {findSite} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {pointInScope} from '../register/see-risk-points.ts';
import {routesInForce} from '../register/tables.ts';
import {wordsOf} from './file-lead.ts';
import {signNew} from './gather-signs.ts';
import {leadInSight, type ShownLead, showLead} from './see-leads.ts';

type Given = {id?: string; version?: number};

async function leadFor(db: Db, context: Context, id: string, move: LeadMove, {version}: Given): Promise<Lead> {
	const lead = await leadInSight(db, context, id, {forUpdate: true});
	checkVersion(lead, version);
	requireLeadMove(lead, move, context.caller.person);
	return lead;
}

/** 答复: there is no hazard, or it is somebody else's; said again it replaces what was said. */
export async function answerLead(db: Db, context: Context, id: string, body: Given & {text: string}): Promise<ShownLead> {
	const lead = await leadFor(db, context, id, 'answer', body);
	const answer = {text: body.text.trim(), by: context.caller.person.id, at: context.now};
	return keep(db, context, {...lead, state: 'answered', answer}, 'lead-answer');
}

export async function voidLead(db: Db, context: Context, id: string, body: Given & {reason: string}): Promise<ShownLead> {
	const lead = await leadFor(db, context, id, 'voiding', body);
	const reason = body.reason.trim();
	const voiding = {reason, by: context.caller.person.id, at: context.now};
	return keep(db, context, {...lead, state: 'void', voiding}, 'lead-voiding', reason);
}

async function keep(db: Db, context: Context, changed: Lead, action: string, reason?: string): Promise<ShownLead> {
	const lead = {...changed, version: changed.version + 1};
	const site = lead.siteId === null ? undefined : await findSite(db, lead.siteId);
	await saveLead(db, context, lead, {action, ...(reason !== undefined && {reason}), words: wordsOf(lead, site)});
	return showLead(db, context, lead);
}

type HazardBody = Given & {
	riskPointId: string;
	siteId?: string;
	checklist: string;
	item: string;
	value?: number;
	place?: string;
	placeType?: string;
	note?: string;
	criteria?: string[];
	dueOn?: string;
	photos?: string[];
};

/** The lead becomes a hazard like any other, to be confirmed by a manager who did not report it (rules §1.1). */
export async function registerLead(db: Db, context: Context, id: string, body: HazardBody): Promise<ShownLead> {
	const lead = await leadFor(db, context, id, 'hazard', body);
	const point = await pointInScope(db, context, body.riskPointId);
	const site = (await findSite(db, point.siteId))!;
	const photos = [...new Set([...lead.photos, ...(body.photos ?? [])])];
	await requireSound(db, context, body, point, photos);
	const terms = {forms: context.forms, routes: await routesInForce(db, context), areas: await listAreas(db)};
	const found = hazardOf(terms, findingOf(context, lead, body, {point, site, photos}));
	const [number] = await takeHazardNumbers(db, context.orgCode, yearOf(context.today), 1);
	await register(db, context, {...found, number: number!}, site, lead.seenAt);
	await movePhotos(db, `lead:${id}`, site.communityId);
	const placed: Lead = {...lead, state: 'hazard', hazardId: found.id, siteId: site.id, communityId: site.communityId};
	return keep(db, context, placed, 'lead-hazard');
}

function findingOf(
	{forms, now, today}: Context,
	lead: Lead,
	body: HazardBody,
	{point, site, photos}: {point: RiskPoint; site: Site; photos: string[]},
): Finding {
	return {
		id: v5('hazard', lead.id),
		source: 'lead',
		inspectionId: '',
		checklist: body.checklist,
		recurrenceOf: null,
		item: forms.checklists.get(body.checklist)!.items.find(({id}) => id === body.item)!,
		point,
		site,
		note: (body.note ?? lead.text).trim(),
		value: body.value,
		place: body.place ?? lead.place,
		placeType: body.placeType,
		criteria: body.criteria,
		dueOn: body.dueOn,
		photosBefore: photos,
		filers: [lead.reporter],
		foundOn: seenOn(lead, today),
		why: 'lead',
		now,
		today,
	};
}

/** Everything that forbids it, all at once; photos that have not come have a code of their own. */
async function requireSound(db: Db, context: Context, body: HazardBody, point: RiskPoint, photos: string[]): Promise<void> {
	const faults = faultsOf(context, body, point, photos);
	const awaited = await photosAwaited(db, photos);
	faults.push(...awaited.map(sha => ({path: '/photos', message: `照片尚未到达：${sha}`})));
	if (faults.length === 0) return;
	if (faults.length > awaited.length) throw unprocessable(faults);
	throw new Problem(422, 'photo-awaited', '照片尚未上传，请先上传再办理。', faults, {missing: awaited});
}

function faultsOf({forms, today}: Context, body: HazardBody, point: RiskPoint, photos: string[]): Fault[] {
	const list = forms.checklists.get(body.checklist);
	const item = list?.items.find(({id}) => id === body.item);
	const {criteria = [], placeType, dueOn} = body;
	const checks: Array<[boolean, string, string]> = [
		[body.siteId !== undefined && body.siteId !== point.siteId, '/siteId', '该风险点属于另一场所。'],
		[point.closedOn !== null && point.closedOn <= today, '/riskPointId', '该风险点已注销。'],
		[!list, '/checklist', `没有这份检查表：${body.checklist}。`],
		[!!list && list.domain !== point.domain, '/checklist', '检查表与风险点的领域不同。'],
		[!!list && list.validTo !== null && list.validTo < today, '/checklist', '这份检查表已停用，请选择现行的。'],
		[!!list && !item, '/item', '检查表中没有这一项。'],
		[placeType !== undefined && !forms.placeTypes.has(placeType), '/placeType', `没有这种部位：${placeType}。`],
		[dueOn !== undefined && dueOn < today, '/dueOn', `整改期限不得早于${today}。`],
		[photos.length === 0, '/photos', '登记隐患至少要有一张照片。'],
	];
	return [
		...checks.filter(([isFaulty]) => isFaulty).map(([, path, message]) => ({path, message})),
		...criteria.flatMap((id, i) =>
			forms.criteria.has(id) ? [] : [{path: `/criteria/${i}`, message: `没有这条判定标准：${id}。`}],
		),
	];
}

/** The photos come first: what speaks against the evidence is told from their links. */
async function register(db: Db, context: Context, hazard: Hazard, site: Site, seenAt: Instant): Promise<void> {
	await linkHazardPhotos(db, hazard, 'before', hazard.facts.photosBefore);
	const foundAt = seenAt < context.now ? seenAt : context.now;
	const [signed] = await signNew(db, context, [{hazard, foundAt, sitePosition: site.position, at: context.now}]);
	const item = context.forms.checklists.get(hazard.checklist)!.items.find(({id}) => id === hazard.itemId)!;
	const searchText = [hazard.number, item.title, hazard.description, hazard.place, site.name].join(' ');
	await insertHazards(db, [{act: context, hazard: signed!, searchText}]);
}
