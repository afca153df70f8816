import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** One-time links by which a site answers a notice; only their hashes are kept here. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table reply_tokens (seq ${serial(db)}, id text not null unique, paper_id text not null references papers (id), token_hash text not null unique,
			made_by text not null, made_at text not null, expires_at text not null, used_at text, revoked_at text)`,
		'create index reply_tokens_paper on reply_tokens (paper_id)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table reply_tokens']);
}
