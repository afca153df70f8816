import {createRouter, createWebHistory} from 'vue-router';
import {person} from '../offline/session.ts';
import Today from './views/Today.vue';

export const router = createRouter({
	history: createWebHistory('/m/'),
	routes: [
		{path: '/', name: 'today', component: Today, meta: {tab: 'today', title: '今日'}},
		{path: '/sign-in', name: 'sign-in', component: () => import('./views/SignIn.vue'), meta: {title: '登录', isOpen: true}},
		{path: '/:rest(.*)*', redirect: '/'},
	],
	scrollBehavior: (_to, _from, saved) => saved ?? {top: 0},
});

// A grid worker has no tasks of his own: he comes to see and report leads.
router.beforeEach(to => {
	if (!person.value) return to.meta.isOpen ? true : {name: 'sign-in', query: to.fullPath === '/' ? {} : {to: to.fullPath}};
	return to.name === 'sign-in' && !to.query.again ? {name: 'today'} : true;
});
