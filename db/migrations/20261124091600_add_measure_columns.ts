import type {Knex} from 'knex';
import {run} from '../sql.ts';

const added = ['problem', 'issued_on', 'approved_by'];

/** What list two prints beside the fixed fields: the class of problems, the day of issue, who approved "in force". */
export async function up(db: Knex): Promise<void> {
	await run(
		db,
		added.map(column => `alter table measures add column ${column} text`),
	);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		added.map(column => `alter table measures drop column ${column}`),
	);
}
