import {putBoundary} from '../../actions/register/put-boundary.ts';
import {putFloorPlan, seeFloorPlans} from '../../actions/register/put-floor-plan.ts';
import {putMapSetting, seeMapSetting} from '../../actions/register/put-map-setting.ts';
import {seeBoundaries, seeMapSites} from '../../actions/register/see-map.ts';
import {
	BoundariesReply,
	BoundaryBody,
	BoundaryReply,
	FloorPlanBody,
	FloorPlanReply,
	FloorPlansReply,
	MapSettingBody,
	MapSettingReply,
	MapSitesQuery,
	MapSitesReply,
} from '../../contract/maps.ts';
import {type AnyRoute, ok, put, read, write} from '../route.ts';
import {pictureUpload} from './picture-upload.ts';

const tag = '地图与平面图';
const setting = '/api/settings/map';

export const mapRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/api/map/sites',
		tag,
		summary: '四色图：本人范围内的全部场所、现行最高等级、未结与逾期隐患数',
		may: 'read-register',
		compress: true,
		query: MapSitesQuery,
		replies: {200: MapSitesReply},
		read: async ({reader}, context, {query}) => ok(await seeMapSites(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/boundaries',
		tag,
		summary: '各区域的边界（GeoJSON）',
		may: 'read-register',
		compress: true,
		replies: {200: BoundariesReply},
		read: async ({reader}) => ok(await seeBoundaries(reader)),
	}),
	write({
		method: 'put',
		path: '/api/areas/:id/boundary',
		tag,
		summary: '画定、修改或撤去一个区域的边界',
		may: 'set-up',
		body: BoundaryBody,
		replies: {200: BoundaryReply, 201: BoundaryReply},
		write: async (db, context, {params, body}) => put(await putBoundary(db, context, params.id!, body)),
	}),
	read({
		method: 'get',
		path: setting,
		tag,
		summary: '地图的底：无、自有底图、瓦片',
		may: 'read-register',
		replies: {200: MapSettingReply},
		read: async ({reader}) => ok(await seeMapSetting(reader)),
	}),
	write({
		method: 'put',
		path: setting,
		tag,
		summary: '设置地图的底；瓦片的主机随即加入页面的许可',
		may: 'set-up',
		body: MapSettingBody,
		replies: {200: MapSettingReply, 201: MapSettingReply},
		write: async (db, context, {body}) => put(await putMapSetting(db, context, body)),
	}),
	pictureUpload({
		path: '/api/pictures/:sha256',
		tag,
		summary: '上传底图、平面图的图片（JPEG、PNG、WebP，10 MB 以内）',
		may: 'register',
	}),
	read({
		method: 'get',
		path: '/api/sites/:id/floor-plans',
		tag,
		summary: '场所的平面图与风险点位置',
		may: 'read-register',
		replies: {200: FloorPlansReply},
		read: async ({reader}, context, {params}) => ok({items: await seeFloorPlans(reader, context, params.id!), next: null}),
	}),
	write({
		method: 'put',
		path: '/api/sites/:id/floor-plans/:planId',
		tag,
		summary: '新增或修改一张平面图',
		may: 'register',
		body: FloorPlanBody,
		replies: {200: FloorPlanReply, 201: FloorPlanReply},
		write: async (db, context, {params, body}) =>
			put(await putFloorPlan(db, context, {siteId: params.id!, id: params.planId!}, body)),
	}),
];
