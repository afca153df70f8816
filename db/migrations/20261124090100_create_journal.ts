import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table journal (seq ${seq}, subject text not null, version integer not null, at text not null, actor text not null, action text not null,
			reason text, request_id text, after text not null, previous_hash text not null, hash text not null, unique (subject, version))`,
		'create index journal_at on journal (at)',
		'create index journal_actor on journal (actor, at)',
		`create table seals (seq ${seq}, day text not null unique, count integer not null, last_seq integer not null, hash text not null, made_at text not null)`,
		`create table access_log (seq ${seq}, at text not null, person_id text, what text not null, subject text, address text)`,
		'create index access_log_at on access_log (at)',
		`create table replies (seq ${seq}, id text not null unique, content_sha256 text not null, person_id text not null, status integer not null, body text not null,
			at text not null, expires_at text)`,
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		['replies', 'access_log', 'seals', 'journal'].map(table => `drop table ${table}`),
	);
}
