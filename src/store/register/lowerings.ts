import type {RiskLevel} from '../../domain/content.ts';
import type {Day, Instant} from '../../domain/days.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

/** An assessment that lowers a level and waits for a second person (product §3). */
export type Lowering = {
	seq: number;
	id: string;
	riskPointId: string;
	pointName: string;
	place: string;
	domain: string;
	communityId: string;
	siteId: string;
	siteName: string;
	from: RiskLevel | null;
	to: RiskLevel;
	method: string;
	score: number;
	reason: string | null;
	by: string;
	at: Instant;
};
type Row = {
	seq: number;
	id: string;
	risk_point_id: string;
	point_name: string;
	place: string;
	domain: string;
	community_id: string;
	site_id: string;
	site_name: string;
	assessed_level: RiskLevel | null;
	level: RiskLevel;
	method: string;
	score: number;
	reason: string | null;
	by_id: string;
	at: Instant;
};

// The newest of its point: a later assessment replaces one that waits (domain/register/risk-point.ts shownState).
const waiting = `a.state = 'waiting' and not exists (select 1 from assessments later where later.risk_point_id = a.risk_point_id and later.seq > a.seq)`;

function waitingIn(scope: Scope, today: Day): {sql: string; bindings: string[]} {
	const inScope = scopeSql(scope);
	const named = inScope.sql.replaceAll(/\b(?:community_id|domain)\b/g, name => `p.${name}`);
	return {
		sql: `assessments a join risk_points p on p.id = a.risk_point_id
			where ${waiting} and (p.closed_on is null or p.closed_on > ?)${named && ` and ${named}`}`,
		bindings: [today, ...inScope.bindings],
	};
}

/** Lowerings in scope that wait for a decision, oldest first. */
export async function waitingLowerings(
	db: Db,
	scope: Scope,
	today: Day,
	{after, limit}: {after: number; limit: number},
): Promise<Lowering[]> {
	const {sql, bindings} = waitingIn(scope, today);
	const rows = await select<Row>(
		db,
		`select w.*, s.name as site_name from (select a.seq, a.id, a.risk_point_id, p.name as point_name, p.place, p.domain, p.community_id,
				p.site_id, p.assessed_level, a.level, a.method, a.score, a.reason, a.by_id, a.at from ${sql} and a.seq > ? order by a.seq limit ?) w
			join sites s on s.id = w.site_id order by w.seq`,
		[...bindings, after, limit],
	);
	return rows.map(fromRow);
}

export async function countLowerings(db: Db, scope: Scope, today: Day): Promise<number> {
	const {sql, bindings} = waitingIn(scope, today);
	const [row] = await select<{n: number}>(db, `select count(*) as n from ${sql}`, bindings);
	return Number(row!.n);
}

const fromRow = (row: Row): Lowering => ({
	seq: Number(row.seq),
	id: row.id,
	riskPointId: row.risk_point_id,
	pointName: row.point_name,
	place: row.place,
	domain: row.domain,
	communityId: row.community_id,
	siteId: row.site_id,
	siteName: row.site_name,
	from: row.assessed_level,
	to: row.level,
	method: row.method,
	score: row.score,
	reason: row.reason,
	by: row.by_id,
	at: row.at,
});
