import type {Day, Instant} from '../../domain/days.ts';
import {type Report, type ReportContent, type ReportKind, type ReportState, sealedOf} from '../../domain/figures/report.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {pairsOf} from '../../domain/hazards/list-issue.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {type Act, canonical, record, sha256} from '../journal/journal.ts';
import {insertRows, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

type Row = {
	seq: number;
	id: string;
	kind: ReportKind;
	from_on: Day;
	to_on: Day;
	state: ReportState;
	cut_off_at: Instant;
	extent: string;
	title: string;
	texts: string;
	content: string;
	drafters: string;
	drafted_at: Instant;
	frozen_by: string | null;
	frozen_at: Instant | null;
	void_reason: string | null;
	sha256: string | null;
	version: number;
};

// Only whoever holds every place of a report sees it.
function held(scope: Scope): {sql: string; bindings: string[]} {
	const inScope = scopeSql(scope);
	if (!inScope.sql) return {sql: '1 = 1', bindings: []};
	return {
		sql: `not exists (select 1 from report_scopes s where s.report_id = r.id and not (${inScope.sql}))`,
		bindings: inScope.bindings,
	};
}

/** A report that the scope holds. */
export async function findReport(db: Db, id: string, scope: Scope, {forUpdate = false} = {}): Promise<Report | undefined> {
	const {sql, bindings} = held(scope);
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select r.* from reports r where r.id = ? and ${sql}${lock}`, [id, ...bindings]);
	return row && fromRow(row);
}

export async function hasReport(db: Db, id: string): Promise<boolean> {
	return (await select(db, 'select 1 as one from reports where id = ?', [id])).length > 0;
}

export type ReportFilter = {kind?: ReportKind | undefined; state?: ReportState | undefined};

/** Reports that the scope holds, the newest first. */
export async function reportPage(
	db: Db,
	scope: Scope,
	filter: ReportFilter,
	{before, limit}: {before?: number | undefined; limit: number},
): Promise<Array<{report: Report; seq: number}>> {
	const {sql, bindings} = matching(scope, filter);
	const rows = await select<Row>(
		db,
		`select r.* from reports r where ${sql}${before === undefined ? '' : ' and r.seq < ?'} order by r.seq desc limit ?`,
		[...bindings, ...(before === undefined ? [] : [before]), limit],
	);
	return rows.map(row => ({report: fromRow(row), seq: Number(row.seq)}));
}

export async function countReports(db: Db, scope: Scope, filter: ReportFilter): Promise<number> {
	const {sql, bindings} = matching(scope, filter);
	const [row] = await select<{n: number}>(db, `select count(*) as n from reports r where ${sql}`, bindings);
	return Number(row!.n);
}

function matching(scope: Scope, {kind, state}: ReportFilter): {sql: string; bindings: string[]} {
	const inScope = held(scope);
	const parts = [inScope.sql, ...(kind ? ['r.kind = ?'] : []), ...(state ? ['r.state = ?'] : [])];
	return {sql: parts.join(' and '), bindings: [...inScope.bindings, ...(kind ? [kind] : []), ...(state ? [state] : [])]};
}

export const hashOf = (report: Report): string => sha256(canonical(sealedOf(report)));

/** Keeps a report with the places it covers and its entry, which holds the hash of what it counted. */
export async function saveReport(
	db: Db,
	act: Act,
	report: Report,
	{action, reason}: {action: string; reason?: string | undefined},
): Promise<void> {
	const {id, version, content, ...rest} = report;
	if (version === 1) {
		await db('reports').insert(toRow(report));
		await insertRows(
			db,
			'report_scopes',
			{report_id: 'text', community_id: 'text', domain: 'text'},
			pairsOf(report.extent).map(([community_id, domain]) => ({report_id: id, community_id, domain})),
		);
	} else await db('reports').where({id}).update(toRow(report));
	const after = {id, version, ...rest, contentSha256: sha256(canonical(content))};
	await record(db, act, {subject: `report:${id}`, version, action, reason: reason ?? null, after});
}

/** Hazards in scope that were closed between two moments, the gravest first. */
export async function closedBetween(db: Db, scope: Scope, after: Instant, until: Instant, limit: number): Promise<Hazard[]> {
	const inScope = scopeSql(scope);
	const rows = await select<{body: string}>(
		db,
		`select body from hazards where ended_at is not null and ended_at > ? and ended_at <= ? and state = 'closed'${inScope.sql && ` and ${inScope.sql}`}
			order by grade_rank, red_flag, seq limit ?`,
		[after, until, ...inScope.bindings, limit],
	);
	return rows.map(({body}) => JSON.parse(body) as Hazard);
}

const toRow = (report: Report) => ({
	id: report.id,
	kind: report.kind,
	from_on: report.from,
	to_on: report.to,
	state: report.state,
	cut_off_at: report.cutOffAt,
	extent: report.extent === 'all' ? 'all' : JSON.stringify(report.extent),
	title: report.title,
	texts: canonical(report.texts),
	content: canonical(report.content),
	drafters: JSON.stringify(report.drafters),
	drafted_at: report.draftedAt,
	frozen_by: report.frozenBy,
	frozen_at: report.frozenAt,
	void_reason: report.voidReason,
	sha256: report.sha256,
	version: report.version,
});

const fromRow = (row: Row): Report => ({
	id: row.id,
	kind: row.kind,
	from: row.from_on,
	to: row.to_on,
	state: row.state,
	cutOffAt: row.cut_off_at,
	extent: row.extent === 'all' ? 'all' : (JSON.parse(row.extent) as Exclude<Scope, 'all'>),
	title: row.title,
	texts: JSON.parse(row.texts) as Report['texts'],
	content: JSON.parse(row.content) as ReportContent,
	drafters: JSON.parse(row.drafters) as string[],
	draftedAt: row.drafted_at,
	frozenBy: row.frozen_by,
	frozenAt: row.frozen_at,
	voidReason: row.void_reason,
	sha256: row.sha256,
	version: row.version,
});
