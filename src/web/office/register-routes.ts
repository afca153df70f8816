import type {RouteRecordRaw} from 'vue-router';

/** Places and what was found there: areas, sites, risk points, inspections, leads. */
export const registerRoutes: RouteRecordRaw[] = [
	{path: '/areas', name: 'areas', component: () => import('./views/areas/Areas.vue'), meta: {title: '区域'}},
	{path: '/sites', name: 'sites', component: () => import('./views/sites/Sites.vue'), meta: {title: '场所'}},
	{
		path: '/sites/new',
		name: 'site-new',
		component: () => import('./views/sites/SiteEdit.vue'),
		meta: {title: '新增场所', menu: 'sites'},
	},
	{
		path: '/sites/:id',
		name: 'site',
		component: () => import('./views/sites/SiteFile.vue'),
		props: true,
		meta: {title: '一楼一档', menu: 'sites'},
	},
	{
		path: '/sites/:id/edit',
		name: 'site-edit',
		component: () => import('./views/sites/SiteEdit.vue'),
		props: true,
		meta: {title: '修改场所', menu: 'sites'},
	},
];
