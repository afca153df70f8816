import {type Day, type Instant, plusDays} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';
import {type Slot, type SlotRow, slotFromRow, unended} from './slots.ts';

/** The nightly run gives a day that has passed anew; only after downtime do older ones stand. */
const oldest = 31;

export type PersonDays = {personId: string; from: Day; to: Day; today: Day};

/** What a person is to check between two days, and what was left over before them, if it still counts; checked today included. */
export async function slotsOfPerson(db: Db, scope: Scope, {personId, from, to, today}: PersonDays): Promise<Slot[]> {
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<SlotRow>(
		db,
		`select * from slots where assigned_on between ? and ? and people like ? and ((${unended} and grace_on >= ?) or checked_on = ?)
			${sql && ` and ${sql}`} order by assigned_on, due_on, seq`,
		[plusDays(from, -oldest), to, `%"${personId}"%`, today, today, ...bindings],
	);
	return rows.map(slotFromRow);
}

/** The slots of a site that are open on a day, whoever has them, and open by another. */
export async function openSlotsOfSite(db: Db, scope: Scope, siteId: string, today: Day, opensBy: Day): Promise<Slot[]> {
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<SlotRow>(
		db,
		`select * from slots where site_id = ? and ${unended} and grace_on >= ? and opens_on <= ?${sql && ` and ${sql}`}
			order by due_on, seq`,
		[siteId, today, opensBy, ...bindings],
	);
	return rows.map(slotFromRow);
}

/** What each item of a point was answered last, by point: a later check counts item by item. */
export async function lastAnswers(db: Db, pointIds: readonly string[]): Promise<Map<string, Record<string, string>>> {
	if (pointIds.length === 0) return new Map();
	const rows = await select<{risk_point_id: string; answers: string}>(
		db,
		`select c.risk_point_id, c.answers from checks c join (select max(seq) as seq from checks
			where risk_point_id in ${marks(pointIds)} and checklist is not null group by risk_point_id, checklist) latest
			on latest.seq = c.seq order by c.seq`,
		pointIds,
	);
	const found = new Map<string, Record<string, string>>();
	for (const {risk_point_id: point, answers} of rows) {
		const results = Object.entries(JSON.parse(answers) as Record<string, {result: string}>);
		found.set(point, {...found.get(point), ...Object.fromEntries(results.map(([item, {result}]) => [item, result]))});
	}
	return found;
}

export type LastInspection = {pointId: string; id: string; number: string; on: Day; inspectors: string[]; failed: number};

/** The last inspection that checked each point, and by whom. */
export async function lastInspectionsOf(db: Db, pointIds: readonly string[]): Promise<LastInspection[]> {
	if (pointIds.length === 0) return [];
	const rows = await select<Omit<LastInspection, 'inspectors'> & {inspectors: string}>(
		db,
		`select c.risk_point_id as "pointId", i.id, i.number, c.checked_on as "on", i.inspectors, c.failed
		from checks c join inspections i on i.id = c.inspection_id
		where c.seq in (select max(seq) from checks where risk_point_id in ${marks(pointIds)} and checklist is not null group by risk_point_id)
		order by c.seq`,
		pointIds,
	);
	return rows.map(row => ({...row, inspectors: JSON.parse(row.inspectors) as string[], failed: Number(row.failed)}));
}

/** Open hazards in scope whose mending is reported, or is due by a day: the most urgent first. */
export async function hazardsAwaitingLook(db: Db, scope: Scope, by: Day, limit: number): Promise<Hazard[]> {
	const {sql, bindings} = scopeSql(scope);
	return hazardsWhere(
		db,
		`ended_at is null and (state = 'reported' or (state = 'rectifying' and due_on <= ?))${sql && ` and ${sql}`}
			order by grade_rank, red_flag, due_on, seq limit ?`,
		[by, ...bindings, limit],
	);
}

/** All open hazards of these sites in scope, in list order. */
export async function openHazardsOfSites(db: Db, scope: Scope, siteIds: readonly string[]): Promise<Hazard[]> {
	if (siteIds.length === 0) return [];
	const {sql, bindings} = scopeSql(scope);
	return hazardsWhere(
		db,
		`site_id in ${marks(siteIds)} and ended_at is null${sql && ` and ${sql}`} order by grade_rank, red_flag, due_on, seq`,
		[...siteIds, ...bindings],
	);
}

/** Hazards of these sites in scope that were closed since a moment, the latest of each site first, at most `each` of it. */
export async function closedHazardsOfSites(
	db: Db,
	scope: Scope,
	siteIds: readonly string[],
	{since, each}: {since: Instant; each: number},
): Promise<Hazard[]> {
	if (siteIds.length === 0) return [];
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<{body: string}>(
		db,
		`select body from (select body, ended_at, seq, row_number() over (partition by site_id order by ended_at desc, seq desc) as place
			from hazards where site_id in ${marks(siteIds)} and ended_at >= ? and state = 'closed'${sql && ` and ${sql}`}) latest
		where place <= ? order by ended_at desc, seq desc`,
		[...siteIds, since, ...bindings, each],
	);
	return rows.map(({body}) => JSON.parse(body) as Hazard);
}

const hazardsWhere = async (db: Db, where: string, bindings: readonly unknown[]): Promise<Hazard[]> =>
	(await select<{body: string}>(db, `select body from hazards where ${where}`, bindings)).map(
		({body}) => JSON.parse(body) as Hazard,
	);
