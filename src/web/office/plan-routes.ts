import type {RouteRecordRaw} from 'vue-router';

/** Plans, slots, campaigns, weather, settings and the journal. */
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
	{path: '/weather', name: 'weather', component: () => import('./views/campaigns/Weather.vue'), meta: {title: '气象预警'}},
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
	{
		path: '/slots/:id',
		name: 'slot',
		component: () => import('./views/slots/Slot.vue'),
		props: true,
		meta: {title: '任务', menu: 'slots'},
	},
	{path: '/settings/people', name: 'people', component: () => import('./views/settings/People.vue'), meta: {title: '人员与授权'}},
	{path: '/settings/teams', name: 'teams', component: () => import('./views/settings/Teams.vue'), meta: {title: '班组与请假'}},
	{
		path: '/settings/calendar',
		name: 'calendar',
		component: () => import('./views/settings/Calendar.vue'),
		meta: {title: '放假安排'},
	},
	{
		path: '/settings/organisation',
		name: 'organisation',
		component: () => import('./views/settings/Organisation.vue'),
		meta: {title: '本单位信息'},
	},
	{path: '/settings/fonts', name: 'fonts', component: () => import('./views/settings/Fonts.vue'), meta: {title: '字体'}},
	{path: '/settings/tables', name: 'tables', component: () => import('./views/settings/Tables.vue'), meta: {title: '用语与表格'}},
	{
		path: '/settings/tables/:id',
		name: 'table',
		component: () => import('./views/settings/TableEditor.vue'),
		props: true,
		meta: {title: '用语与表格', menu: 'tables'},
	},
	{path: '/journal', name: 'journal', component: () => import('./views/journal/Journal.vue'), meta: {title: '日志'}},
];
