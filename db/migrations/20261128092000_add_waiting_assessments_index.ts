import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** Lowerings that wait for a second person are few among many assessments. */
export async function up(db: Knex): Promise<void> {
	await run(db, [`create index assessments_waiting on assessments (seq) where state = 'waiting'`]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop index assessments_waiting']);
}
