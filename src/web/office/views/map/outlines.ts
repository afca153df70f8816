import gcoord from 'gcoord';
import type {Geometry, Ring} from '../../../../domain/register/boundary.ts';
import type {TileCoordinates} from '../../../../domain/register/map-setting.ts';

export type Feature = {name: string; geometry: Geometry};
type Raw = {
	type?: string;
	features?: Raw[];
	geometry?: {type?: string; coordinates?: unknown};
	properties?: Record<string, unknown> | null;
};

const nameOf = (properties: Raw['properties']): string =>
	(['name', '名称', 'NAME', 'Name', '居民区'].map(key => properties?.[key]).find(value => typeof value === 'string') as string) ??
	'';

/** The outlines of a GeoJSON file in WGS-84; null when it is none. What is no polygon is left out. */
export function readOutlines(text: string, coordinates: TileCoordinates): Feature[] | null {
	let raw: Raw;
	try {
		raw = JSON.parse(text) as Raw;
	} catch {
		return null;
	}
	const features = raw.type === 'FeatureCollection' ? raw.features : raw.type === 'Feature' ? [raw] : undefined;
	if (!Array.isArray(features)) return null;
	return features.flatMap(({geometry, properties}) => {
		if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return [];
		return [{name: nameOf(properties), geometry: settled(geometry as Geometry, coordinates)}];
	});
}

function settled(geometry: Geometry, coordinates: TileCoordinates): Geometry {
	const ring = (points: Ring): Ring =>
		points.map(
			([lng, lat]) =>
				(coordinates === 'gcj-02' ? gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84) : [lng, lat]) as [number, number],
		);
	return geometry.type === 'Polygon'
		? {type: 'Polygon', coordinates: geometry.coordinates.map(ring)}
		: {type: 'MultiPolygon', coordinates: geometry.coordinates.map(part => part.map(ring))};
}
