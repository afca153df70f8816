import {routeOrder} from './assign/route.ts';
import {positions} from './position.ts';

export type WalkSite = {id: string; areaId: string; position: {lat: number; lng: number} | null};
/** Metres as the crow flies from the stop before; null when nobody entered where one of the two lies. */
export type Stop = {siteId: string; metres: number | null};

/** Sites in the order in which to walk, along the shortest open way, from the end that the first named is nearer to. */
export function walk(sites: readonly WalkSite[]): Stop[] {
	const places = sites.map(({areaId, position}) => ({areaId, lat: position?.lat ?? null, lng: position?.lng ?? null}));
	const points = places.map(positions(places));
	const [x, y] = [Float64Array.from(points, point => point.x), Float64Array.from(points, point => point.y)];
	const order = routeOrder([...sites.keys()], x, y);
	return order.map((at, i) => ({siteId: sites[at]!.id, metres: metresBetween(order[i - 1], at)}));

	function metresBetween(from: number | undefined, to: number): number | null {
		if (from === undefined) return 0;
		return sites[from]!.position && sites[to]!.position ? Math.round(Math.hypot(x[from]! - x[to]!, y[from]! - y[to]!)) : null;
	}
}
