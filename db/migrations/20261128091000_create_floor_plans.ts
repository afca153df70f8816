import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** A floor of a site with the pins of its risk points; seen and scoped through its site. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table floor_plans (seq ${serial(db)}, id text not null unique, site_id text not null references sites (id), name text not null,
			picture text not null, width integer not null, height integer not null, pins text not null, closed_on text, version integer not null)`,
		'create index floor_plans_site on floor_plans (site_id, seq)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table floor_plans']);
}
