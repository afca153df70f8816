import type {Db} from '../engine.ts';
import {select} from '../rows.ts';

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

const fromRow = (row: Row): Area => ({
	id: row.id,
	name: row.name,
	kind: row.kind,
	parentId: row.parent_id,
	population: row.population,
	version: row.version,
});
