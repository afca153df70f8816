import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** Bigrams only say AND: the text itself tells whether they stand together. It also lets a moved hazard be indexed again. */
export async function up(db: Knex): Promise<void> {
	await run(db, [`alter table hazards add column search_text text not null default ''`]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['alter table hazards drop column search_text']);
}
