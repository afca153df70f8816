import {seeded} from './random.ts';

// The invented ground: 2,560 m by 1,920 m, on a picture of 1,600 by 1,200 pixels, north up.
export const [width, height] = [1600, 1200];
const metresPerPixel = 1.6;
const corner = {lat: 31.2165, lng: 121.4155};
const metresPerDegree = (Math.PI / 180) * 6_378_137;

export type Pixel = {x: number; y: number};
export type Place = {lat: number; lng: number};

/** Where a pixel of the picture lies, in WGS-84 to seven places. */
export function placeOf({x, y}: Pixel): Place {
	const east = x * metresPerPixel;
	const south = y * metresPerPixel;
	const round = (n: number) => Math.round(n * 1e7) / 1e7;
	return {
		lat: round(corner.lat - south / metresPerDegree),
		lng: round(corner.lng + east / (metresPerDegree * Math.cos((corner.lat * Math.PI) / 180))),
	};
}

const columns = [4, 4, 4, 5];
const [left, right, top, bottom] = [70, width - 70, 80, height - 130];
const rowHeight = (bottom - top) / columns.length;

/** The street that runs west to east above the row; the last one runs below all. */
export const streetY = (row: number, x: number): number => top + row * rowHeight + 22 * Math.sin(x / 260 + row * 1.7);

/** The lanes that part a row, west to east, at its upper and its lower end. */
export function lanesOf(row: number): Array<{above: number; below: number}> {
	const count = columns[row]!;
	const step = (right - left) / count;
	return Array.from({length: count + 1}, (_, i) => {
		const isOutside = i === 0 || i === count;
		const x = left + i * step + (isOutside ? 0 : 34 * Math.sin(row * 2.1 + i * 1.3));
		return {above: x, below: x + (isOutside ? 0 : 16 * Math.cos(row + i))};
	});
}
export const rows = columns.map((_, row) => row);

type Cell = {row: number; west: {above: number; below: number}; east: {above: number; below: number}};

/** The part of the ground that is community `n`, from 1. */
export function cellOf(n: number): Cell {
	let index = n - 1;
	for (const row of rows) {
		if (index < columns[row]!) {
			const lanes = lanesOf(row);
			return {row, west: lanes[index]!, east: lanes[index + 1]!};
		}
		index -= columns[row]!;
	}
	throw new Error(`no ground for community ${n}`);
}

/** A pixel so far from the west and from the north of a cell, both from 0 to 1. */
export function within({row, west, east}: Cell, u: number, v: number): Pixel {
	const from = west.above + (west.below - west.above) * v;
	const to = east.above + (east.below - east.above) * v;
	const x = from + (to - from) * u;
	return {x, y: streetY(row, x) * (1 - v) + streetY(row + 1, x) * v};
}

const spots = [
	[0.22, 0.26],
	[0.74, 0.3],
	[0.3, 0.76],
	[0.77, 0.72],
	[0.5, 0.5],
] as const;
/** Where the `i`th site of a community stands. */
export function sitePlace(community: number, i: number): Place {
	const random = seeded(community * 100 + i);
	const [u, v] = spots[i % spots.length]!;
	const shift = () => (random.next() - 0.5) * 0.14;
	return placeOf(within(cellOf(community), u + shift(), v + shift()));
}

/** The outline of a community as GeoJSON, along its streets and lanes. */
export function outlineOf(community: number) {
	const cell = cellOf(community);
	const steps = Array.from({length: 9}, (_, i) => i / 8);
	const pixels = [...steps.map(u => within(cell, u, 0)), ...[...steps].reverse().map(u => within(cell, u, 1))];
	const ring = [...pixels, pixels[0]!].map(placeOf).map(({lat, lng}) => [lng, lat] as [number, number]);
	return {type: 'Polygon' as const, coordinates: [ring]};
}

/** Two corners of which the place is known: the picture is fitted by them. */
export const fixedPoints = [
	{x: 100, y: 100},
	{x: width - 100, y: height - 100},
].map(pixel => ({...pixel, ...placeOf(pixel)}));
