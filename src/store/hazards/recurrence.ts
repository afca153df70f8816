import type {Day, Instant} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Answer, Occurrence} from '../../domain/hazards/recurrence.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

type Row = {
	id: string;
	number: string;
	site_id: string;
	risk_point_id: string;
	domain: string;
	item_id: string;
	found_on: Day;
	registered_at: Instant;
	body: string | null;
};

// Only a hazard without an inspection can be one that a look-back found: no other body is read.
const columns = `id, number, site_id, risk_point_id, domain, item_id, found_on, registered_at,
	case when inspection_id is null then body end as body`;
const counted = "state not in ('void', 'merged')";

/** Hazards in scope of every item that came up more than once at a site since `from`, and lately since `lately`; with those found by looking back. */
export async function repeatedAtSites(db: Db, scope: Scope, from: Instant, lately: Instant): Promise<Occurrence[]> {
	const {sql, bindings} = scopeSql(scope);
	const where = `registered_at >= ? and ${counted}${sql && ` and ${sql}`}`;
	const rows = await select<Row>(
		db,
		`select ${columns} from hazards where ${where} and (site_id, domain, item_id) in (
			select site_id, domain, item_id from hazards where ${where} group by site_id, domain, item_id
			having max(registered_at) >= ? and (count(*) > 1 or max(case when inspection_id is null then 1 else 0 end) = 1))
		order by found_on, seq`,
		[from, ...bindings, from, ...bindings, lately],
	);
	return rows.map(fromRow);
}

/** All hazards in scope registered since a moment. */
export async function registeredSince(db: Db, scope: Scope, from: Instant): Promise<Occurrence[]> {
	const {sql, bindings} = scopeSql(scope);
	const rows = await select<Row>(
		db,
		`select ${columns} from hazards where registered_at >= ? and ${counted}${sql && ` and ${sql}`} order by found_on, seq`,
		[from, ...bindings],
	);
	return rows.map(fromRow);
}

const fromRow = (row: Row): Occurrence => ({
	id: row.id,
	number: row.number,
	siteId: row.site_id,
	pointId: row.risk_point_id,
	domain: row.domain,
	itemId: row.item_id,
	foundOn: row.found_on,
	registeredAt: row.registered_at,
	isLookback: row.body !== null && (JSON.parse(row.body) as Hazard).recurrenceOf !== null,
});

export type LinkedMeasure = Answer & {number: string; title: string; progress: string; domain: string; itemId: string};

/** Every standing measure once per item of its hazards, with the sites of these. */
export async function measuresByItem(db: Db): Promise<LinkedMeasure[]> {
	const rows = await select<Omit<LinkedMeasure, 'siteIds'> & {siteId: string}>(
		db,
		`select m.id as "measureId", m.number, m.title, m.progress, m.registered_at as "registeredAt", h.domain, h.item_id as "itemId",
			h.site_id as "siteId",
			(select max(v.valid_from) from measure_versions v where v.measure_id = m.id and v.progress = 'revised') as "revisedAt"
		from measures m join measure_links l on l.measure_id = m.id and l.kind = 'hazard' join hazards h on h.id = l.target_id
		where m.progress <> 'repealed' order by m.seq, l.seq`,
	);
	const found = new Map<string, LinkedMeasure & {siteIds: string[]}>();
	for (const {siteId, ...row} of rows) {
		const key = `${row.measureId} ${row.domain} ${row.itemId}`;
		const known = found.get(key);
		if (known) known.siteIds.push(siteId);
		else found.set(key, {...row, siteIds: [siteId]});
	}
	return [...found.values()];
}
