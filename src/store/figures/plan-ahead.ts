import type {Day} from '../../domain/days.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {unended} from '../schedule/slots.ts';
import {scopeSql} from '../scope.ts';

export type AheadRow = {
	id: string;
	site_name: string;
	point_name: string;
	due_on: Day;
	assigned_on: Day | null;
	people: string | null;
};
type Period = {from: Day; to: Day};

/** What is still to be inspected in a period: by domain, in all, and the first of it by day. */
export async function planAhead(db: Db, scope: Scope, {from, to}: Period, limit: number) {
	const inScope = scopeSql(scope);
	const where = `due_on >= ? and due_on <= ? and ${unended}${inScope.sql && ` and ${inScope.sql}`}`;
	const bindings = [from, to, ...inScope.bindings];
	const domains = await select<{domain: string; n: number; assigned: number}>(
		db,
		`select domain, count(*) as n, sum(case when assigned_on is null then 0 else 1 end) as assigned from slots where ${where} group by domain`,
		bindings,
	);
	const [sites] = await select<{n: number}>(db, `select count(distinct site_id) as n from slots where ${where}`, bindings);
	const rows = await select<AheadRow>(
		db,
		`select x.id, s.name as site_name, p.name as point_name, x.due_on, x.assigned_on, x.people
			from (select seq, id, site_id, risk_point_id, due_on, assigned_on, people from slots where ${where} order by due_on, seq limit ?) x
			join sites s on s.id = x.site_id join risk_points p on p.id = x.risk_point_id order by x.due_on, x.seq`,
		[...bindings, limit],
	);
	return {
		domains: domains.map(({domain, n, assigned}) => ({domain, tasks: Number(n), assigned: Number(assigned)})),
		sites: Number(sites!.n),
		rows,
	};
}
