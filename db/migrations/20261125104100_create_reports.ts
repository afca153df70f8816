import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** Period reports: drafted with their figures, worded by people, frozen with a hash. */
export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table reports (seq ${seq}, id text not null unique, kind text not null, from_on text not null, to_on text not null, state text not null,
			cut_off_at text not null, extent text not null, title text not null, texts text not null, content text not null, drafters text not null, drafted_at text not null,
			frozen_by text, frozen_at text, void_reason text, sha256 text, version integer not null)`,
		'create index reports_period on reports (kind, from_on)',
		`create table report_scopes (seq ${seq}, report_id text not null references reports (id), community_id text not null, domain text not null,
			unique (report_id, community_id, domain))`,
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table report_scopes', 'drop table reports']);
}
