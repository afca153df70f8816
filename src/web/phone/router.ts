import {createRouter, createWebHistory} from 'vue-router';
import {person} from '../offline/session.ts';
import SignIn from './views/SignIn.vue';
import Today from './views/Today.vue';

export const router = createRouter({
	history: createWebHistory('/m/'),
	routes: [
		{path: '/', name: 'today', component: Today, meta: {tab: 'today', title: '今日'}},
		{path: '/sign-in', name: 'sign-in', component: SignIn, meta: {title: '登录', isOpen: true}},
		{path: '/visits/new', name: 'visit-start', component: () => import('./views/VisitStart.vue'), meta: {title: '开始检查'}},
		{path: '/visits/:id', name: 'visit', component: () => import('./views/Visit.vue'), props: true, meta: {title: '检查'}},
		{
			path: '/visits/:id/closing',
			name: 'closing',
			component: () => import('./views/Closing.vue'),
			props: true,
			meta: {title: '收尾'},
		},
		{path: '/outbox', name: 'outbox', component: () => import('./views/Outbox.vue'), meta: {tab: 'outbox', title: '待发'}},
		{path: '/find', name: 'find', component: () => import('./views/Find.vue'), meta: {tab: 'find', title: '扫码查找'}},
		{
			path: '/points/:label',
			name: 'point-label',
			component: () => import('./views/ByLabel.vue'),
			props: true,
			meta: {title: '编号牌'},
		},
		{
			path: '/slots/:slot',
			name: 'slot-code',
			component: () => import('./views/ByLabel.vue'),
			props: true,
			meta: {title: '检查表'},
		},
		{path: '/sites/:id', name: 'site', component: () => import('./views/Site.vue'), props: true, meta: {title: '场所'}},
		{path: '/hazards/:id', name: 'hazard', component: () => import('./views/Hazard.vue'), props: true, meta: {title: '隐患'}},
		{
			path: '/hazards/:id/reinspection',
			name: 'reinspection',
			component: () => import('./views/Reinspection.vue'),
			props: true,
			meta: {title: '复查'},
		},
		{
			path: '/hazards/:id/report',
			name: 'mend-report',
			component: () => import('./views/MendReport.vue'),
			props: true,
			meta: {title: '代报整改情况'},
		},
		{
			path: '/hazards/:id/lookback',
			name: 'lookback',
			component: () => import('./views/Lookback.vue'),
			props: true,
			meta: {title: '回头看'},
		},
		{path: '/leads', name: 'leads', component: () => import('./views/Leads.vue'), meta: {tab: 'leads', title: '线索'}},
		{path: '/leads/new', name: 'lead-new', component: () => import('./views/LeadNew.vue'), meta: {title: '上报线索'}},
		{path: '/me', name: 'me', component: () => import('./views/Me.vue'), meta: {tab: 'me', title: '我的'}},
		{path: '/:rest(.*)*', redirect: '/'},
	],
	// What opens over a page (a photo, a defect) leaves it where it stood.
	scrollBehavior: (to, from, saved) => (to.path === from.path ? false : (saved ?? {top: 0})),
});

// A grid worker has no tasks of his own: he comes to see and report leads.
router.beforeEach(to => {
	if (!person.value) return to.meta.isOpen ? true : {name: 'sign-in', query: to.fullPath === '/' ? {} : {to: to.fullPath}};
	if (to.name === 'sign-in' && !to.query.again) return {name: 'today'};
	const isStaff = person.value.roles.some(role => role !== 'grid-worker');
	return isStaff || to.name !== 'today' ? true : {name: 'leads'};
});
