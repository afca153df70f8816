import type {Day} from '../../domain/days.ts';
import type {Hazard, OpenState} from '../../domain/hazards/hazard.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {outcomeSql} from '../schedule/slot-lists.ts';
import {scopeSql} from '../scope.ts';

type Where = {sql: string; bindings: unknown[]};
const openIn = (scope: Scope): Where => {
	const {sql, bindings} = scopeSql(scope);
	return {sql: `ended_at is null${sql && ` and ${sql}`}`, bindings};
};

export type OpenCount = {state: OpenState; count: number; late: number};

/** Open hazards in scope by state, and how many of them are past their day. */
export async function openByState(db: Db, scope: Scope, today: Day): Promise<OpenCount[]> {
	const open = openIn(scope);
	const rows = await select<OpenCount>(
		db,
		`select state, count(*) as count, sum(case when due_on < ? then 1 else 0 end) as late from hazards where ${open.sql} group by state`,
		[today, ...open.bindings],
	);
	return rows.map(({state, count, late}) => ({state, count: Number(count), late: Number(late)}));
}

export type OverdueGroup = {state: OpenState; communityId: string; domain: string; count: number; oldestOn: Day};

/** Overdue hazards in scope by whatever tells in whose hands they are. */
export async function overdueGroups(db: Db, scope: Scope, today: Day): Promise<OverdueGroup[]> {
	const open = openIn(scope);
	const rows = await select<{state: OpenState; community_id: string; domain: string; n: number; oldest: Day}>(
		db,
		`select state, community_id, domain, count(*) as n, min(due_on) as oldest from hazards
			where ${open.sql} and due_on < ? group by state, community_id, domain`,
		[...open.bindings, today],
	);
	return rows.map(({state, community_id, domain, n, oldest}) => ({
		state,
		communityId: community_id,
		domain,
		count: Number(n),
		oldestOn: oldest,
	}));
}

export type NamedCount = {id: string; name: string; count: number};

/** The sites with most overdue hazards in these states. */
export async function overdueSites(db: Db, scope: Scope, today: Day, states: readonly OpenState[], limit: number) {
	const open = openIn(scope);
	const rows = await select<{id: string; name: string; n: number}>(
		db,
		`select s.id, s.name, x.n from (select site_id, count(*) as n, min(due_on) as oldest from hazards
				where ${open.sql} and due_on < ? and state in ${marks(states)} group by site_id) x
			join sites s on s.id = x.site_id order by x.n desc, x.oldest, s.seq limit ?`,
		[...open.bindings, today, ...states, limit],
	);
	return rows.map(({id, name, n}): NamedCount => ({id, name, count: Number(n)}));
}

/** Overdue hazards that a department has; few at any time, as each took a transfer. */
export async function overdueWithDepartments(db: Db, scope: Scope, today: Day): Promise<Hazard[]> {
	const open = openIn(scope);
	const rows = await select<{body: string}>(
		db,
		`select body from hazards where ${open.sql} and due_on < ? and state = 'transferred' order by due_on, seq limit 500`,
		[...open.bindings, today],
	);
	return rows.map(({body}) => JSON.parse(body) as Hazard);
}

export type PlanProgress = {id: string; name: string; campaign: boolean; kept: number; done: number; missed: number};

/** Slots in scope that fall due in a period, by plan, as they stand today. */
export async function progressOfPlans(db: Db, scope: Scope, period: {from: Day; to: Day}, today: Day): Promise<PlanProgress[]> {
	const inScope = scopeSql(scope);
	const is = (outcome: Parameters<typeof outcomeSql>[1]) => outcomeSql(db, outcome, today);
	const [done, late, missed, excused, superseded] = [is('done'), is('done-late'), is('missed'), is('excused'), is('superseded')];
	const rows = await select<{id: string; name: string; campaign: number; kept: number; done: number; missed: number}>(
		db,
		`select p.id, p.name, p.campaign, x.kept, x.done, x.missed from (
				select plan_id, count(*) as kept, sum(case when ${done.sql} or ${late.sql} then 1 else 0 end) as done,
					sum(case when ${missed.sql} then 1 else 0 end) as missed
				from slots where due_on >= ? and due_on <= ?${inScope.sql && ` and ${inScope.sql}`}
					and not ${excused.sql} and not ${superseded.sql} group by plan_id) x
			join plans p on p.id = x.plan_id order by p.campaign desc, p.seq`,
		[
			...[...done.bindings, ...late.bindings, ...missed.bindings],
			...[period.from, period.to, ...inScope.bindings, ...excused.bindings, ...superseded.bindings],
		],
	);
	return rows.map(({id, name, campaign, kept, done: finished, missed: gone}) => ({
		id,
		name,
		campaign: campaign === 1,
		kept: Number(kept),
		done: Number(finished),
		missed: Number(gone),
	}));
}
