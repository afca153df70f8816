import type {FloorPlan, Pin} from '../../domain/register/floor-plan.ts';
import {type Db, isPostgres} from '../engine.ts';
import {select} from '../rows.ts';

type Row = {
	id: string;
	site_id: string;
	name: string;
	picture: string;
	width: number;
	height: number;
	pins: string;
	closed_on: string | null;
	version: number;
};

export async function findFloorPlan(db: Db, id: string, {forUpdate = false} = {}): Promise<FloorPlan | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select * from floor_plans where id = ?${lock}`, [id]);
	return row && fromRow(row);
}

/** All plans of a site in order of arrival, closed ones included. */
export async function floorPlansOf(db: Db, siteId: string): Promise<FloorPlan[]> {
	const rows = await select<Row>(db, 'select * from floor_plans where site_id = ? order by seq', [siteId]);
	return rows.map(fromRow);
}

export async function saveFloorPlan(db: Db, {id, siteId, pins, closedOn, ...same}: FloorPlan): Promise<void> {
	const row = {site_id: siteId, pins: JSON.stringify(pins), closed_on: closedOn, ...same};
	if (same.version === 1) await db('floor_plans').insert({id, ...row});
	else await db('floor_plans').where({id}).update(row);
}

const fromRow = (row: Row): FloorPlan => ({
	id: row.id,
	siteId: row.site_id,
	name: row.name,
	picture: row.picture,
	width: row.width,
	height: row.height,
	pins: JSON.parse(row.pins) as Pin[],
	closedOn: row.closed_on,
	version: row.version,
});
