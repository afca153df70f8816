import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** A typhoon or rainstorm warning as it was announced; plan_id: the patrol that it called for. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table weather_warnings (seq ${serial(db)}, id text not null unique, kind text not null, level text not null, issued_at text not null,
			source text not null, area_id text references areas (id), plan_id text references plans (id), lifted_at text, lifting text, version integer not null)`,
		'create index weather_warnings_area on weather_warnings (area_id)',
		'create index weather_warnings_plan on weather_warnings (plan_id)',
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table weather_warnings']);
}
