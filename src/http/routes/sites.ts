import {addOccupancy} from '../../actions/register/add-occupancy.ts';
import {putSite} from '../../actions/register/put-site.ts';
import {seeGaps} from '../../actions/register/see-gaps.ts';
import {seeSiteFile} from '../../actions/register/see-site-file.ts';
import {seeSitePhotos} from '../../actions/register/see-site-photos.ts';
import {seeSite, seeSites, showSite} from '../../actions/register/see-sites.ts';
import {GapQuery, GapsReply} from '../../contract/gaps.ts';
import {SitePhotoPage, SitePhotoQuery} from '../../contract/photos.ts';
import {OccupancyBody, OccupancyReply, SiteBody, SiteFileReply, SitePage, SiteQuery, SiteReply} from '../../contract/sites.ts';
import {created, ok, put, read, write} from '../route.ts';

const tag = '场所';

export const siteRoutes = [
	read({
		method: 'get',
		path: '/api/sites',
		tag,
		summary: '场所（按名称）',
		may: 'read-register',
		query: SiteQuery,
		replies: {200: SitePage},
		read: async ({reader}, context, {query}) => ok(await seeSites(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/sites/:id',
		tag,
		summary: '一个场所',
		may: 'read-register',
		replies: {200: SiteReply},
		read: async ({reader}, context, {params}) => ok(await seeSite(reader, context, params.id!)),
	}),
	write({
		method: 'put',
		path: '/api/sites/:id',
		tag,
		summary: '新增或修改场所',
		may: 'register',
		body: SiteBody,
		replies: {200: SiteReply, 201: SiteReply},
		async write(db, context, {params, body}) {
			const {kind, value} = await putSite(db, context, params.id!, body);
			return put({kind, value: await showSite(db, context, value)});
		},
	}),
	write({
		method: 'post',
		path: '/api/sites/:id/occupancies',
		tag,
		summary: '更换使用单位（前一单位止于前一日）',
		may: 'register',
		remember: 'body',
		body: OccupancyBody,
		replies: {201: OccupancyReply},
		write: async (db, context, {params, body}) => created(await addOccupancy(db, context, params.id!, body)),
	}),
	read({
		method: 'get',
		path: '/api/sites/:id/file',
		tag,
		summary: '一楼一档、一企一档',
		may: 'read-register',
		replies: {200: SiteFileReply},
		read: async ({reader}, context, {params}) => ok(await seeSiteFile(reader, context, params.id!)),
	}),
	read({
		method: 'get',
		path: '/api/sites/:id/photos',
		tag,
		summary: '一个场所的照片：隐患、检查、责任书（最近的在前，不含签名）',
		may: 'read-register',
		query: SitePhotoQuery,
		replies: {200: SitePhotoPage},
		read: async ({reader}, context, {params, query}) => ok(await seeSitePhotos(reader, context, params.id!, query)),
	}),
	read({
		method: 'get',
		path: '/api/gaps',
		tag,
		summary: '责任缺口：无安全管理人、无责任书、责任书到期',
		may: 'read-register',
		query: GapQuery,
		replies: {200: GapsReply},
		read: async ({reader}, context, {query}) => ok(await seeGaps(reader, context, query)),
	}),
];
