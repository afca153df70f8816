import type {Knex} from 'knex';
import {run} from '../sql.ts';

const bands = [1, 2, 3, 4];

/** What a photo looks like (64 bits, and its quarters to find those that differ in at most three), when and where it was taken. */
export async function up(db: Knex): Promise<void> {
	await run(db, [
		'alter table photos add column phash text',
		...bands.map(n => `alter table photos add column band_${n} integer`),
		'alter table photos add column taken_at text',
		...['lat', 'lng', 'accuracy'].map(column => `alter table photos add column ${column} double precision`),
		...bands.map(n => `create index photos_band_${n} on photos (band_${n})`),
	]);
}

export async function down(db: Knex): Promise<void> {
	await run(db, [
		...bands.map(n => `drop index photos_band_${n}`),
		...['phash', ...bands.map(n => `band_${n}`), 'taken_at', 'lat', 'lng', 'accuracy'].map(
			column => `alter table photos drop column ${column}`,
		),
	]);
}
