import type {Basis} from '../../domain/content.ts';
import {dayOf, type Instant} from '../../domain/days.ts';
import {gradeRank, type Hazard, isOverdue} from '../../domain/hazards/hazard.ts';
import {
	type HazardRow,
	hazardColumns,
	hazardRule,
	measureColumns,
	measureRule,
	scopeSentence,
	type Table,
	tableOf,
} from '../../domain/hazards/list.ts';
import {isReviewDue, isWithoutEffect, type Measure} from '../../domain/hazards/measure.ts';
import {hideNumbers, hidePersonal, type Sight, sightOf} from '../../domain/personal.ts';
import {unprocessable} from '../../domain/problem.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {paperNumbersOf} from '../../store/hazards/hazard-links.ts';
import {countHazards, hazardPage} from '../../store/hazards/hazard-list.ts';
import {areaNames, numbersOf, type Occupant, personNames, type SiteNames, siteNames} from '../../store/hazards/hazard-names.ts';
import {measurePage, measuresAt, visibleTargets} from '../../store/hazards/measures.ts';
import type {Context} from '../context.ts';
import {filterOf, type HazardFilters} from './see-hazards.ts';
import {type MeasureFilters, measureFilter} from './see-measures.ts';
import {itemOf} from './view-hazard.ts';

const mostRows = 20_000;

/** 问题隐患清单: major first, then overdue, then by community (two-lists §8.2). */
export async function seeHazardList(db: Db, context: Context, filters: HazardFilters): Promise<Table> {
	const filter = await filterOf(db, context, filters);
	const moment = filter.at ?? context.now;
	const listed = await hazardPage(db, filter, {limit: mostRows});
	const total = listed.length < mostRows ? listed.length : await countHazards(db, filter);
	const areas = await areaNames(db, filter.at);
	const order = new Map([...areas.keys()].map((id, i) => [id, i]));
	const hazards = listed.map(({hazard}) => hazard).sort(inListOrder(moment, order));
	const rows = await rowsOf(db, context, hazards, {moment, at: filter.at, areas});
	return {
		title: '问题隐患清单',
		cutOffAt: moment,
		...tableOf(hazardColumns, rows),
		ids: hazards.map(({id}) => id),
		total,
		...notesOf(context, moment, hazardRule, listed.length, total, '排序：重大在前，其次逾期，再按居民区。'),
	};
}

// The page came in order of grade, red flag, due day and arrival; the sort is stable.
const inListOrder = (moment: Instant, order: Map<string, number>) => (a: Hazard, b: Hazard) =>
	gradeRank[b.grade] - gradeRank[a.grade] ||
	Number(isOverdue(b, moment)) - Number(isOverdue(a, moment)) ||
	(order.get(a.communityId) ?? 0) - (order.get(b.communityId) ?? 0);

type Moment = {moment: Instant; at: Instant | undefined; areas: Awaited<ReturnType<typeof areaNames>>};

async function rowsOf(db: Db, context: Context, hazards: Hazard[], {moment, at, areas}: Moment): Promise<HazardRow[]> {
	const {forms, caller} = context;
	const sight = sightOf(caller.person.roles);
	const sites = await siteNames(
		db,
		hazards.map(({siteId}) => siteId),
		at,
	);
	const people = await personNames(
		db,
		hazards.flatMap(({facts}) => [...facts.filers, ...facts.reinspections.flatMap(({inspectors}) => inspectors)]),
		at,
	);
	const letters = await paperNumbersOf(
		db,
		'transfer-letter',
		hazards.filter(({facts}) => facts.transfers).map(({id}) => id),
	);
	const others = await numbersOf(
		db,
		hazards.flatMap(({duplicateOf, recurrenceOf}) => [duplicateOf, recurrenceOf]).filter(id => id !== null),
	);
	return hazards.map((hazard): HazardRow => {
		const site = sites.get(hazard.siteId);
		return {
			hazard,
			now: moment,
			sector: forms.sectors.get(hazard.domain)?.title ?? hazard.domain,
			siteName: site?.name ?? '',
			occupant: site?.occupant?.name ?? '',
			address: site?.address ?? '',
			area: areaOf(hazard, site, areas),
			basis: basisOf(itemOf(forms, hazard)?.basis ?? []),
			contact: contactOf(hazard, site, sight),
			person: id => people.get(id)?.name ?? '',
			department: code => forms.departments.get(code)?.title ?? code,
			transferNumbers: letters.get(hazard.id) ?? [],
			duplicateNumber: others.get(hazard.duplicateOf ?? '') ?? '',
			recurrenceNumber: others.get(hazard.recurrenceOf ?? '') ?? '',
		};
	});
}

const areaOf = ({communityId}: Hazard, site: SiteNames | undefined, areas: Moment['areas']): string => {
	const community = areas.get(communityId)?.name ?? '';
	const grid = site && site.areaId !== communityId && site.communityId === communityId ? areas.get(site.areaId)?.name : undefined;
	return grid ? `${community} / ${grid}` : community;
};

/** A telephone as far as the reader may see it (rules §1.2). */
const contactOf = ({responsible}: Hazard, site: SiteNames | undefined, sight: Sight): string => {
	const occupant = hidePersonal(site?.occupant ?? {}, sight) as Occupant;
	return [hideNumbers(responsible ?? occupant.responsible ?? '', sight), occupant.phone].filter(Boolean).join(' ');
};

// Only what was compared with the text is printed as a clause (rules §1.14).
const basisOf = (basis: readonly Basis[]): string =>
	basis
		.filter(({status}) => status === 'cited')
		.map(({law, version, article}) => `《${law}》${version ? `（${version}）` : ''}${article ?? ''}`)
		.join('；') || '依据现行标准，条款待录入';

/** 制度措施清单 (two-lists §8.3). Measures are for all staff; their hazards are named as far as the reader sees them. */
export async function seeMeasureList(
	db: Db,
	context: Context,
	{asOf, ...filters}: MeasureFilters & {asOf?: Instant},
): Promise<Table> {
	if (asOf !== undefined && asOf > context.now) throw unprocessable([{path: '/asOf', message: '不能晚于此刻。'}]);
	const moment = asOf ?? context.now;
	const measures = await measuresOf(db, context, filters, asOf);
	const today = dayOf(moment);
	const visible = await visibleTargets(
		db,
		'hazards',
		[...new Set(measures.flatMap(({hazardIds}) => hazardIds))],
		context.caller.scope,
	);
	const rows = measures.slice(0, mostRows).map(measure => ({
		measure,
		today,
		hazardNumbers: measure.hazardIds.map(id => visible.get(id)).filter(number => number !== undefined),
	}));
	return {
		title: '制度措施清单',
		cutOffAt: moment,
		...tableOf(measureColumns, rows),
		ids: rows.map(({measure}) => measure.id),
		total: measures.length,
		...notesOf(context, moment, measureRule, rows.length, measures.length, '排序：完成时限在前。'),
	};
}

async function measuresOf(db: Db, context: Context, filters: MeasureFilters, asOf?: Instant): Promise<Measure[]> {
	if (asOf === undefined) {
		const page = await measurePage(db, measureFilter(context, filters), {limit: mostRows + 1});
		return page.map(({measure}) => measure);
	}
	const {progress, kind, reviewDue, withoutEffect, q} = measureFilter(context, filters);
	const today = dayOf(asOf);
	return (await measuresAt(db, asOf)).filter(
		measure =>
			(!progress || measure.progress === progress) &&
			(!kind || measure.kind === kind) &&
			(reviewDue === undefined || isReviewDue(measure, today) === reviewDue) &&
			(withoutEffect === undefined || isWithoutEffect(measure) === withoutEffect) &&
			(!q || textOf(measure).includes(q.toLowerCase())),
	);
}

const textOf = ({number, title, text, problem, documentNumber}: Measure): string =>
	[number, title, text, problem, documentNumber].join('\n').toLowerCase();

function notesOf({caller, forms}: Context, moment: Instant, rule: string, count: number, total: number, order: string) {
	const scope = scopeOfReader(caller.scope, forms.sectors);
	const rows = total > count ? `共${total}条，只列出前${count}条，请缩小范围。` : `共${count}条。`;
	return {scope, notes: [`截止时刻：${inShanghai(moment)}`, rule, order, ...(scope ? [`${scope}。`] : []), rows]};
}

/** 范围：…, or null for a reader of everything. */
export function scopeOfReader(scope: Scope, sectors: Context['forms']['sectors']): string | null {
	if (scope === 'all') return null;
	const communities = new Set(scope.flatMap(part => part.communities));
	const domains = scope.some(part => part.domains === 'all')
		? 'all'
		: [...new Set(scope.flatMap(part => part.domains as string[]))];
	return scopeSentence(communities.size, domains === 'all' ? 'all' : domains.map(domain => sectors.get(domain)?.title ?? domain));
}

const inShanghai = (moment: Instant): string =>
	new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
