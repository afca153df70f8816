import {readFileSync} from 'node:fs';
import path from 'node:path';
import {root} from '../../src/root.ts';
import type {Phone} from './browser.ts';
import * as acts from './phone-acts.ts';
import type {PhoneWorld} from './phone-world.ts';

/** A place in the phone: the route as the router has it, an address of it, and words that stand there when it works. */
export type Stop = {route: string; address: string; words: string | RegExp; name: string};

/** Every route of the phone with something real in it: begins a check, leaves it half done, seals another. */
export async function allStops(phone: Phone, {tasks, hazards, app}: PhoneWorld): Promise<Stop[]> {
	const [first, second] = tasks as [PhoneWorld['tasks'][number], PhoneWorld['tasks'][number]];
	await acts.beginVisit(phone, second.name);
	const fails = second.checklist.startsWith('gas/merchant') ? 'G01' : 'F01';
	await acts.failItem(phone, fails, 1);
	const visit = new URL(phone.page.url()).pathname.slice(2);
	const reported = hazards.find(({state}) => state === 'reported')!;
	const rectifying = hazards.find(({state}) => state === 'rectifying')!;
	const closed = hazards.find(({state}) => state === 'closed')!;
	const point = (await app.services.reader('risk_points').where({id: first.place.pointId}).first()) as {label: string};
	return [
		{route: '/', address: '/', words: first.name, name: 'today'},
		{route: '/sign-in', address: '/sign-in?again=1', words: '登录', name: 'sign-in'},
		{route: '/visits/new', address: `/visits/new?site=${first.place.siteId}`, words: '开始检查', name: 'visit-start'},
		{route: '/visits/:id', address: visit, words: /项/, name: 'visit'},
		{route: '/visits/:id', address: `${visit}?fail=${fails}`, words: '问题说明', name: 'visit-defect'},
		{route: '/visits/:id/closing', address: `${visit}/closing`, words: '封存并提交', name: 'closing'},
		{route: '/outbox', address: '/outbox', words: '全部已送达', name: 'outbox'},
		{route: '/find', address: '/find', words: first.name, name: 'find'},
		{route: '/find', address: '/find?scan=1', words: '拍照识别', name: 'find-scan'},
		{route: '/points/:label', address: `/points/${point.label}`, words: '不是正在检查的场所', name: 'wrong-site'},
		{route: '/slots/:slot', address: `/slots/${first.slotId}`, words: '不是正在检查的场所', name: 'slot-code'},
		{route: '/sites/:id', address: `/sites/${first.place.siteId}`, words: '风险点', name: 'site'},
		{route: '/hazards/:id', address: `/hazards/${reported.id}`, words: '立即清除', name: 'hazard'},
		{
			route: '/hazards/:id/reinspection',
			address: `/hazards/${reported.id}/reinspection`,
			words: '封存并提交',
			name: 'reinspection',
		},
		{route: '/hazards/:id/report', address: `/hazards/${rectifying.id}/report`, words: '封存并提交', name: 'mend-report'},
		{route: '/hazards/:id', address: `/hazards/${closed.id}`, words: '销号时', name: 'hazard-closed'},
		{route: '/hazards/:id/lookback', address: `/hazards/${closed.id}/lookback`, words: '没有反复', name: 'lookback'},
		{route: '/leads', address: '/leads', words: /线索/, name: 'leads'},
		{route: '/leads/new', address: '/leads/new', words: '看到什么', name: 'lead-new'},
		{route: '/me', address: '/me', words: '退出登录', name: 'me'},
	];
}

/** The routes that the phone's router knows, its catch-all aside. */
export const knownRoutes = (): string[] =>
	[...readFileSync(path.join(root, 'src/web/phone/router.ts'), 'utf8').matchAll(/\bpath: '([^']+)'/g)]
		.map(([, route]) => route!)
		.filter(route => !route.includes('*'));

/** Goes there by the address, and waits until its words stand there. */
export async function goTo(phone: Phone, {address, words}: Stop): Promise<void> {
	await phone.open(`/m${address}`);
	await phone.page.getByText(words).first().waitFor();
}
