type Place = {areaId: string; lat: number | null; lng: number | null};
type Point = {x: number; y: number};

const metresPerDegree = 111_320;
// Shanghai lies at 31.2° north; over a subdistrict the difference from a true projection is below a metre.
const narrowing = Math.cos((31.2 * Math.PI) / 180);

const pointOf = ({lat, lng}: {lat: number; lng: number}): Point => ({
	x: lng * metresPerDegree * narrowing,
	y: lat * metresPerDegree,
});

const middle = (points: readonly Point[]): Point => ({
	x: points.reduce((sum, {x}) => sum + x, 0) / points.length,
	y: points.reduce((sum, {y}) => sum + y, 0) / points.length,
});

/** Positions in metres. A place without one is taken to lie in the middle of its area, or of all; 0, 0 when none is known. */
export function positions(places: readonly Place[]): (place: Place) => Point {
	const known = new Map<string, Point[]>();
	for (const {areaId, lat, lng} of places) {
		if (lat === null || lng === null) continue;
		const points = known.get(areaId) ?? [];
		known.set(areaId, points);
		points.push(pointOf({lat, lng}));
	}
	const middles = new Map([...known].map(([area, points]) => [area, middle(points)]));
	const all = middles.size > 0 ? middle([...middles.values()]) : {x: 0, y: 0};
	return ({areaId, lat, lng}) => (lat !== null && lng !== null ? pointOf({lat, lng}) : (middles.get(areaId) ?? all));
}
