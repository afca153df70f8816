import {type Day, type Instant, minDay, plusDays} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {RepeatedItem} from '../../domain/register/risk-point.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

/** Hazards of the same items at the same points, found within so many days before the first of these; by `point/item`, the oldest first. */
export async function sightingsOfItems(
	db: Db,
	hazards: readonly Hazard[],
	days: number,
): Promise<Map<string, Array<{id: string; foundOn: Day}>>> {
	const found = new Map<string, Array<{id: string; foundOn: Day}>>();
	const since = plusDays(hazards.map(({foundOn}) => foundOn).reduce(minDay), -days);
	const points = [...new Set(hazards.map(({riskPointId}) => riskPointId))];
	for (let i = 0; i < points.length; i += 400) {
		const slice = points.slice(i, i + 400);
		const rows = await select<{id: string; risk_point_id: string; item_id: string; found_on: Day}>(
			db,
			`select id, risk_point_id, item_id, found_on from hazards
				where risk_point_id in ${marks(slice)} and found_on > ? and state not in ('void', 'merged') order by found_on, seq`,
			[...slice, since],
		);
		for (const row of rows) {
			const key = `${row.risk_point_id}/${row.item_id}`;
			found.set(key, [...(found.get(key) ?? []), {id: row.id, foundOn: row.found_on}]);
		}
	}
	return found;
}

/** Items that came up on so many days or more at each point after a day, by point; void and merged hazards do not count. */
export async function repeatedItems(
	db: Db,
	pointIds: readonly string[],
	{after, times}: {after: Day; times: number},
): Promise<Map<string, RepeatedItem[]>> {
	const found = new Map<string, RepeatedItem[]>();
	for (let i = 0; i < pointIds.length; i += 400) {
		const slice = pointIds.slice(i, i + 400);
		const rows = await select<{point: string; itemId: string; times: number; lastOn: Day}>(
			db,
			`select risk_point_id as point, item_id as "itemId", count(distinct found_on) as times, max(found_on) as "lastOn" from hazards
				where risk_point_id in ${marks(slice)} and found_on > ? and state not in ('void', 'merged')
				group by risk_point_id, item_id having count(distinct found_on) >= ? order by risk_point_id, item_id`,
			[...slice, after, times],
		);
		for (const {point, times: n, ...item} of rows) found.set(point, [...(found.get(point) ?? []), {...item, times: Number(n)}]);
	}
	return found;
}

/** Hazards of one item at a site, found between two days, that are open or were closed since a moment; in scope, oldest first. */
export async function hazardsOfItem(
	db: Db,
	scope: Scope,
	{siteId, itemId, from, to, closedSince}: {siteId: string; itemId: string; from: Day; to: Day; closedSince: Instant},
): Promise<Hazard[]> {
	const inScope = scopeSql(scope);
	const rows = await select<{body: string}>(
		db,
		`select body from hazards where site_id = ? and item_id = ? and found_on >= ? and found_on <= ?
			and (ended_at is null or (state = 'closed' and ended_at >= ?))${inScope.sql && ` and ${inScope.sql}`} order by seq`,
		[siteId, itemId, from, to, closedSince, ...inScope.bindings],
	);
	return rows.map(({body}) => JSON.parse(body) as Hazard);
}
