import type {RouteRecordRaw} from 'vue-router';

/** Places and what was found there: areas, sites, risk points, inspections. */
export const registerRoutes: RouteRecordRaw[] = [
	{path: '/areas', name: 'areas', component: () => import('./views/areas/Areas.vue'), meta: {title: '区域'}},
	{path: '/sites', name: 'sites', component: () => import('./views/sites/Sites.vue'), meta: {title: '场所'}},
	{
		path: '/gaps',
		name: 'gaps',
		component: () => import('./views/sites/Gaps.vue'),
		meta: {title: '责任缺口', menu: 'sites'},
	},
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
	{
		path: '/risk-points',
		name: 'risk-points',
		component: () => import('./views/points/Points.vue'),
		meta: {title: '风险点'},
	},
	{
		path: '/risk-points/new',
		name: 'risk-point-new',
		component: () => import('./views/points/PointEdit.vue'),
		meta: {title: '新增风险点', menu: 'risk-points'},
	},
	{
		path: '/risk-points/:id/edit',
		name: 'risk-point-edit',
		component: () => import('./views/points/PointEdit.vue'),
		props: true,
		meta: {title: '修改风险点', menu: 'risk-points'},
	},
	{
		path: '/risk-points/:id',
		name: 'risk-point',
		component: () => import('./views/points/Point.vue'),
		props: true,
		meta: {title: '风险点', menu: 'risk-points'},
	},
	{
		path: '/risk-points/:id/assessment',
		name: 'assessment',
		component: () => import('./views/points/Assess.vue'),
		props: true,
		meta: {title: '风险评价', menu: 'risk-points'},
	},
	{
		path: '/inspections',
		name: 'inspections',
		component: () => import('./views/inspections/Inspections.vue'),
		meta: {title: '检查记录'},
	},
	{
		path: '/inspections/:id',
		name: 'inspection',
		component: () => import('./views/inspections/Inspection.vue'),
		props: true,
		meta: {title: '检查记录', menu: 'inspections'},
	},
];
