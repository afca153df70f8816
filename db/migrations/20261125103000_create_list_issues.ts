import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** Issues of the two lists with their frozen rows; hazards by the moment they ended. */
export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table list_issues (seq ${seq}, id text not null unique, list text not null, state text not null, number text unique, cut_off_at text not null,
			filter text not null, extent text not null, series text not null, previous_id text references list_issues (id), drafters text not null, drafted_at text not null,
			approved_by text, approved_at text, void_reason text, sha256 text, count integer, content text, version integer not null)`,
		'create index list_issues_series on list_issues (list, series, state, cut_off_at)',
		'create index list_issues_previous on list_issues (previous_id)',
		`create table list_issue_scopes (seq ${seq}, issue_id text not null references list_issues (id), community_id text not null, domain text not null,
			unique (issue_id, community_id, domain))`,
		`create table list_issue_rows (issue_id text not null references list_issues (id), position integer not null, id text not null, number text not null,
			version integer not null, cells text not null, marks text not null, sha256 text not null, primary key (issue_id, position))`,
		'create index hazards_ended on hazards (ended_at) where ended_at is not null',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, [
		'drop index hazards_ended',
		'drop table list_issue_rows',
		'drop table list_issue_scopes',
		'drop table list_issues',
	]);
}
