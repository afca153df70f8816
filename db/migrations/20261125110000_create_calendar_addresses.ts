import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** Secret addresses of calendars, by the hash of the secret; how often each event of one was changed. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table calendar_addresses (seq ${serial(db)}, id text not null unique, person_id text not null unique references people (id),
			secret_hash text unique, made_at text not null, version integer not null)`,
		`create table calendar_events (seq ${serial(db)}, id text not null unique, person_id text not null references people (id),
			visit_on text not null, sequence integer not null, content text not null, changed_at text not null)`,
		'create index calendar_events_person on calendar_events (person_id, visit_on)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table calendar_events', 'drop table calendar_addresses']);
}
