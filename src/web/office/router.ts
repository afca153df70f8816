import {createRouter, createWebHistory} from 'vue-router';

/** A page is a lazy route; its title is the tab's. */
export const router = createRouter({
	history: createWebHistory('/'),
	routes: [
		{path: '/', name: 'dashboard', component: () => import('./views/Dashboard.vue'), meta: {title: '工作台'}},
		{path: '/:rest(.*)*', name: 'nothing', component: () => import('./views/Nothing.vue'), meta: {title: '没有这一页'}},
	],
	scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : {top: 0}),
});
router.afterEach(to => {
	document.title = `${String(to.meta.title ?? '')} · 双重预防台账`;
});
