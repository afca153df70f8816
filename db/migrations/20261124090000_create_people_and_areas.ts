import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table areas (seq ${seq}, id text not null unique, name text not null, kind text not null, parent_id text references areas (id),
			population integer, version integer not null)`,
		'create index areas_parent on areas (parent_id)',
		`create table people (seq ${seq}, id text not null unique, account text not null unique, name text not null, roles text not null,
			reviewer integer not null, phone text, certificate text, password_hash text, from_on text not null, to_on text, version integer not null)`,
		`create table grants (seq ${seq}, id text not null unique, person_id text not null references people (id), area_id text not null references areas (id),
			domains text, from_on text not null, to_on text, version integer not null)`,
		'create index grants_person on grants (person_id)',
		'create index grants_area on grants (area_id)',
		`create table teams (seq ${seq}, id text not null unique, name text not null, areas text not null, domains text not null,
			minutes_per_day integer not null, pairs text not null, version integer not null)`,
		`create table leave (seq ${seq}, id text not null unique, person_id text not null references people (id), from_on text not null, to_on text not null,
			version integer not null)`,
		'create index leave_person on leave (person_id)',
		`create table sessions (seq ${seq}, id text not null unique, token_hash text not null unique, kind text not null, person_id text not null references people (id),
			name text, created_at text not null, expires_at text not null)`,
		'create index sessions_person on sessions (person_id)',
		`create table settings (seq ${seq}, id text not null unique, value text not null, version integer not null)`,
		'create table counters (name text not null primary key, value integer not null)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		['counters', 'settings', 'sessions', 'leave', 'teams', 'grants', 'people', 'areas'].map(table => `drop table ${table}`),
	);
}

/** Arrival order: every table has it beside its id. */
