import type {Fault} from '../problem.ts';

/** GeoJSON positions: longitude before latitude, WGS-84. */
export type Ring = [lng: number, lat: number][];
export type Geometry = {type: 'Polygon'; coordinates: Ring[]} | {type: 'MultiPolygon'; coordinates: Ring[][]};
/** The outline of an area; null when it was taken back. */
export type Boundary = {id: string; geometry: Geometry | null; version: number};

/** Of all rings of one area together. */
export const mostPositions = 5000;
/** The corners of the country, wide: beyond them somebody wrote latitude first. */
const reach = {west: 73, east: 136, south: 3, north: 54};

export const ringsOf = (geometry: Geometry): Ring[] =>
	geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();

/** To about a decimetre, so that sending the same again changes nothing. */
export const settleGeometry = (geometry: Geometry): Geometry => {
	const round = (ring: Ring): Ring => ring.map(([lng, lat]) => [rounded(lng), rounded(lat)]);
	return geometry.type === 'Polygon'
		? {type: 'Polygon', coordinates: geometry.coordinates.map(round)}
		: {type: 'MultiPolygon', coordinates: geometry.coordinates.map(part => part.map(round))};
};

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Everything that is wrong with an outline: empty, too fine, not closed, too short, or elsewhere. */
export function boundaryFaults(geometry: Geometry): Fault[] {
	const rings = ringsOf(geometry);
	const count = rings.reduce((sum, ring) => sum + ring.length, 0);
	return [
		...(rings.length === 0 ? [{path: '/geometry/coordinates', message: '没有边界线。'}] : []),
		...(count > mostPositions
			? [{path: '/geometry/coordinates', message: `共${count}个点，最多${mostPositions}个，请先简化。`}]
			: []),
		...rings.flatMap((ring, i) => ringFaults(ring, `/geometry/ring/${i}`)),
	];
}

function ringFaults(ring: Ring, path: string): Fault[] {
	const [first, last] = [ring[0], ring.at(-1)];
	if (!first || !last || ring.length < 4) return [{path, message: '每圈至少四个点，首尾相同。'}];
	const isElsewhere = ring.some(
		([lng, lat]) => !(lng >= reach.west && lng <= reach.east && lat >= reach.south && lat <= reach.north),
	);
	return [
		...(first[0] === last[0] && first[1] === last[1] ? [] : [{path, message: '首尾两点应相同（闭合）。'}]),
		...(isElsewhere ? [{path, message: '有的点不在国内；坐标应经度在前、纬度在后。'}] : []),
	];
}
