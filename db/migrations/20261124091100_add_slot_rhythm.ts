import type {Knex} from 'knex';
import {run} from '../sql.ts';

// rule_due_on: the due day before it gave way to a holiday; null when it did not. rhythm: the plan's terms under which the slot was made.
export async function up(db: Knex): Promise<void> {
	await run(db, [
		'alter table slots add column rule_due_on text',
		`alter table slots add column rhythm text not null default ''`,
		'create index slots_plan_open on slots (plan_id, grace_on) where checked_on is null and excused_on is null and superseded_on is null',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, [
		'drop index slots_plan_open',
		'alter table slots drop column rhythm',
		'alter table slots drop column rule_due_on',
	]);
}
