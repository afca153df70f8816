import type {RiskLevel} from '../../domain/content.ts';
import type {HazardGrade} from '../../domain/hazards/hazard.ts';
import {
	type AssessmentState,
	type AttributeValues,
	type Control,
	type RaisingHazard,
	type RiskAssessment,
	type RiskPoint,
	stepsOf,
} from '../../domain/register/risk-point.ts';
import type {Scope} from '../../domain/scope.ts';
import type {DynamicRisk} from '../../domain/tables.ts';
import {type Db, isPostgres} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scoped, scopeSql} from '../scope.ts';
import {contains, countOf, type Page, patterns} from './sites.ts';

type Row = {
	seq: number;
	id: string;
	label: string;
	site_id: string;
	community_id: string;
	domain: string;
	name: string;
	place: string;
	attributes: string;
	events: string;
	controls: string;
	assessed_level: RiskLevel | null;
	assessment_id: string | null;
	closed_on: string | null;
	version: number;
};

export async function findPoint(db: Db, id: string, {forUpdate = false} = {}): Promise<RiskPoint | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select * from risk_points where id = ?${lock}`, [id]);
	return row && pointFromRow(row);
}

export async function findPointByLabel(db: Db, label: string): Promise<RiskPoint | undefined> {
	const [row] = await select<Row>(db, 'select * from risk_points where label = ?', [label]);
	return row && pointFromRow(row);
}

/** Points by id; unknown ones are left out. */
export async function findPoints(db: Db, ids: readonly string[]): Promise<Map<string, RiskPoint>> {
	const found = new Map<string, RiskPoint>();
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		for (const row of await select<Row>(db, `select * from risk_points where id in ${marks(slice)}`, slice))
			found.set(row.id, pointFromRow(row));
	}
	return found;
}

/** All points of a site in order of arrival, closed ones included. */
export async function pointsOfSite(db: Db, siteId: string, {forUpdate = false} = {}): Promise<RiskPoint[]> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const rows = await select<Row>(db, `select * from risk_points where site_id = ? order by seq${lock}`, [siteId]);
	return rows.map(pointFromRow);
}

/** The points of these sites in scope that are not closed by a day, in order of arrival. */
export async function pointsOfSites(db: Db, scope: Scope, siteIds: readonly string[], today: string): Promise<RiskPoint[]> {
	if (siteIds.length === 0) return [];
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<Row>(
		db,
		`select * from risk_points where site_id in ${marks(siteIds)} and (closed_on is null or closed_on > ?)${sql && ` and ${sql}`} order by seq`,
		[...siteIds, today, ...bindings],
	);
	return rows.map(pointFromRow);
}

export async function savePoint(db: Db, point: RiskPoint): Promise<void> {
	const row = {
		label: point.label,
		site_id: point.siteId,
		community_id: point.communityId,
		domain: point.domain,
		name: point.name,
		place: point.place,
		attributes: JSON.stringify(point.attributes),
		events: JSON.stringify(point.events),
		controls: JSON.stringify(point.controls),
		assessed_level: point.assessedLevel,
		assessment_id: point.assessmentId,
		closed_on: point.closedOn,
		version: point.version,
	};
	if (point.version === 1) await db('risk_points').insert({id: point.id, ...row});
	else await db('risk_points').where({id: point.id}).update(row);
}

export type PointFilter = {
	site?: string;
	areas?: string[];
	domain?: string;
	level?: RiskLevel;
	q?: string;
	raise: DynamicRisk['raise'];
};

/** Points in scope in order of arrival; `next` is the arrival number of the last row when there are more. */
export async function listPoints(
	db: Db,
	scope: Scope,
	filter: PointFilter,
	{after, limit, count}: Page,
): Promise<{items: RiskPoint[]; next: number | null; total?: number}> {
	const matching = () => db('risk_points').modify(scoped(scope)).modify(filtered(filter));
	const rows = (await matching()
		.where('seq', '>', after ?? 0)
		.orderBy('seq')
		.limit(limit + 1)) as Row[];
	const items = rows.slice(0, limit);
	const next = rows.length > limit ? items.at(-1)!.seq : null;
	const total = count ? await countOf(matching()) : undefined;
	return {items: items.map(pointFromRow), next, ...(total !== undefined && {total})};
}

/** The rule of domain/register/risk-point.ts levelInForce as the rank of a level: 0 low … 3 major, null when never assessed. */
const rank = `case assessed_level when 'major' then 3 when 'significant' then 2 when 'moderate' then 1 when 'low' then 0 end`;
const raisedBySteps = `coalesce((select max(case grade when 'major' then ? when 'suspected-major' then ? else 0 end)
	from hazards where risk_point_id = risk_points.id and ended_at is null), 0)`;
const ranks: Record<RiskLevel, number> = {major: 3, significant: 2, moderate: 1, low: 0};

function levelIs(level: RiskLevel, raise: DynamicRisk['raise']): {sql: string; bindings: number[]} {
	const steps = [stepsOf('major', raise), stepsOf('suspected-major', raise)];
	return {
		sql: `((${raisedBySteps} = 0 and ${rank} = ?) or (${raisedBySteps} > 0 and ${level === 'major' ? `coalesce(${rank}, 1) + ${raisedBySteps} >= ?` : `coalesce(${rank}, 1) + ${raisedBySteps} = ?`}))`,
		bindings: [...steps, ranks[level], ...steps, ...steps, ranks[level]],
	};
}

const filtered =
	({site, areas, domain, level, q, raise}: PointFilter) =>
	(query: ReturnType<Db>): void => {
		if (site) query.where({site_id: site});
		if (areas) query.whereRaw(`site_id in (select id from sites where area_id in ${marks(areas)})`, areas);
		if (domain) query.where({domain});
		if (q) query.whereRaw(`(${contains('name')} or ${contains('place')} or ${contains('label')})`, patterns(q));
		if (!level) return;
		const {sql, bindings} = levelIs(level, raise);
		query.whereRaw(sql, bindings);
	};

/** Open hazards that raise the level, by point, oldest first. */
export async function raisersOf(db: Db, pointIds: readonly string[]): Promise<Map<string, RaisingHazard[]>> {
	const found = new Map<string, RaisingHazard[]>();
	for (let i = 0; i < pointIds.length; i += 400) {
		const slice = pointIds.slice(i, i + 400);
		const rows = await select<{id: string; number: string; grade: HazardGrade; risk_point_id: string}>(
			db,
			`select id, number, grade, risk_point_id from hazards where risk_point_id in ${marks(slice)} and ended_at is null and grade <> 'general' order by seq`,
			slice,
		);
		for (const {id, number, grade, risk_point_id: pointId} of rows)
			found.set(pointId, [...(found.get(pointId) ?? []), {hazardId: id, number, grade}]);
	}
	return found;
}

const pointFromRow = (row: Row): RiskPoint => ({
	id: row.id,
	label: row.label,
	siteId: row.site_id,
	communityId: row.community_id,
	domain: row.domain,
	name: row.name,
	place: row.place,
	attributes: JSON.parse(row.attributes) as AttributeValues,
	events: JSON.parse(row.events) as string[],
	controls: JSON.parse(row.controls) as Control[],
	assessedLevel: row.assessed_level,
	assessmentId: row.assessment_id,
	closedOn: row.closed_on,
	version: row.version,
});

type AssessmentRow = {
	id: string;
	risk_point_id: string;
	method: string;
	factors: string;
	sentences: string;
	score: number;
	level: RiskLevel;
	state: AssessmentState;
	reason: string | null;
	by_id: string;
	at: string;
	decided_by: string | null;
	decided_at: string | null;
	decision_reason: string | null;
};

/** All assessments of a point, the newest first. */
export async function assessmentsOf(db: Db, pointId: string): Promise<RiskAssessment[]> {
	const rows = await select<AssessmentRow>(db, 'select * from assessments where risk_point_id = ? order by seq desc', [pointId]);
	return rows.map(assessmentFromRow);
}

export async function hasAssessment(db: Db, id: string): Promise<boolean> {
	return (await select(db, 'select 1 from assessments where id = ?', [id])).length > 0;
}

export async function addAssessment(db: Db, assessment: RiskAssessment): Promise<void> {
	const {id, riskPointId, method, factors, sentences, score, level, state, reason, by, at} = assessment;
	await db('assessments').insert({
		id,
		risk_point_id: riskPointId,
		method,
		factors: JSON.stringify(factors),
		sentences: JSON.stringify(sentences),
		score,
		level,
		state,
		reason,
		by_id: by,
		at,
	});
}

/** What the second person decided. */
export async function decideAssessment(db: Db, {id, state, decidedBy, decidedAt, decisionReason}: RiskAssessment): Promise<void> {
	await db('assessments')
		.where({id})
		.update({state, decided_by: decidedBy, decided_at: decidedAt, decision_reason: decisionReason});
}

const assessmentFromRow = (row: AssessmentRow): RiskAssessment => ({
	id: row.id,
	riskPointId: row.risk_point_id,
	method: row.method,
	factors: JSON.parse(row.factors) as Record<string, number>,
	sentences: JSON.parse(row.sentences) as Record<string, string>,
	score: row.score,
	level: row.level,
	state: row.state,
	reason: row.reason,
	by: row.by_id,
	at: row.at,
	decidedBy: row.decided_by,
	decidedAt: row.decided_at,
	decisionReason: row.decision_reason,
});
