import type {Knex} from 'knex';
import {isPostgres, run, serial} from '../sql.ts';

export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table hazards (seq ${seq}, id text not null unique, number text not null unique, version integer not null, state text not null, grade text not null,
			grade_rank integer not null, route text not null, red_flag integer not null, site_id text not null references sites (id),
			risk_point_id text not null references risk_points (id), inspection_id text references inspections (id), item_id text not null, domain text not null,
			community_id text not null, due_on text not null, found_on text not null, registered_at text not null, ended_at text, body text not null)`,
		'create index hazards_open_scope on hazards (community_id, domain, grade_rank, red_flag, due_on, seq) where ended_at is null',
		'create index hazards_open_domain on hazards (domain, grade_rank, red_flag, due_on, seq) where ended_at is null',
		'create index hazards_open on hazards (grade_rank, red_flag, due_on, seq) where ended_at is null',
		'create index hazards_registered on hazards (registered_at, seq)',
		'create index hazards_site on hazards (site_id, seq)',
		'create index hazards_point on hazards (risk_point_id)',
		'create index hazards_inspection on hazards (inspection_id)',
		`create table hazard_versions (hazard_id text not null, version integer not null, valid_from text not null, valid_to text not null, span integer not null,
			is_open integer not null, state text not null, grade_rank integer not null, red_flag integer not null, due_on text not null, community_id text not null,
			domain text not null, primary key (hazard_id, version))`,
		`create index hv_span on hazard_versions (span, valid_from, valid_to, grade_rank, red_flag, due_on, community_id, domain, hazard_id) where is_open = 1`,
		`create table measures (seq ${seq}, id text not null unique, number text not null unique, title text not null, kind text not null, cause text not null, text text not null,
			lead text not null, supporting text not null, responsible text not null, due_on text not null, progress text not null, document_number text, effect text,
			review_on text not null, registered_at text not null, voided_at text, version integer not null)`,
		'create index measures_due on measures (progress, due_on)',
		`create table measure_links (seq ${seq}, measure_id text not null references measures (id), kind text not null, target_id text not null, unique (measure_id, kind, target_id))`,
		'create index measure_links_target on measure_links (kind, target_id)',
		`create table measure_versions (measure_id text not null, version integer not null, valid_from text not null, valid_to text not null, span integer not null,
			is_open integer not null, progress text not null, due_on text not null, primary key (measure_id, version))`,
		'create index mv_span on measure_versions (span, valid_from, valid_to, due_on, measure_id) where is_open = 1',
	]);
	await run(
		db,
		isPostgres(db)
			? [
					'create table hazard_grams (hazard_seq bigint primary key, grams text[] not null)',
					'create index hazard_grams_gin on hazard_grams using gin (grams)',
				]
			: [
					`create virtual table hazard_grams using fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='unicode61')`,
				],
	);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		['hazard_grams', 'measure_versions', 'measure_links', 'measures', 'hazard_versions', 'hazards'].map(
			table => `drop table ${table}`,
		),
	);
}
