import type {Day, Instant} from '../../domain/days.ts';
import type {Accepted, Filing, Flag} from '../../domain/inspections/filing.ts';
import type {Db} from '../engine.ts';
import {type Columns, insertRows, select} from '../rows.ts';
import {type InspectionFilter, matching, type Sight, visible} from './inspection-filter.ts';

export type Inspection = {
	id: string;
	number: string;
	siteId: string;
	communityId: string;
	kind: NonNullable<Filing['kind']>;
	outcome: Filing['outcome'];
	startedAt: Instant;
	endedAt: Instant;
	inspectedOn: Day;
	inspectors: string[];
	filedBy: string;
	registeredAt: Instant;
	contentSha256: string;
	flags: Flag[];
};
type Row = {
	seq: number;
	id: string;
	number: string;
	site_id: string;
	community_id: string;
	kind: Inspection['kind'];
	outcome: Inspection['outcome'];
	started_at: string;
	ended_at: string;
	inspected_on: string;
	inspectors: string;
	filed_by: string;
	registered_at: string;
	content_sha256: string;
	flags: string;
};

const list =
	'i.seq, i.id, i.number, i.site_id, i.community_id, i.kind, i.outcome, i.started_at, i.ended_at, i.inspected_on, i.inspectors, i.filed_by, i.registered_at, i.content_sha256, i.flags';

const columns: Columns = {
	id: 'text',
	number: 'text',
	site_id: 'text',
	community_id: 'text',
	kind: 'text',
	outcome: 'text',
	started_at: 'text',
	ended_at: 'text',
	inspected_on: 'text',
	inspectors: 'text',
	filed_by: 'text',
	registered_at: 'text',
	content: 'text',
	content_sha256: 'text',
	flags: 'text',
};

/** Keeps inspections with their content as it was received. */
export async function insertInspections(db: Db, items: Array<{inspection: Inspection; content: string}>): Promise<void> {
	await insertRows(
		db,
		'inspections',
		columns,
		items.map(({inspection: one, content}) => ({
			id: one.id,
			number: one.number,
			site_id: one.siteId,
			community_id: one.communityId,
			kind: one.kind,
			outcome: one.outcome,
			started_at: one.startedAt,
			ended_at: one.endedAt,
			inspected_on: one.inspectedOn,
			inspectors: JSON.stringify(one.inspectors),
			filed_by: one.filedBy,
			registered_at: one.registeredAt,
			content,
			content_sha256: one.contentSha256,
			flags: JSON.stringify(one.flags),
		})),
	);
}

const checkColumns: Columns = {
	id: 'text',
	inspection_id: 'text',
	risk_point_id: 'text',
	community_id: 'text',
	domain: 'text',
	checklist: 'text',
	answers: 'text',
	failed: 'integer',
	checked_on: 'text',
};

/** One row per risk point; without a checklist where nobody could inspect, which is no check of the point. */
export async function insertChecks(db: Db, accepted: Accepted[], idOf: (one: Accepted, index: number) => string): Promise<void> {
	const rows = accepted.flatMap(one =>
		one.checks.map(({index, point, list: checklist, check}) => ({
			id: idOf(one, index),
			inspection_id: one.ask.id,
			risk_point_id: point.id,
			community_id: point.communityId,
			domain: point.domain,
			checklist: checklist?.key ?? null,
			answers: JSON.stringify(checklist ? check.answers : {}),
			failed: Object.values((checklist && check.answers) ?? {}).filter(({result}) => result === 'fail').length,
			checked_on: one.day,
		})),
	);
	await insertRows(db, 'checks', checkColumns, rows);
}

export type InspectionLine = Inspection & {seq: number; siteName: string; failed: number; hazards: number};

/** The latest first. */
export async function listInspections(
	db: Db,
	filter: InspectionFilter,
	sight: Sight,
	{before, limit}: {before: number | undefined; limit: number},
): Promise<InspectionLine[]> {
	const where = matching(filter, sight);
	const rows = await select<Row & {site_name: string; failed: number; hazards: number}>(
		db,
		`select ${list}, s.name as site_name, coalesce((select sum(c.failed) from checks c where c.inspection_id = i.id), 0) as failed,
			(select count(*) from hazards h where h.inspection_id = i.id) as hazards
			from inspections i join sites s on s.id = i.site_id
			where ${where.sql}${before === undefined ? '' : ' and i.seq < ?'} order by i.seq desc limit ?`,
		[...where.bindings, ...(before === undefined ? [] : [before]), limit],
	);
	return rows.map(row => ({
		...fromRow(row),
		seq: row.seq,
		siteName: row.site_name,
		failed: Number(row.failed),
		hazards: Number(row.hazards),
	}));
}

export async function countInspections(db: Db, filter: InspectionFilter, sight: Sight): Promise<number> {
	const where = matching(filter, sight);
	const [row] = await select<{n: number}>(db, `select count(*) as n from inspections i where ${where.sql}`, where.bindings);
	return Number(row!.n);
}

/** An inspection that the person may see, with its content. */
export async function findInspection(
	db: Db,
	id: string,
	sight: Sight,
): Promise<(Inspection & {siteName: string; content: Filing}) | undefined> {
	const seen = visible(sight);
	const [row] = await select<Row & {site_name: string; content: string}>(
		db,
		`select ${list}, i.content, s.name as site_name from inspections i join sites s on s.id = i.site_id where i.id = ? and ${seen.sql}`,
		[id, ...seen.bindings],
	);
	return row && {...fromRow(row), siteName: row.site_name, content: JSON.parse(row.content) as Filing};
}

export type CheckLine = {
	id: string;
	riskPoint: {id: string; name: string};
	domain: string;
	checklist: string | null;
	failed: number;
	checkedOn: Day;
};

export async function checksOf(db: Db, inspectionId: string): Promise<CheckLine[]> {
	const rows = await select<{
		id: string;
		risk_point_id: string;
		name: string;
		domain: string;
		checklist: string | null;
		failed: number;
		checked_on: Day;
	}>(
		db,
		`select c.id, c.risk_point_id, p.name, c.domain, c.checklist, c.failed, c.checked_on
			from checks c join risk_points p on p.id = c.risk_point_id where c.inspection_id = ? order by c.seq`,
		[inspectionId],
	);
	return rows.map(({risk_point_id: pointId, name, checked_on: day, ...row}) => ({
		...row,
		riskPoint: {id: pointId, name},
		checkedOn: day,
	}));
}

const fromRow = (row: Row): Inspection => ({
	id: row.id,
	number: row.number,
	siteId: row.site_id,
	communityId: row.community_id,
	kind: row.kind,
	outcome: row.outcome,
	startedAt: row.started_at,
	endedAt: row.ended_at,
	inspectedOn: row.inspected_on,
	inspectors: JSON.parse(row.inspectors) as string[],
	filedBy: row.filed_by,
	registeredAt: row.registered_at,
	contentSha256: row.content_sha256,
	flags: JSON.parse(row.flags) as Flag[],
});
