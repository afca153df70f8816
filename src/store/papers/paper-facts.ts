import type {Day, Instant} from '../../domain/days.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';

/** Which of these hazards have a notice that stands, and of which round. */
export async function standingNotices(db: Db, kind: string, hazardIds: readonly string[]): Promise<Set<string>> {
	const rows = await select<{hazard_id: string; round: number}>(
		db,
		`select ph.hazard_id, ph.round from paper_hazards ph join papers p on p.id = ph.paper_id
			where p.kind = ? and p.number is not null and p.state <> 'void' and ph.hazard_id in ${marks(hazardIds)}`,
		[kind, ...hazardIds],
	);
	return new Set(rows.map(({hazard_id, round}) => noticeKey(hazard_id, round)));
}

export const noticeKey = (hazardId: string, round: number): string => `${hazardId}#${round}`;

export type VisitRow = {
	id: string;
	number: string;
	kind: 'patrol' | 'administrative';
	inspectedOn: Day;
	endedAt: Instant;
	inspectors: string[];
	code: string | undefined;
};

/** What a notice says of the inspections that found its hazards, in order of arrival. */
export async function visitsOf(db: Db, ids: readonly string[]): Promise<VisitRow[]> {
	if (ids.length === 0) return [];
	const rows = await select<
		Record<'id' | 'number' | 'inspected_on' | 'ended_at' | 'inspectors' | 'content', string> & Pick<VisitRow, 'kind'>
	>(
		db,
		`select id, number, kind, inspected_on, ended_at, inspectors, content from inspections where id in ${marks(ids)} order by seq`,
		ids,
	);
	return rows.map(row => ({
		id: row.id,
		number: row.number,
		kind: row.kind,
		inspectedOn: row.inspected_on,
		endedAt: row.ended_at,
		inspectors: JSON.parse(row.inspectors) as string[],
		code: (JSON.parse(row.content) as {inspectionCode?: string} | null)?.inspectionCode,
	}));
}

/** The site's name at a moment, by its versions. */
export async function siteNameAt(db: Db, siteId: string, at: Instant): Promise<string | undefined> {
	const [row] = await select<{name: string}>(
		db,
		'select name from site_versions where site_id = ? and valid_from <= ? and valid_to > ?',
		[siteId, at, at],
	);
	return row?.name;
}

export type StandingPaper = {
	hazardId: string;
	round: number;
	title: string;
	number: string;
	state: 'drawing' | 'issued';
	allocatedAt: Instant;
};

/** The papers of a kind about these hazards that were numbered and stand, in order of arrival. */
export async function standingPapers(db: Db, kind: string, hazardIds: readonly string[]): Promise<StandingPaper[]> {
	if (hazardIds.length === 0) return [];
	const rows = await select<
		Record<'hazard_id' | 'title' | 'number' | 'allocated_at', string> & Pick<StandingPaper, 'round' | 'state'>
	>(
		db,
		`select ph.hazard_id, ph.round, p.title, p.number, p.state, p.allocated_at from paper_hazards ph join papers p on p.id = ph.paper_id
			where p.kind = ? and p.number is not null and p.state <> 'void' and ph.hazard_id in ${marks(hazardIds)} order by p.seq`,
		[kind, ...hazardIds],
	);
	return rows.map(({hazard_id: hazardId, allocated_at: allocatedAt, ...row}) => ({...row, hazardId, allocatedAt}));
}

/** The number of the standing record of an inspection, if it has one. */
export async function standingRecord(db: Db, inspectionId: string): Promise<string | undefined> {
	const [row] = await select<{number: string}>(
		db,
		`select number from papers where kind = 'inspection-record' and inspection_id = ? and number is not null and state <> 'void'`,
		[inspectionId],
	);
	return row?.number;
}
