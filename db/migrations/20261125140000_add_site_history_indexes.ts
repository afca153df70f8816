import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** What a site's hazards and visits say of how often it is inspected, and which hazards came back, without reading their bodies. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		'create index hazards_history on hazards (site_id, domain, item_id, found_on, registered_at, state, grade, inspection_id)',
		'create index inspections_visits on inspections (site_id, inspected_on)',
		'drop index checks_inspection',
		'create index checks_inspection on checks (inspection_id, failed)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, [
		'drop index checks_inspection',
		'create index checks_inspection on checks (inspection_id)',
		'drop index inspections_visits',
		'drop index hazards_history',
	]);
}
