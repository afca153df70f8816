import {dayOf, type Instant} from '../../domain/days.ts';
import {type Hazard, stateNames} from '../../domain/hazards/hazard.ts';
import {gradeNames} from '../../domain/hazards/list.ts';
import type {Column} from '../../domain/hazards/table.ts';
import type {Db} from '../../store/engine.ts';
import type {VisitKind, VisitRow} from '../../store/figures/visits.ts';
import {picturesAsOf} from '../../store/hazards/hazard-list.ts';
import {areaNames, siteNames} from '../../store/hazards/hazard-names.ts';
import {findHazards} from '../../store/hazards/hazards.ts';

/** One thing that a figure counted. */
export type FigureRow = {
	kind: 'hazard' | VisitKind;
	id: string;
	number: string;
	title: string;
	siteId: string;
	siteName: string;
	communityId: string;
	communityName: string;
	domain: string | null;
	on: string | null;
	state: Hazard['state'] | null;
	grade: Hazard['grade'] | null;
	dueOn: string | null;
	endedAt: Instant | null;
	href: string;
};

/** Hazards as they stood at the cut-off, in the order of the ids. */
export async function shownHazards(db: Db, ids: string[], at: Instant | undefined): Promise<FigureRow[]> {
	const hazards = await hazardsAt(db, ids, at);
	const sites = await siteNames(
		db,
		hazards.map(({siteId}) => siteId),
		at,
	);
	const areas = await areaNames(db, at);
	return hazards.map(hazard => ({
		kind: 'hazard',
		id: hazard.id,
		number: hazard.number,
		title: hazard.description,
		siteId: hazard.siteId,
		siteName: sites.get(hazard.siteId)?.name ?? '',
		communityId: hazard.communityId,
		communityName: areas.get(hazard.communityId)?.name ?? '',
		domain: hazard.domain,
		on: hazard.foundOn,
		state: hazard.state,
		grade: hazard.grade,
		dueOn: hazard.dueOn,
		endedAt: hazard.endedAt,
		href: `/api/hazards/${hazard.id}`,
	}));
}

async function hazardsAt(db: Db, ids: string[], at: Instant | undefined): Promise<Hazard[]> {
	if (at === undefined) return findHazards(db, ids);
	const pictures = await picturesAsOf(
		db,
		ids.map(id => ({id})),
		at,
	);
	return ids.map(id => pictures.get(id)!);
}

const folders: Record<VisitKind, string> = {
	site: 'sites',
	inspection: 'inspections',
	slot: 'slots',
	'risk-point': 'risk-points',
};

export async function shownVisits(db: Db, kind: VisitKind, rows: readonly VisitRow[]): Promise<FigureRow[]> {
	const areas = await areaNames(db);
	return rows.map(row => ({
		kind,
		id: row.id,
		number: row.number,
		title: row.title,
		siteId: row.site_id,
		siteName: row.site_name,
		communityId: row.community_id,
		communityName: areas.get(row.community_id)?.name ?? '',
		domain: row.domain,
		on: row.day,
		state: null,
		grade: null,
		dueOn: null,
		endedAt: null,
		href: `/api/${folders[kind]}/${row.id}${kind === 'slot' ? '/why' : ''}`,
	}));
}

/** A figure's rows as a file lays them out. */
export const rowColumns: ReadonlyArray<Column<FigureRow>> = [
	{title: '编号', kind: 'code', width: 20, value: row => row.number},
	{title: '场所', kind: 'text', width: 24, value: row => row.siteName},
	{title: '内容', kind: 'text', width: 40, value: row => row.title},
	{title: '居民区', kind: 'text', width: 16, value: row => row.communityName},
	{title: '日期', kind: 'day', width: 12, value: row => row.on ?? ''},
	{title: '等级', kind: 'text', width: 10, value: row => (row.grade ? gradeNames[row.grade] : '')},
	{title: '状态', kind: 'text', width: 12, value: row => (row.state ? stateNames[row.state] : '')},
	{title: '期限', kind: 'day', width: 12, value: row => row.dueOn ?? ''},
	{title: '办结日', kind: 'day', width: 12, value: row => (row.endedAt ? dayOf(row.endedAt) : '')},
];
