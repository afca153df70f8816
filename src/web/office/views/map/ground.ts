import {
	control,
	divIcon,
	geoJSON,
	imageOverlay,
	type LatLng,
	type Map as LeafletMap,
	latLng,
	latLngBounds,
	layerGroup,
	map as makeMap,
	marker,
	popup,
	tileLayer,
} from 'leaflet';
import type {Geometry} from '../../../../domain/register/boundary.ts';
import type {MapSetting} from '../../../../domain/register/map-setting.ts';
import {levelWords} from '../../words.ts';
import {type Cluster, type Index, indexOf, levelOf, type MapSite, shownIn} from './clusters.ts';
import {pictureBounds, type Space, spaceOf} from './space.ts';

export type Outline = {name: string; geometry: Geometry | null};
export type Ground = {
	leaflet: LeafletMap;
	space: Space;
	show: (sites: readonly MapSite[]) => void;
	goTo: (site: MapSite) => void;
	/** What is to be told of a site, where it stands. */
	tell: (site: MapSite, words: HTMLElement) => void;
	/** Lies as large on paper as it may, and on the screen as before. */
	toPaper: () => void;
	toScreen: () => void;
	close: () => void;
};
type Options = {place: HTMLElement; setting: MapSetting; outlines: Outline[]; onSite: (site: MapSite) => void};

/** The office's ground with outlines and sites on it; sites that stand close together are drawn as one. */
export function openGround({place, setting, outlines, onSite}: Options): Ground {
	const space = spaceOf(setting);
	const leaflet = makeMap(place, {crs: space.crs, minZoom: setting.base === 'picture' ? -5 : 3, maxZoom: maxZoomOf(setting)});
	addBase(leaflet, setting);
	addOutlines(leaflet, space, outlines);
	const drawn = layerGroup().addTo(leaflet);
	let index: Index = indexOf([]);
	let isPlaced = false;
	let before: {centre: LatLng; zoom: number} | undefined;
	const draw = (): void => {
		const box = boundsOf(leaflet, space);
		const zoom = space.worldZoom(leaflet.getZoom(), {lat: (box[1] + box[3]) / 2, lng: box[0]});
		drawn.clearLayers();
		for (const one of shownIn(index, box, zoom)) {
			const pin = one.kind === 'site' ? sitePin(one.site, space, onSite) : clusterPin(one.cluster, space, leaflet);
			drawn.addLayer(pin);
		}
	};
	leaflet.on('moveend', draw);
	return {
		leaflet,
		space,
		show(sites) {
			index = indexOf(sites);
			if (!isPlaced) placeOn(leaflet, space, setting, sites, outlines);
			isPlaced = true;
			draw();
		},
		goTo: site => void leaflet.setView(space.toGround(site), setting.base === 'picture' ? 1 : 17),
		tell: (site, words) =>
			void popup({minWidth: 220, offset: [0, -6]})
				.setLatLng(space.toGround(site))
				.setContent(words)
				.openOn(leaflet),
		toPaper() {
			before = {centre: leaflet.getCenter(), zoom: leaflet.getZoom()};
			const box = leaflet.getBounds();
			leaflet.options.zoomSnap = 0;
			place.classList.add('on-paper');
			leaflet.invalidateSize({animate: false, pan: false});
			leaflet.fitBounds(setting.base === 'picture' && setting.picture ? pictureBounds(setting.picture) : box, {animate: false});
		},
		toScreen() {
			if (!before) return;
			place.classList.remove('on-paper');
			leaflet.options.zoomSnap = 1;
			leaflet.invalidateSize({animate: false, pan: false});
			leaflet.setView(before.centre, before.zoom, {animate: false});
			before = undefined;
		},
		close: () => void leaflet.remove(),
	};
}

const maxZoomOf = ({base, tiles}: MapSetting): number =>
	base === 'picture' ? 4 : base === 'tiles' ? (tiles?.maxZoom ?? 18) : 19;

function addBase(leaflet: LeafletMap, {base, picture, tiles}: MapSetting): void {
	leaflet.attributionControl.setPrefix(false);
	if (base === 'picture' && picture) imageOverlay(`/api/photos/${picture.sha256}`, pictureBounds(picture)).addTo(leaflet);
	if (base === 'tiles' && tiles)
		tileLayer(tiles.url, {attribution: escaped(tiles.attribution), maxZoom: tiles.maxZoom}).addTo(leaflet);
	if (base !== 'picture') control.scale({imperial: false}).addTo(leaflet);
}

// Leaflet takes an attribution as HTML.
const escaped = (text: string): string => {
	const holder = document.createElement('span');
	holder.textContent = text;
	return holder.innerHTML;
};

function addOutlines(leaflet: LeafletMap, space: Space, outlines: readonly Outline[]): void {
	// Names lie under the pins: what is to be pressed goes before what is to be read.
	leaflet.createPane('names').style.zIndex = '450';
	for (const {name, geometry} of outlines) {
		if (!geometry) continue;
		const layer = geoJSON(geometry, {
			interactive: false,
			style: {color: '#4a5a6b', weight: 1.5, fill: false, dashArray: '5 4'},
			coordsToLatLng: ([lng, lat]) => space.toGround({lat, lng}),
		}).addTo(leaflet);
		const label = divIcon({className: 'map-area', html: wordsOf('span', '', name), iconSize: [0, 0]});
		const box = layer.getBounds();
		const at = latLng(box.getNorth(), box.getCenter().lng);
		marker(at, {icon: label, interactive: false, keyboard: false, pane: 'names'}).addTo(leaflet);
	}
}

function placeOn(
	leaflet: LeafletMap,
	space: Space,
	setting: MapSetting,
	sites: readonly MapSite[],
	outlines: readonly Outline[],
) {
	if (setting.base === 'picture' && setting.picture) {
		leaflet.fitBounds(pictureBounds(setting.picture));
		return;
	}
	const corners: LatLng[] = sites.map(space.toGround);
	for (const {geometry} of outlines) {
		const rings = geometry?.type === 'Polygon' ? geometry.coordinates : (geometry?.coordinates.flat() ?? []);
		corners.push(...rings.flat().map(([lng, lat]) => space.toGround({lat, lng})));
	}
	if (corners.length > 0) leaflet.fitBounds(latLngBounds(corners).pad(0.05));
	else leaflet.setView(space.toGround({lat: 31.23, lng: 121.47}), 13);
}

/** West, south, east, north of what is seen, turned pictures too. */
function boundsOf(leaflet: LeafletMap, space: Space): [number, number, number, number] {
	const box = leaflet.getBounds().pad(0.2);
	const corners = [box.getNorthWest(), box.getNorthEast(), box.getSouthEast(), box.getSouthWest()].map(space.toPlace);
	const [lngs, lats] = [corners.map(({lng}) => lng), corners.map(({lat}) => lat)];
	return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

const word = (level: MapSite['level']): string => (level === null ? '未评价' : levelWords[level]!.replace(/风险$/, ''));

function wordsOf(tag: string, className: string, text: string): HTMLElement {
	const element = document.createElement(tag);
	element.className = className;
	element.textContent = text;
	return element;
}

function sitePin(site: MapSite, space: Space, onSite: Options['onSite']) {
	const html = wordsOf(
		'span',
		`level ${site.level ?? 'none'}`,
		site.overdue > 0 ? `${word(site.level)} 逾期${site.overdue}` : word(site.level),
	);
	const icon = divIcon({className: 'map-pin', html, iconSize: [0, 0]});
	const title = `${site.name}，${word(site.level)}，未结隐患${site.openHazards}条，逾期${site.overdue}条`;
	return marker(space.toGround(site), {icon, title, alt: title}).on('click', () => onSite(site));
}

function clusterPin({id: _, count, rank, worst, lat, lng}: Cluster, space: Space, leaflet: LeafletMap) {
	const level = levelOf(rank);
	const html = document.createElement('span');
	html.className = `level map-cluster ${level ?? 'none'}`;
	html.append(wordsOf('b', '', `${count}`), wordsOf('span', '', `${word(level)}${worst}`));
	const icon = divIcon({className: 'map-pin', html, iconSize: [0, 0]});
	const title = `${count}个场所，最高等级${word(level)}，${worst}个`;
	const at = space.toGround({lat, lng});
	return marker(at, {icon, title, alt: title}).on('click', () => leaflet.setView(at, leaflet.getZoom() + 2));
}
