import type {RouteRecordRaw} from 'vue-router';

/** Hazards and papers. */
export const hazardRoutes: RouteRecordRaw[] = [
	{path: '/hazards', name: 'hazards', component: () => import('./views/hazards/Hazards.vue'), meta: {title: '隐患'}},
	{
		path: '/hazards/:id',
		name: 'hazard',
		component: () => import('./views/hazards/Hazard.vue'),
		props: true,
		meta: {title: '隐患', menu: 'hazards'},
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
