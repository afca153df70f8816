import type {Knex} from 'knex';
import {run, serial} from '../sql.ts';

/** The outline of an area on the map, as GeoJSON; null when it was taken back. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		`create table area_boundaries (seq ${serial(db)}, id text not null unique references areas (id), geometry text, version integer not null)`,
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, ['drop table area_boundaries']);
}
