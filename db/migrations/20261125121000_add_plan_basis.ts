import type {Knex} from 'knex';
import {run} from '../sql.ts';

// basis: why a campaign is held, said to whoever asks why a slot is there. urgent: its visits go before all others, on any day.
export async function up(db: Knex): Promise<void> {
	await run(db, ['alter table plans add column basis text', 'alter table plans add column urgent integer not null default 0']);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['alter table plans drop column urgent', 'alter table plans drop column basis']);
}
