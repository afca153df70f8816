import type {Knex} from 'knex';
import {run} from '../sql.ts';

// domain/figures/signs.ts: there, stands.
const there = 2 ** 20;
const stands = 2 ** 28;
const earlier = `select 1 from hazard_dates e where e.span = 99 and e.standing in ('open', 'closed')
	and e.site_id = hazard_dates.site_id and e.domain = hazard_dates.domain and e.item_id = hazard_dates.item_id
	and e.registered_at < hazard_dates.registered_at
	and e.registered_at >= (cast(substr(hazard_dates.registered_at, 1, 4) as integer) - 1) || substr(hazard_dates.registered_at, 5)`;

/** A hazard's present row says whether an earlier one at its site, for its item, still stands. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`update hazard_dates set signs = signs + ${stands} where span = 99 and signs & ${there} <> 0 and exists (${earlier})`,
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, [`update hazard_dates set signs = signs - ${stands} where signs & ${stands} <> 0`]);
}
