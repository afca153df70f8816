import type {RouteRecordRaw} from 'vue-router';

/** Plans, slots, campaigns, settings and the journal. */
export const planRoutes: RouteRecordRaw[] = [
	{path: '/plans', name: 'plans', component: () => import('./views/plans/PlanList.vue'), meta: {title: '排查计划'}},
	{
		path: '/plans/new',
		name: 'plan-new',
		component: () => import('./views/plans/PlanEditor.vue'),
		meta: {title: '新增排查计划', menu: 'plans'},
	},
	{
		path: '/plans/:id',
		name: 'plan',
		component: () => import('./views/plans/PlanEditor.vue'),
		props: true,
		meta: {title: '排查计划', menu: 'plans'},
	},
	{
		path: '/campaigns',
		name: 'campaigns',
		component: () => import('./views/campaigns/Campaigns.vue'),
		meta: {title: '专项行动'},
	},
	{path: '/slots', name: 'slots', component: () => import('./views/slots/SlotBoard.vue'), meta: {title: '任务看板'}},
	{
		path: '/slots/list',
		name: 'slot-list',
		component: () => import('./views/slots/SlotList.vue'),
		meta: {title: '任务清单', menu: 'slots'},
	},
	{
		path: '/slots/hand-over',
		name: 'hand-over',
		component: () => import('./views/slots/HandOver.vue'),
		meta: {title: '交接任务', menu: 'slots'},
	},
];
