import type {Knex} from 'knex';
import {run} from '../sql.ts';

/** The codes of a hazard's flags, each between blanks, so that lists can ask for them. Same hands are told at the next move. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`alter table hazards add column flags text not null default ''`,
		`update hazards set flags = case when body like '%"onBehalf":true%' then ' on-behalf ' else '' end
			|| case when body like '%"recurrenceOf":null%' then '' else ' recurrence ' end`,
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['alter table hazards drop column flags']);
}
