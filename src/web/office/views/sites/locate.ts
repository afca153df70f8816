/** A place on the ground, in degrees (WGS-84). */
export type Place = {lat: number; lng: number};
export type Spot = {id: string; name: string; x: number; y: number; isHere: boolean; metres: number};

const degree = 111_320;
/** Metres between two places near each other: a plane is enough within a subdistrict. */
export function metresBetween(a: Place, b: Place): number {
	const east = (b.lng - a.lng) * degree * Math.cos((a.lat * Math.PI) / 180);
	return Math.round(Math.hypot(east, (b.lat - a.lat) * degree));
}

/** How many metres lie between the middle and the edge, so that the nearest few neighbours are seen. */
export function reachOf(metres: readonly number[]): number {
	const sorted = [...metres].sort((a, b) => a - b);
	const wanted = sorted[Math.min(sorted.length, 8) - 1] ?? 100;
	return [50, 100, 200, 500, 1000, 2000, 5000].find(step => step >= wanted) ?? 10_000;
}

/** Where the neighbours stand on a square of 2 × 2 around the place, north at the top; those outside it are left out. */
export function spotsAround(
	here: Place & {id: string},
	others: ReadonlyArray<Place & {id: string; name: string}>,
): {reach: number; spots: Spot[]} {
	const known = others.map(other => ({...other, metres: metresBetween(here, other)}));
	const reach = reachOf(known.filter(({id}) => id !== here.id).map(({metres}) => metres));
	const spots = known.map(({id, name, lat, lng, metres}) => ({
		id,
		name,
		metres,
		isHere: id === here.id,
		x: ((lng - here.lng) * degree * Math.cos((here.lat * Math.PI) / 180)) / reach,
		y: ((here.lat - lat) * degree) / reach,
	}));
	return {reach, spots: spots.filter(({x, y}) => Math.abs(x) <= 1 && Math.abs(y) <= 1)};
}
