import {createRouter, createWebHistory} from 'vue-router';
import {hazardRoutes} from './hazard-routes.ts';
import {planRoutes} from './plan-routes.ts';
import {registerRoutes} from './register-routes.ts';

/** A page is a lazy route; its title is the tab's. */
export const router = createRouter({
	history: createWebHistory('/'),
	routes: [
		{path: '/', name: 'dashboard', component: () => import('./views/Dashboard.vue'), meta: {title: '工作台'}},
		{
			path: '/duties',
			name: 'duties',
			component: () => import('./views/Duties.vue'),
			meta: {title: '应办事项', menu: 'dashboard'},
		},
		{
			path: '/lowerings',
			name: 'lowerings',
			component: () => import('./views/Lowerings.vue'),
			meta: {title: '待批准的调低等级', menu: 'dashboard'},
		},
		{
			path: '/sites/:id/floor-plan',
			name: 'site-floor-plan',
			component: () => import('./views/map/SiteFloorPlan.vue'),
			props: true,
			meta: {title: '平面图', menu: 'sites'},
		},
		{
			path: '/map/settings',
			name: 'map-settings',
			component: () => import('./views/map/MapSettings.vue'),
			meta: {title: '地图的底', menu: 'map'},
		},
		{path: '/map', name: 'map', component: () => import('./views/map/FourColourMap.vue'), meta: {title: '四色图'}},
		{path: '/figures', name: 'figures', component: () => import('./views/figures/Figures.vue'), meta: {title: '指标'}},
		{
			path: '/figures/:id/rows',
			name: 'figure-rows',
			component: () => import('./views/figures/FigureRows.vue'),
			props: true,
			meta: {title: '指标计入的各行', menu: 'figures'},
		},
		{
			path: '/lists/hazards',
			name: 'hazard-list',
			component: () => import('./views/lists/HazardList.vue'),
			meta: {title: '问题隐患清单'},
		},
		{
			path: '/lists/measures',
			name: 'measure-list',
			component: () => import('./views/lists/MeasureList.vue'),
			meta: {title: '制度措施清单'},
		},
		{
			path: '/list-issues',
			name: 'list-issues',
			component: () => import('./views/lists/ListIssues.vue'),
			meta: {title: '清单期次'},
		},
		{
			path: '/list-issues/:id',
			name: 'list-issue',
			component: () => import('./views/lists/ListIssue.vue'),
			props: true,
			meta: {title: '清单', menu: 'list-issues'},
		},
		{
			path: '/measures',
			name: 'measures',
			component: () => import('./views/measures/MeasureBoard.vue'),
			meta: {title: '制度措施'},
		},
		{
			path: '/measures/new',
			name: 'measure-new',
			component: () => import('./views/measures/MeasureNew.vue'),
			meta: {title: '新增措施', menu: 'measures'},
		},
		{
			path: '/measures/wanted',
			name: 'measures-wanted',
			component: () => import('./views/measures/MeasuresWanted.vue'),
			meta: {title: '须制定或修订措施', menu: 'measures'},
		},
		{
			path: '/measures/:id',
			name: 'measure',
			component: () => import('./views/measures/Measure.vue'),
			props: true,
			meta: {title: '制度措施', menu: 'measures'},
		},
		{path: '/reports', name: 'reports', component: () => import('./views/reports/Reports.vue'), meta: {title: '报告'}},
		{
			path: '/reports/:id',
			name: 'report',
			component: () => import('./views/reports/Report.vue'),
			props: true,
			meta: {title: '报告', menu: 'reports'},
		},
		...hazardRoutes,
		...planRoutes,
		...registerRoutes,
		{path: '/:rest(.*)*', name: 'nothing', component: () => import('./views/Nothing.vue'), meta: {title: '没有这一页'}},
	],
	scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : {top: 0}),
});
router.afterEach((to, from) => {
	// Whoever goes by keys goes on in the new page, not again through the menu.
	if (from.matched.length > 0 && to.path !== from.path) document.getElementById('content')?.focus({preventScroll: true});
	document.title = `${String(to.meta.title ?? '')} · 双重预防台账`;
});
