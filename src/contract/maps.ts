import {type Static, Type as t} from '@sinclair/typebox';
import {mostPins} from '../domain/register/floor-plan.ts';
import {mapBases, tileCoordinates} from '../domain/register/map-setting.ts';
import {areaKinds} from './areas.ts';
import {Code, DayText, Id, InstantText, Level, literals, Name, nullable, Sha256, strict, Version} from './common.ts';

const whole = t.Integer();
const degrees = (most: number) => t.Number({minimum: -most, maximum: most});

export const MapSitesQuery = t.Object(
	{
		area: t.Optional({...Id, description: '区域及其下级'}),
		domain: t.Optional({...Code, description: '只看该领域：有该领域风险点的场所，等级和隐患只计该领域'}),
	},
	strict,
);
export const MapSitesReply = t.Object(
	{
		cutOffAt: InstantText,
		label: t.String({description: '截至10:32:05'}),
		scope: nullable(t.String({description: '范围：…，未见全部时说明'})),
		total: {...whole, description: '在用场所'},
		unplaced: {...whole, description: '其中没有坐标的，不在图上'},
		sites: t.Array(
			t.Object(
				{
					id: t.String(),
					name: t.String(),
					kind: t.String(),
					areaId: t.String(),
					communityId: t.String(),
					lat: t.Number(),
					lng: t.Number(),
					level: nullable({...Level, description: '各风险点现行等级中最高的；未评价为 null'}),
					openHazards: whole,
					overdue: whole,
				},
				strict,
			),
			{description: '按名称，最多一万个；坐标为 WGS-84'},
		),
	},
	strict,
);

/** Longitude, then latitude; where they lie the rules say (422). */
const LngLat = t.Unsafe<[number, number]>({type: 'array', items: degrees(180), minItems: 2, maxItems: 2});
const Ring = t.Array(LngLat, {maxItems: 20_000});
const Geometry = t.Union([
	t.Object({type: t.Literal('Polygon'), coordinates: t.Array(Ring, {maxItems: 200})}, strict),
	t.Object({type: t.Literal('MultiPolygon'), coordinates: t.Array(t.Array(Ring, {maxItems: 200}), {maxItems: 200})}, strict),
]);
export const BoundaryBody = t.Object(
	{
		geometry: t.Optional(nullable({...Geometry, description: 'GeoJSON 的 Polygon 或 MultiPolygon，WGS-84，经度在前；null 撤去'})),
		version: t.Optional(Version),
	},
	strict,
);
export type BoundaryBody = Static<typeof BoundaryBody>;
export const BoundaryReply = t.Object({id: t.String(), geometry: nullable(Geometry), version: whole}, strict);
export const BoundariesReply = t.Object(
	{
		items: t.Array(
			t.Object(
				{areaId: t.String(), name: t.String(), kind: literals(areaKinds), geometry: nullable(Geometry), version: whole},
				strict,
			),
		),
		next: t.Null(),
	},
	strict,
);

const Side = t.Integer({minimum: 1, maximum: 100_000});
const FixedPoint = t.Object(
	{
		x: t.Number({minimum: 0, maximum: 100_000, description: '图上像素，左上角为原点'}),
		y: t.Number({minimum: 0, maximum: 100_000}),
		lat: degrees(90),
		lng: degrees(180),
	},
	strict,
);
const Two = t.Unsafe<[Static<typeof FixedPoint>, Static<typeof FixedPoint>]>({
	type: 'array',
	items: FixedPoint,
	minItems: 2,
	maxItems: 2,
	description: '两点定位，WGS-84',
});
const Picture = t.Object({sha256: Sha256, width: Side, height: Side, points: Two}, strict);
const Tiles = t.Object(
	{
		url: t.String({minLength: 10, maxLength: 500, description: '含 {z}、{x}、{y}，如 https://map.example.cn/{z}/{x}/{y}.png'}),
		attribution: t.String({maxLength: 200, description: '图上须注明的出处'}),
		coordinates: literals(tileCoordinates),
		maxZoom: t.Integer({minimum: 1, maximum: 24}),
	},
	strict,
);
const setting = {base: literals(mapBases), picture: nullable(Picture), tiles: nullable(Tiles)};
export const MapSettingBody = t.Object(
	{
		base: t.Optional({...setting.base, description: '底：无、自有底图、瓦片'}),
		picture: t.Optional(setting.picture),
		tiles: t.Optional(setting.tiles),
		version: t.Optional(Version),
	},
	strict,
);
export const MapSettingReply = t.Object(
	{id: t.Literal('map'), ...setting, version: {...whole, description: '0：尚未设置'}},
	strict,
);

const part = t.Number({minimum: 0, maximum: 1});
const Pin = t.Object(
	{riskPointId: Id, x: {...part, description: '占图宽的几分之几，自左上角'}, y: {...part, description: '占图高的几分之几'}},
	strict,
);
export const FloorPlanBody = t.Object(
	{
		name: t.Optional({...Name, description: '如 一层、地下二层'}),
		picture: t.Optional({...Sha256, description: '图片的 SHA-256；先用 PUT /api/pictures/:sha256 上传'}),
		pins: t.Optional(t.Array(Pin, {maxItems: mostPins, description: '本人可见的风险点，整体替换；看不到的不受影响'})),
		closedOn: t.Optional(nullable({...DayText, description: '停用日期'})),
		version: t.Optional(Version),
	},
	strict,
);
export type FloorPlanBody = Static<typeof FloorPlanBody>;
export const FloorPlanReply = t.Object(
	{
		id: t.String(),
		siteId: t.String(),
		name: t.String(),
		picture: Sha256,
		width: whole,
		height: whole,
		pins: t.Array(Pin),
		closedOn: nullable(DayText),
		version: whole,
	},
	strict,
);
export const FloorPlansReply = t.Object({items: t.Array(FloorPlanReply), next: t.Null()}, strict);
