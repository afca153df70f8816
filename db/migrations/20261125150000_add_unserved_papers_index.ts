import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** Notices that nobody has served yet, without reading past their snapshots. */
export async function up(db: Knex): Promise<void> {
	await run(db, ["create index papers_unserved on papers (kind, id, issued_at) where state = 'issued' and services = '[]'"]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop index papers_unserved']);
}
