import type {Knex} from 'knex';
import {isPostgres, run, serial} from '../sql.ts';

/** What a paper has only once it is issued. */
const given = ['year', 'ordinal', 'number', 'verify_code', 'issued_by', 'allocated_at'];

/** Papers begin as drafts: no number yet, who wrote them, what they ask for, who reviewed and approved them. */
export async function up(db: Knex): Promise<void> {
	if (isPostgres(db)) {
		await run(db, [
			...given.map(name => `alter table papers alter column ${name} drop not null`),
			`alter table papers add column drafters text not null default '[]'`,
			'alter table papers add column drafted_at text',
			`alter table papers add column steps text not null default '[]'`,
			'alter table papers add column asked text',
		]);
		return;
	}
	const added = `, drafters text not null default '[]', drafted_at text, steps text not null default '[]', asked text`;
	await rebuild(db, {needed: '', added});
}

export async function down(db: Knex): Promise<void> {
	await run(db, [
		'delete from paper_hazards where paper_id in (select id from papers where number is null)',
		'delete from papers where number is null',
	]);
	if (isPostgres(db)) {
		await run(db, [
			...['drafters', 'drafted_at', 'steps', 'asked'].map(name => `alter table papers drop column ${name}`),
			...given.map(name => `alter table papers alter column ${name} set not null`),
		]);
		return;
	}
	await rebuild(db, {needed: ' not null', added: ''});
}

const columns =
	'seq, id, kind, year, ordinal, number, state, site_id, community_id, domain, inspection_id, title, snapshot, sha256, pages, verify_code, issued_by, allocated_at, issued_at, voided_at, void_reason, replaced_by, replaces, services, version';

/** SQLite cannot drop a "not null": both tables are made anew, the one that refers to the other too. */
async function rebuild(db: Knex, {needed, added}: {needed: string; added: string}): Promise<void> {
	const seq = serial(db);
	await run(db, [
		`create table papers_new (seq ${seq}, id text not null unique, kind text not null, year integer${needed}, ordinal integer${needed},
			number text${needed} unique, state text not null, site_id text not null references sites (id), community_id text not null, domain text,
			inspection_id text references inspections (id), title text not null, snapshot text not null, sha256 text, pages integer,
			verify_code text${needed} unique, issued_by text${needed}, allocated_at text${needed}, issued_at text, voided_at text, void_reason text,
			replaced_by text, replaces text, services text not null, version integer not null${added}, unique (kind, year, ordinal))`,
		`insert into papers_new (${columns}) select ${columns} from papers order by seq`,
		`create table paper_hazards_new (seq ${seq}, paper_id text not null references papers_new (id), hazard_id text not null references hazards (id),
			round integer not null, unique (paper_id, hazard_id))`,
		`insert into paper_hazards_new (seq, paper_id, hazard_id, round) select seq, paper_id, hazard_id, round from paper_hazards order by seq`,
		'drop table paper_hazards',
		'drop table papers',
		'alter table papers_new rename to papers',
		'alter table paper_hazards_new rename to paper_hazards',
		'create index papers_site on papers (site_id, seq)',
		'create index papers_scope on papers (community_id, seq)',
		'create index papers_inspection on papers (inspection_id)',
		`create index papers_drawing on papers (state) where state = 'drawing'`,
		`create index papers_unserved on papers (kind, id, issued_at) where state = 'issued' and services = '[]'`,
		'create index paper_hazards_hazard on paper_hazards (hazard_id)',
	]);
}
