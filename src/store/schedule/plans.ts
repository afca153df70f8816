import type {RiskLevel} from '../../domain/content.ts';
import type {Day} from '../../domain/days.ts';
import type {Plan, PlanScope} from '../../domain/schedule/plan.ts';
import {type Db, isPostgres} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {unended} from './slots.ts';

type Row = {
	seq: number;
	id: string;
	name: string;
	checklist: string;
	scope: string;
	area_id: string | null;
	domain: string;
	intervals: string;
	early_days: string;
	anchor: Plan['anchor'];
	weekdays: string;
	holidays: Plan['holidays'];
	teams: string;
	from_on: string;
	to_on: string | null;
	grace_days: number;
	campaign: number;
	basis: string | null;
	urgent: number;
	version: number;
};

export async function findPlan(db: Db, id: string, {forUpdate = false} = {}): Promise<Plan | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select * from plans where id = ?${lock}`, [id]);
	return row && fromRow(row);
}

export async function findPlans(db: Db, ids: readonly string[]): Promise<Map<string, Plan>> {
	if (ids.length === 0) return new Map();
	const rows = await select<Row>(db, `select * from plans where id in ${marks(ids)}`, ids);
	return new Map(rows.map(row => [row.id, fromRow(row)]));
}

/** Plans in order of arrival; `seq` of the last one is the place to go on from. */
export async function listPlans(
	db: Db,
	{after = 0, limit}: {after?: number; limit: number},
): Promise<Array<{seq: number; plan: Plan}>> {
	const rows = await select<Row>(db, 'select * from plans where seq > ? order by seq limit ?', [after, limit]);
	return rows.map(row => ({seq: row.seq, plan: fromRow(row)}));
}

export async function countPlans(db: Db): Promise<number> {
	const [row] = await select<{n: number}>(db, 'select count(*) as n from plans');
	return Number(row!.n);
}

/** Plans that have something to do between two days, and ended ones that left open slots behind; a patrol only while its warning stands. */
export async function plansAtWork(db: Db, today: Day, horizon: Day, since = today): Promise<string[]> {
	const rows = await select<{id: string}>(
		db,
		`select id from plans where from_on <= ? and (to_on is null or to_on >= ?
			or exists (select 1 from slots where plan_id = plans.id and ${unended} and grace_on >= ?))
			and (urgent = 0 or exists (select 1 from weather_warnings w where w.plan_id = plans.id and w.lifted_at is null)) order by seq`,
		[horizon, since, today],
	);
	return rows.map(row => row.id);
}

export async function savePlan(db: Db, plan: Plan, domain: string): Promise<void> {
	const row = {
		name: plan.name,
		checklist: plan.checklist,
		scope: JSON.stringify(plan.scope),
		area_id: plan.scope.areaId ?? null,
		domain,
		intervals: JSON.stringify(plan.intervals),
		early_days: JSON.stringify(plan.earlyDays),
		anchor: plan.anchor,
		weekdays: JSON.stringify(plan.weekdays),
		holidays: plan.holidays,
		teams: JSON.stringify(plan.teams),
		from_on: plan.from,
		to_on: plan.to,
		grace_days: plan.graceDays,
		campaign: plan.campaign ? 1 : 0,
		basis: plan.basis,
		urgent: plan.urgent ? 1 : 0,
		version: plan.version,
	};
	if (plan.version === 1) await db('plans').insert({id: plan.id, ...row});
	else await db('plans').where({id: plan.id}).update(row);
}

const fromRow = (row: Row): Plan => ({
	id: row.id,
	name: row.name,
	checklist: row.checklist,
	scope: JSON.parse(row.scope) as PlanScope,
	intervals: JSON.parse(row.intervals) as Partial<Record<RiskLevel, string>>,
	earlyDays: JSON.parse(row.early_days) as Plan['earlyDays'],
	anchor: row.anchor,
	weekdays: JSON.parse(row.weekdays) as number[],
	holidays: row.holidays,
	teams: JSON.parse(row.teams) as string[],
	from: row.from_on,
	to: row.to_on,
	graceDays: row.grace_days,
	campaign: row.campaign === 1,
	basis: row.basis,
	urgent: row.urgent === 1,
	version: row.version,
});
