import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** What a year's notice changed when it was entered; version 0: by a notice that came with the program. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table calendar_changes (seq ${serial(db)}, id text not null unique, year integer not null, version integer not null, kind text not null,
			subject text not null, site_id text not null, community_id text not null, domain text not null, what text, was text, becomes text)`,
		'create index calendar_changes_year on calendar_changes (year, version, seq)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table calendar_changes']);
}
