import type {Knex} from 'knex';
import {run} from '../sql.ts';

const added = ['safety_manager', 'responsibility_letter', 'letter_valid_to'];

/** Who looks after safety at a site, and the letter by which its occupant took responsibility; its last day by itself, to ask for it. */
export async function up(db: Knex): Promise<void> {
	await run(
		db,
		added.map(column => `alter table sites add column ${column} text`),
	);
}

export async function down(db: Knex): Promise<void> {
	await run(
		db,
		added.map(column => `alter table sites drop column ${column}`),
	);
}
