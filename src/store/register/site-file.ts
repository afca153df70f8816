import type {HazardGrade, HazardState} from '../../domain/hazards/hazard.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

/** What the site file shows of a hazard. */
export type HazardLine = {
	id: string;
	number: string;
	state: HazardState;
	grade: HazardGrade;
	redFlag: boolean;
	domain: string;
	riskPointId: string;
	itemId: string;
	foundOn: string;
	dueOn: string;
	endedAt: string | null;
};

/** Hazards of a site in scope: all that are open, most urgent first, or the last ones that ended. */
export async function hazardLines(db: Db, scope: Scope, siteId: string, which: 'open' | 'ended'): Promise<HazardLine[]> {
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<Omit<HazardLine, 'redFlag'> & {redFlag: number}>(
		db,
		`select id, number, state, grade, red_flag as "redFlag", domain, risk_point_id as "riskPointId", item_id as "itemId",
			found_on as "foundOn", due_on as "dueOn", ended_at as "endedAt"
		from hazards where site_id = ? and ${which === 'open' ? 'ended_at is null' : 'ended_at is not null'}${sql && ` and ${sql}`}
		order by ${which === 'open' ? 'grade_rank, red_flag, due_on, seq' : 'ended_at desc, seq desc limit 20'}`,
		[siteId, ...bindings],
	);
	// The column ascends in list order: 0 is flagged.
	return rows.map(row => ({...row, redFlag: Number(row.redFlag) === 0}));
}

export type InspectionLine = {
	id: string;
	number: string;
	kind: string;
	outcome: string;
	inspectedOn: string;
	inspectors: string[];
	filedBy: string;
};

/** Seen by community and a domain of any of its checks, or by who filed it (rules §1.7). */
export async function lastInspections(db: Db, scope: Scope, siteId: string, personId: string): Promise<InspectionLine[]> {
	const visible = inspectionVisible(scope, personId);
	const rows = await select<Omit<InspectionLine, 'inspectors'> & {inspectors: string}>(
		db,
		`select id, number, kind, outcome, inspected_on as "inspectedOn", inspectors, filed_by as "filedBy"
		from inspections where site_id = ?${visible.sql && ` and ${visible.sql}`} order by seq desc limit 20`,
		[siteId, ...visible.bindings],
	);
	return rows.map(row => ({...row, inspectors: JSON.parse(row.inspectors) as string[]}));
}

export type PaperLine = {
	id: string;
	kind: string;
	number: string;
	title: string;
	state: string;
	issuedAt: string | null;
	voidedAt: string | null;
};

const paperColumns = `id, kind, number, title, state, issued_at as "issuedAt", voided_at as "voidedAt"`;

/** Seen by any of its hazards or its inspection; one that has neither, by its site. */
export async function lastPapers(db: Db, scope: Scope, siteId: string, personId: string): Promise<PaperLine[]> {
	const {sql, bindings} = paperVisible(scope, personId);
	return select<PaperLine>(
		db,
		`select ${paperColumns} from papers where site_id = ? and number is not null${sql} order by seq desc limit 20`,
		[siteId, ...bindings],
	);
}

/** The last papers of each site that stand, the latest first. */
export async function standingPapers(
	db: Db,
	scope: Scope,
	siteIds: readonly string[],
	{personId, each}: {personId: string; each: number},
): Promise<Array<PaperLine & {siteId: string}>> {
	if (siteIds.length === 0) return [];
	const {sql, bindings} = paperVisible(scope, personId);
	return select<PaperLine & {siteId: string}>(
		db,
		`select site_id as "siteId", ${paperColumns} from (
			select papers.*, row_number() over (partition by site_id order by seq desc) as place from papers
			where site_id in ${marks(siteIds)} and state = 'issued'${sql}) newest
		where place <= ? order by seq desc`,
		[...siteIds, ...bindings, each],
	);
}

function paperVisible(scope: Scope, personId: string): {sql: string; bindings: string[]} {
	const hazards = scopeSql(scope);
	if (!hazards.sql) return {sql: '', bindings: []};
	const inspection = inspectionVisible(scope, personId);
	return {
		sql: ` and (exists (select 1 from paper_hazards join hazards on hazards.id = hazard_id where paper_id = papers.id and ${hazards.sql})
			or exists (select 1 from inspections where inspections.id = papers.inspection_id and ${inspection.sql})
			or (inspection_id is null and not exists (select 1 from paper_hazards where paper_id = papers.id)))`,
		bindings: [...hazards.bindings, ...inspection.bindings],
	};
}

function inspectionVisible(scope: Scope, personId: string): {sql: string; bindings: string[]} {
	const {sql, bindings} = scopeSql(scope);
	if (!sql) return {sql: '', bindings: []};
	return {
		sql: `(filed_by = ? or exists (select 1 from checks where inspection_id = inspections.id and ${sql}))`,
		bindings: [personId, ...bindings],
	};
}
