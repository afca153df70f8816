import type {RouteRecordRaw} from 'vue-router';

/** Hazards, leads and papers. `forAll`: also for who reports leads and sees nothing else. */
export const hazardRoutes: RouteRecordRaw[] = [
	{path: '/hazards', name: 'hazards', component: () => import('./views/hazards/Hazards.vue'), meta: {title: '隐患'}},
	{
		path: '/hazards/:id',
		name: 'hazard',
		component: () => import('./views/hazards/Hazard.vue'),
		props: true,
		meta: {title: '隐患', menu: 'hazards'},
	},
	{path: '/leads', name: 'leads', component: () => import('./views/leads/Leads.vue'), meta: {title: '线索', forAll: true}},
	{
		path: '/leads/new',
		name: 'lead-new',
		component: () => import('./views/leads/LeadNew.vue'),
		meta: {title: '上报线索', menu: 'leads', forAll: true},
	},
	{
		path: '/leads/:id',
		name: 'lead',
		component: () => import('./views/leads/Lead.vue'),
		props: true,
		meta: {title: '线索', menu: 'leads', forAll: true},
	},
	{path: '/papers', name: 'papers', component: () => import('./views/papers/Papers.vue'), meta: {title: '文书'}},
	{
		path: '/papers/new',
		name: 'paper-new',
		component: () => import('./views/papers/PaperNew.vue'),
		meta: {title: '拟稿', menu: 'papers'},
	},
	{
		path: '/papers/:id',
		name: 'paper',
		component: () => import('./views/papers/Paper.vue'),
		props: true,
		meta: {title: '文书', menu: 'papers'},
	},
];
