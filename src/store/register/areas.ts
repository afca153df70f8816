import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

export type Area = {
	id: string;
	name: string;
	kind: 'subdistrict' | 'community' | 'grid' | 'micro-grid';
	parentId: string | null;
	population: number | null;
	version: number;
};

type Row = {id: string; name: string; kind: Area['kind']; parent_id: string | null; population: number | null; version: number};

/** The whole tree, in arrival order: a few hundred rows at most. */
export async function listAreas(db: Db): Promise<Area[]> {
	const rows = await select<Row>(db, 'select * from areas order by seq');
	return rows.map(fromRow);
}

export async function findArea(db: Db, id: string): Promise<Area | undefined> {
	const [row] = await select<Row>(db, 'select * from areas where id = ?', [id]);
	return row && fromRow(row);
}

export async function saveArea(db: Db, area: Area): Promise<void> {
	const row = {name: area.name, kind: area.kind, parent_id: area.parentId, population: area.population, version: area.version};
	if (area.version === 1) await db('areas').insert({id: area.id, ...row});
	else await db('areas').where({id: area.id}).update(row);
}

/** What lies in an area itself, not below it. */
export type AreaCounts = {sites: number; riskPoints: number; openHazards: number};

/** By area, as far as the scope reaches; areas with nothing are missing. */
export async function countByArea(db: Db, scope: Scope): Promise<Map<string, AreaCounts>> {
	const counts = new Map<string, AreaCounts>();
	const add = async (name: keyof AreaCounts, rows: {sql: string; bindings: string[]}) => {
		const found = await select<{area_id: string; n: number}>(
			db,
			`select area_id, count(*) as n from ${rows.sql} group by area_id`,
			rows.bindings,
		);
		for (const {area_id: id, n} of found)
			counts.set(id, {...(counts.get(id) ?? {sites: 0, riskPoints: 0, openHazards: 0}), [name]: Number(n)});
	};
	const places = scopeSql(scope, false);
	await add('sites', {sql: `sites${places.sql && ` where ${places.sql}`}`, bindings: places.bindings});
	const {sql, bindings} = scopeSql(scope);
	const ofSites = (rows: string) => ({sql: `(${rows}) r join sites on sites.id = r.site_id`, bindings});
	await add('riskPoints', ofSites(`select site_id from risk_points${sql && ` where ${sql}`}`));
	await add('openHazards', ofSites(`select site_id from hazards where ended_at is null${sql && ` and ${sql}`}`));
	return counts;
}

const fromRow = (row: Row): Area => ({
	id: row.id,
	name: row.name,
	kind: row.kind,
	parentId: row.parent_id,
	population: row.population,
	version: row.version,
});
