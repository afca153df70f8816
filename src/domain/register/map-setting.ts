import type {Fault} from '../problem.ts';
import {type FixedPoint, fitOf} from './fitting.ts';

export const mapBases = ['none', 'picture', 'tiles'] as const;
export type MapBase = (typeof mapBases)[number];
/** In which coordinates a service draws its tiles; ours are WGS-84. */
export const tileCoordinates = ['wgs-84', 'gcj-02'] as const;
export type TileCoordinates = (typeof tileCoordinates)[number];

/** The office's own picture of its ground with two points of which the place is known. */
export type BasePicture = {sha256: string; width: number; height: number; points: [FixedPoint, FixedPoint]};
export type Tiles = {url: string; attribution: string; coordinates: TileCoordinates; maxZoom: number};
export type MapSetting = {id: 'map'; base: MapBase; picture: BasePicture | null; tiles: Tiles | null; version: number};

export const noMap: MapSetting = {id: 'map', base: 'none', picture: null, tiles: null, version: 0};

/** The one origin that tiles may come from, for the policy of the page; null unless tiles are in use. */
export const tileOrigin = ({base, tiles}: Pick<MapSetting, 'base' | 'tiles'>): string | null =>
	base === 'tiles' && tiles ? originOf(tiles.url) : null;

function originOf(url: string): string | null {
	// Only the path may hold place-holders: the host stands as it is written.
	const [, origin] = /^(https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)\//.exec(url) ?? [];
	return origin && URL.canParse(origin) && new URL(origin).origin === origin ? origin : null;
}

const placeHolders = ['{z}', '{x}', '{y}'];

/** Everything that is wrong with a setting of the map. */
export const mapFaults = ({base, picture, tiles}: MapSetting): Fault[] => [
	...(base === 'picture' && !picture ? [{path: '/picture', message: '以自有底图为底，须先上传底图并定两点。'}] : []),
	...(base === 'tiles' && !tiles ? [{path: '/tiles', message: '以瓦片为底，须填写瓦片地址。'}] : []),
	...(picture ? pictureFaults(picture) : []),
	...(tiles ? tileFaults(tiles) : []),
];

function pictureFaults({width, height, points}: BasePicture): Fault[] {
	const outside = points.flatMap(({x, y}, i) =>
		x >= 0 && y >= 0 && x <= width && y <= height ? [] : [{path: `/picture/points/${i}`, message: '应点在底图以内。'}],
	);
	if (outside.length > 0 || fitOf(...points)) return outside;
	return [{path: '/picture/points', message: '两点不能重合，图上和实地都须分开。'}];
}

function tileFaults({url}: Tiles): Fault[] {
	const path = '/tiles/url';
	const counts = placeHolders.map(one => url.split(one).length - 1);
	const others = placeHolders.reduce((rest, one) => rest.replaceAll(one, ''), url);
	return [
		...(originOf(url) ? [] : [{path, message: '应以 http:// 或 https:// 加小写主机名开头，主机名里不能有占位符或用户名。'}]),
		...(counts.every(n => n === 1) ? [] : [{path, message: '地址中须有 {z}、{x}、{y}，各一次。'}]),
		...(/[{}\s'"<>;,]/.test(others) ? [{path, message: '除 {z}、{x}、{y} 外不能有其他占位符、空格、引号或分号、逗号。'}] : []),
	];
}
