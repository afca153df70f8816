import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

export async function up(db: Knex): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table papers (seq ${seq}, id text not null unique, kind text not null, year integer not null, ordinal integer not null, number text not null unique,
			state text not null, site_id text not null references sites (id), community_id text not null, domain text, inspection_id text references inspections (id),
			title text not null, snapshot text not null, sha256 text, pages integer, verify_code text not null unique, issued_by text not null, allocated_at text not null,
			issued_at text, voided_at text, void_reason text, replaced_by text, replaces text, services text not null, version integer not null, unique (kind, year, ordinal))`,
		'create index papers_site on papers (site_id, seq)',
		'create index papers_scope on papers (community_id, seq)',
		'create index papers_inspection on papers (inspection_id)',
		`create index papers_drawing on papers (state) where state = 'drawing'`,
		`create table paper_hazards (seq ${seq}, paper_id text not null references papers (id), hazard_id text not null references hazards (id), round integer not null,
			unique (paper_id, hazard_id))`,
		'create index paper_hazards_hazard on paper_hazards (hazard_id)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		['paper_hazards', 'papers'].map(table => `drop table ${table}`),
	);
}
