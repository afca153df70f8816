import {type MapSetting, noMap} from '../../domain/register/map-setting.ts';
import type {OfficeTable} from '../../domain/tables.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';

/** The office as papers name it: the prefix stands before the kind in every number (rules §1.3). */
export type Organisation = {
	id: 'organisation';
	office: string;
	paperPrefix: string;
	phone: string;
	address: string | null;
	version: number;
};

/** The office's own particulars; undefined until an administrator has given them. */
export async function findOrganisation(db: Db): Promise<Organisation | undefined> {
	const [row] = await select<{value: string; version: number}>(
		db,
		`select value, version from settings where id = 'organisation'`,
	);
	return row && {...(JSON.parse(row.value) as Omit<Organisation, 'id' | 'version'>), id: 'organisation', version: row.version};
}

export async function saveOrganisation(db: Db, {id, version, ...value}: Organisation): Promise<void> {
	const row = {value: JSON.stringify(value), version};
	if (version === 1) await db('settings').insert({id, ...row});
	else await db('settings').where({id}).update(row);
}

/** What the office made of one of its tables; undefined while the default holds. */
export async function findTable(db: Db, name: string): Promise<OfficeTable | undefined> {
	const [row] = await select<{value: string; version: number}>(db, 'select value, version from settings where id = ?', [
		tableKey(name),
	]);
	return row && {...(JSON.parse(row.value) as Omit<OfficeTable, 'id' | 'version'>), id: name, version: row.version};
}

export async function saveTable(db: Db, {id, version, ...value}: OfficeTable): Promise<void> {
	const row = {value: JSON.stringify(value), version};
	if (version === 1) await db('settings').insert({id: tableKey(id), ...row});
	else
		await db('settings')
			.where({id: tableKey(id)})
			.update(row);
}

export const tableKey = (name: string): string => `table/${name}`;

/** The ground of the map as the office has set it; version 0 while it has not. */
export async function findMapSetting(db: Db): Promise<MapSetting> {
	const [row] = await select<{value: string; version: number}>(db, `select value, version from settings where id = 'map'`);
	return row ? {...(JSON.parse(row.value) as Omit<MapSetting, 'id' | 'version'>), id: 'map', version: row.version} : noMap;
}

export async function saveMapSetting(db: Db, {id, version, ...value}: MapSetting): Promise<void> {
	const row = {value: JSON.stringify(value), version};
	if (version === 1) await db('settings').insert({id, ...row});
	else await db('settings').where({id}).update(row);
}
