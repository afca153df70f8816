import type {Boundary, Geometry} from '../../domain/register/boundary.ts';
import {type Db, isPostgres} from '../engine.ts';
import {select} from '../rows.ts';

type Row = {id: string; geometry: string | null; version: number};

export async function findBoundary(db: Db, areaId: string, {forUpdate = false} = {}): Promise<Boundary | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select id, geometry, version from area_boundaries where id = ?${lock}`, [areaId]);
	return row && fromRow(row);
}

/** The outlines that stand, in the order of their areas. */
export async function listBoundaries(db: Db): Promise<Boundary[]> {
	const rows = await select<Row>(
		db,
		'select b.id, b.geometry, b.version from area_boundaries b join areas a on a.id = b.id where b.geometry is not null order by a.seq',
	);
	return rows.map(fromRow);
}

export async function saveBoundary(db: Db, {id, geometry, version}: Boundary): Promise<void> {
	const row = {geometry: geometry && JSON.stringify(geometry), version};
	if (version === 1) await db('area_boundaries').insert({id, ...row});
	else await db('area_boundaries').where({id}).update(row);
}

const fromRow = ({id, geometry, version}: Row): Boundary => ({
	id,
	geometry: geometry === null ? null : (JSON.parse(geometry) as Geometry),
	version,
});
