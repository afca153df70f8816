import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table plans (seq ${seq}, id text not null unique, name text not null, checklist text not null, scope text not null, area_id text references areas (id),
			domain text not null, intervals text not null, early_days text not null, anchor text not null, weekdays text not null, holidays text not null, teams text not null,
			from_on text not null, to_on text, grace_days integer not null, campaign integer not null, version integer not null)`,
		'create index plans_area on plans (area_id)',
		`create table slots (seq ${seq}, id text not null unique, plan_id text not null references plans (id), risk_point_id text not null references risk_points (id),
			site_id text not null references sites (id), community_id text not null, domain text not null, level text not null, checklist text not null,
			ordinal integer not null, opens_on text not null, due_on text not null, grace_on text not null, priority integer not null, created_at text not null,
			checked_on text, checked_at text, inspection_id text, attempts text not null, excused_on text, excuse text, superseded_on text, superseded_by text,
			assigned_on text, pair_id text, people text, unique (plan_id, risk_point_id, ordinal))`,
		'create index slots_point on slots (risk_point_id, due_on)',
		'create index slots_site on slots (site_id)',
		'create index slots_due on slots (due_on, community_id, domain)',
		'create index slots_assigned on slots (assigned_on, pair_id)',
		`create table inspections (seq ${seq}, id text not null unique, number text not null unique, site_id text not null references sites (id), community_id text not null,
			kind text not null, outcome text not null, started_at text not null, ended_at text not null, inspected_on text not null, inspectors text not null,
			filed_by text not null, registered_at text not null, content text not null, content_sha256 text not null, flags text not null)`,
		'create index inspections_site on inspections (site_id, seq)',
		'create index inspections_scope on inspections (community_id, seq)',
		'create index inspections_filed on inspections (filed_by, seq)',
		`create table checks (seq ${seq}, id text not null unique, inspection_id text not null references inspections (id), risk_point_id text not null references risk_points (id),
			community_id text not null, domain text not null, checklist text, answers text not null, failed integer not null, checked_on text not null)`,
		'create index checks_inspection on checks (inspection_id)',
		'create index checks_point on checks (risk_point_id, seq)',
		`create table photos (seq ${seq}, id text not null unique, type text not null, size integer not null, width integer not null, height integer not null,
			uploaded_by text not null, uploaded_at text not null)`,
		`create table photo_links (seq ${seq}, id text not null unique, sha256 text not null, subject text not null, role text not null, community_id text not null, domain text,
			metadata text)`,
		'create index photo_links_sha on photo_links (sha256)',
		'create index photo_links_subject on photo_links (subject)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		['photo_links', 'photos', 'checks', 'inspections', 'slots', 'plans'].map(table => `drop table ${table}`),
	);
}
