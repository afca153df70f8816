import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** Why the second person approved or refused a lowering (product §3). */
export async function up(db: Knex): Promise<void> {
	await run(db, ['alter table assessments add column decision_reason text']);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['alter table assessments drop column decision_reason']);
}
