import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** A year's inspections and slots are counted from indexes alone. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		'drop index inspections_registered',
		'drop index slots_point',
		'create index inspections_registered on inspections (registered_at, outcome, community_id)',
		'create index inspections_site_registered on inspections (site_id, registered_at, outcome)',
		'create index slots_point on slots (risk_point_id, due_on, checked_on, grace_on, excused_on, superseded_on)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, [
		'drop index inspections_registered',
		'drop index inspections_site_registered',
		'drop index slots_point',
		'create index inspections_registered on inspections (registered_at)',
		'create index slots_point on slots (risk_point_id, due_on)',
	]);
}
