import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** Earlier hazards of a site and item by their present span alone: it tells whether they were struck off, and since when. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		'drop index hd_again',
		'create index hd_again on hazard_dates (site_id, domain, item_id, registered_at, standing, valid_from) where span = 99',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop index hd_again', 'create index hd_again on hazard_dates (site_id, domain, item_id, registered_at)']);
}
