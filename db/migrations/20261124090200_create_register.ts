import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table sites (seq ${seq}, id text not null unique, label text not null unique, name text not null, kind text not null, area_id text not null references areas (id),
			community_id text not null references areas (id), address text not null, building text, lat double precision, lng double precision, tags text not null,
			starts_on text not null, closed_on text, pauses text not null, occupant text, version integer not null)`,
		'create index sites_community on sites (community_id, name, seq)',
		'create index sites_area on sites (area_id)',
		'create index sites_name on sites (name, seq)',
		`create table occupancies (seq ${seq}, id text not null unique, site_id text not null references sites (id), name text not null, uscc text, responsible text not null,
			phone text not null, from_on text not null, to_on text)`,
		'create index occupancies_site on occupancies (site_id, from_on)',
		`create table risk_points (seq ${seq}, id text not null unique, label text not null unique, site_id text not null references sites (id), community_id text not null,
			domain text not null, name text not null, place text not null, attributes text not null, events text not null, controls text not null,
			assessed_level text, assessment_id text, closed_on text, version integer not null)`,
		'create index risk_points_site on risk_points (site_id)',
		'create index risk_points_scope on risk_points (community_id, domain, seq)',
		`create table assessments (seq ${seq}, id text not null unique, risk_point_id text not null references risk_points (id), method text not null, factors text not null,
			sentences text not null, score double precision not null, level text not null, state text not null, reason text, by_id text not null, at text not null,
			decided_by text, decided_at text)`,
		'create index assessments_point on assessments (risk_point_id, seq)',
		`create table site_versions (site_id text not null, version integer not null, valid_from text not null, valid_to text not null, span integer not null,
			is_open integer not null, name text not null, community_id text not null, primary key (site_id, version))`,
		'create index sv_span on site_versions (span, valid_from, valid_to, community_id, site_id) where is_open = 1',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		['site_versions', 'assessments', 'risk_points', 'occupancies', 'sites'].map(table => `drop table ${table}`),
	);
}
