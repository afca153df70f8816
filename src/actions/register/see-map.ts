import {cutOffLabel} from '../../domain/figures/label.ts';
import {unprocessable} from '../../domain/problem.ts';
import {areasBelow} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {listAreas} from '../../store/register/areas.ts';
import {listBoundaries} from '../../store/register/boundaries.ts';
import {countMapSites, mapSites} from '../../store/register/map-sites.ts';
import type {Context} from '../context.ts';
import {scopeOfReader} from '../hazards/see-lists.ts';
import {tableInForce} from './tables.ts';

const mostSites = 10_000;
export type MapQuery = {area?: string; domain?: string};

/** Every site of the scope for the map in one reply: where it is, the worst level in force, what is open and overdue there. */
export async function seeMapSites(db: Db, context: Context, {area, domain}: MapQuery) {
	const {caller, forms, today, now} = context;
	if (domain !== undefined && !forms.sectors.has(domain)) throw unprocessable([{path: '/domain', message: '没有这个行业领域。'}]);
	const {raise} = await tableInForce(db, context, 'dynamic-risk');
	const areas = area === undefined ? undefined : areasBelow(await listAreas(db), area);
	const filter = {areas, domain, raise, today};
	const {total, unplaced} = await countMapSites(db, caller.scope, filter);
	return {
		cutOffAt: now,
		label: cutOffLabel(now, today),
		scope: scopeOfReader(caller.scope, forms.sectors),
		total,
		unplaced,
		sites: await mapSites(db, caller.scope, filter, mostSites),
	};
}

/** The outlines of areas, with their names: areas are no secret. */
export async function seeBoundaries(db: Db) {
	const areas = new Map((await listAreas(db)).map(area => [area.id, area]));
	const items = (await listBoundaries(db)).map(({id, ...same}) => {
		const {name, kind} = areas.get(id)!;
		return {areaId: id, name, kind, ...same};
	});
	return {items, next: null};
}
