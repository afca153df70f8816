import {startApp} from './app.ts';
import type {EngineKind} from './database.ts';
import {idOf, makeOffice} from './office.ts';

export const given = {
	title: '楼道清理长效机制',
	kind: 'rule',
	cause: 'mechanism',
	text: '每月清理一次，居委会复核。',
	lead: '平安办',
	supporting: ['城管中队'],
	responsible: '秦正',
	dueOn: '2026-06-30',
	reviewOn: '2026-12-31',
};

export const issued = {progress: 'issued', documentNumber: '新桦办〔2026〕5号', issuedOn: '2026-03-01'};

export async function beginMeasures(t: Parameters<typeof startApp>[0], kind: EngineKind) {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const put = async (name: string, body: object, as = office.manager) =>
		app.send('PUT', `/api/measures/${idOf(name)}`, {as, body});
	const get = async (query: string, as = office.manager) => app.send('GET', `/api/measures${query}`, {as});
	const approve = async (name: string, as = office.leader, body: object = {}) =>
		app.send('POST', `/api/measures/${idOf(name)}/approval`, {as, body});
	return {app, office, put, get, approve};
}
