import type {Knex} from 'knex';
import {isPostgres, run} from '../sql.ts';

/** List order over all states, and numbers by their beginning. */
export async function up(db: Knex): Promise<void> {
	await run(db, ['create index hazards_order on hazards (grade_rank, red_flag, due_on, seq)']);
	// The unique index of SQLite serves a range; that of PostgreSQL sorts by its locale.
	if (isPostgres(db)) await run(db, ['create index hazards_number_pattern on hazards (number text_pattern_ops)']);
}

export async function down(db: Knex): Promise<void> {
	if (isPostgres(db)) await run(db, ['drop index hazards_number_pattern']);
	await run(db, ['drop index hazards_order']);
}
