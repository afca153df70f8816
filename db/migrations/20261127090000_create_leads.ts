import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** What somebody saw and reported in three fields; without a community until somebody knows where it is. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table leads (seq ${serial(db)}, id text not null unique, number text not null unique, version integer not null, state text not null,
			reporter text not null references people (id), site_id text references sites (id), community_id text references areas (id),
			hazard_id text references hazards (id), registered_at text not null, body text not null, search_text text not null)`,
		'create index leads_reporter on leads (reporter, seq)',
		'create index leads_site on leads (site_id)',
		'create index leads_scope on leads (community_id, seq)',
		'create index leads_hazard on leads (hazard_id)',
		'create index leads_state on leads (state, seq)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table leads']);
}
