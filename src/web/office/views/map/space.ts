import gcoord from 'gcoord';
import {CRS, type LatLng, type LatLngBounds, latLng, latLngBounds} from 'leaflet';
import {fitOf, type Place, toPixel, toPlace} from '../../../../domain/register/fitting.ts';
import type {MapSetting} from '../../../../domain/register/map-setting.ts';

/** How places in WGS-84 come onto the ground that the office has set, and back. */
export type Space = {
	crs: CRS;
	toGround: (place: Place) => LatLng;
	toPlace: (at: LatLng) => Place;
	/** The zoom of a world map at which a metre is as long as it is here. */
	worldZoom: (zoom: number, at: Place) => number;
};

const plain: Space = {
	crs: CRS.EPSG3857,
	toGround: ({lat, lng}) => latLng(lat, lng),
	toPlace: ({lat, lng}) => ({lat, lng}),
	worldZoom: zoom => zoom,
};

// 国测局 coordinates: what a Chinese service draws lies some hundred metres beside where it is.
const shifted: Space = {
	...plain,
	toGround({lat, lng}) {
		const [east, north] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02);
		return latLng(north, east);
	},
	toPlace({lat, lng}) {
		const [east, north] = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84);
		return {lat: north, lng: east};
	},
};

const metresAtZoomZero = 156_543.033_92;

/** On the office's own picture the ground is its pixels, up from the lower edge. */
function pictureSpace({points: [first, second]}: NonNullable<MapSetting['picture']>): Space | null {
	const fit = fitOf(first, second);
	if (!fit) return null;
	return {
		crs: CRS.Simple,
		toGround(place) {
			const {x, y} = toPixel(fit, place);
			return latLng(-y, x);
		},
		toPlace: ({lat, lng}) => toPlace(fit, {x: lng, y: -lat}),
		worldZoom: (zoom, {lat}) => Math.log2((metresAtZoomZero * Math.cos((lat * Math.PI) / 180) * 2 ** zoom) / fit.metresPerPixel),
	};
}

export function spaceOf({base, picture, tiles}: Pick<MapSetting, 'base' | 'picture' | 'tiles'>): Space {
	if (base === 'picture' && picture) return pictureSpace(picture) ?? plain;
	return base === 'tiles' && tiles?.coordinates === 'gcj-02' ? shifted : plain;
}

export const pictureBounds = ({width, height}: {width: number; height: number}): LatLngBounds =>
	latLngBounds(latLng(-height, 0), latLng(0, width));
