import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** One number for what figures group by, and indexes that hold all they read; the rows are filled anew at the next start. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		'delete from hazard_dates',
		'drop index hd_moved',
		'alter table hazard_dates drop column missed_on',
		'alter table hazard_dates add column moved integer not null default 0',
		'create index hd_now on hazard_dates (registered_at, signs, due_on, days_to_close, domain, community_id, site_kind, looks) where span = 99',
		'create index hd_moved on hazard_dates (valid_from) where moved = 1',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, [
		'delete from hazard_dates',
		'drop index hd_moved',
		'drop index hd_now',
		'alter table hazard_dates drop column moved',
		`alter table hazard_dates add column missed_on text not null default ''`,
		'create index hd_moved on hazard_dates (valid_from)',
	]);
}
