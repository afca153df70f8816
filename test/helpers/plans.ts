import type {App} from './app.ts';
import {idOf, type Office} from './office.ts';

export const teamId = idOf('team');
export const pairId = idOf('pair');
export const planId = idOf('plan');

export const teamBody = (office: Office, more: Record<string, unknown> = {}) => ({
	name: '滚动排查一组',
	areas: [idOf('subdistrict')],
	domains: ['fire', 'gas'],
	pairs: [{id: pairId, people: [office.inspector1.id, office.inspector2.id], from: '2026-01-01'}],
	...more,
});

export const planBody = (more: Record<string, unknown> = {}) => ({
	name: '消防滚动排查',
	checklist: 'fire/daily@1',
	teams: [teamId],
	from: '2026-03-01',
	...more,
});

export const putTeam = async (app: App, office: Office, more: Record<string, unknown> = {}, id = teamId) =>
	app.send('PUT', `/api/teams/${id}`, {as: office.manager, body: teamBody(office, more)});

export const putPlan = async (app: App, office: Office, more: Record<string, unknown> = {}, id = planId) =>
	app.send('PUT', `/api/plans/${id}`, {as: office.manager, body: planBody(more)});

/** Changes a plan with only what is named. */
export const changePlan = async (app: App, office: Office, body: Record<string, unknown>, id = planId) =>
	app.send('PUT', `/api/plans/${id}`, {as: office.manager, body});

export const slotsOf = async (app: App, office: Office, query = '') =>
	(await app.send('GET', `/api/slots?limit=200${query}`, {as: office.manager})).body.items;

/** How many planning runs have changed something. */
export const runs = async (app: App): Promise<number> =>
	(await app.services.engine.writer('journal').where('subject', 'like', 'plan-run:%')).length;
