import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** What figures count of hazards, span by span; derived from the journal and filled from it at the next start. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table hazard_dates (hazard_id text not null, version integer not null, valid_from text not null, valid_to text not null, span integer not null,
			is_open integer not null, standing text not null, registered_at text not null, registered_on text not null, site_id text not null, site_kind text not null,
			item_id text not null, domain text not null, community_id text not null, filers text not null, grade_rank integer not null, due_on text not null,
			missed_on text not null, signs integer not null, days_to_close integer, looks text not null, primary key (hazard_id, version))`,
		'create index hd_cohort on hazard_dates (registered_at, valid_from, valid_to)',
		'create index hd_open on hazard_dates (span, valid_from, valid_to) where is_open = 1',
		'create index hd_moved on hazard_dates (valid_from)',
		'create index hd_again on hazard_dates (site_id, domain, item_id, registered_at)',
		'create index inspections_registered on inspections (registered_at)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop index inspections_registered', 'drop table hazard_dates']);
}
