import type {Knex} from 'knex';
import {run} from '../sql.ts';

// put_off: the day that a visit lost to the patrol of a red warning, and the plan of that patrol, said to whoever asks why.
export async function up(db: Knex): Promise<void> {
	await run(db, ['alter table slots add column put_off text']);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['alter table slots drop column put_off']);
}
