import {usccCheck} from '../../src/domain/register/uscc.ts';
import {insertHazards} from '../../src/store/hazards/hazards.ts';
import {found} from '../domain/hazards.ts';
import {type App, startApp} from './app.ts';
import {idOf, makeOffice, type Office} from './office.ts';

export const stem = '91310105MA1FW000X';
export const uscc = stem + usccCheck(stem);
export const occupant = {name: '桦苑小吃店', uscc, responsible: '蒋某', phone: '13800001234'};
export const siteId = idOf('site');
export const pointId = idOf('point');

export const siteBody = (office: Office, more: Record<string, unknown> = {}) => ({
	name: '桦苑小吃',
	kind: 'restaurant',
	areaId: office.communities[0],
	address: '新桦路12号',
	...more,
});
export const pointBody = (more: Record<string, unknown> = {}) => ({
	siteId,
	domain: 'fire',
	name: '疏散楼梯',
	place: '二楼',
	attributes: {area: 120, crowded: true, sprinkler: '无'},
	events: ['火灾'],
	controls: [{kind: 'management', text: '每日巡查', owner: '店长', items: ['F01']}],
	...more,
});
export const lec = (L: number, E: number, C: number, more: Record<string, unknown> = {}) => ({
	method: 'lec@1',
	factors: {L, E, C},
	...more,
});

export async function open(t: Parameters<typeof startApp>[0], kind: 'sqlite' | 'postgres') {
	const app = await startApp(t, {kind});
	return {app, office: await makeOffice(app)};
}

export async function withSite(app: App, office: Office, more: Record<string, unknown> = {}, id = siteId) {
	return app.send('PUT', `/api/sites/${id}`, {as: office.manager, body: siteBody(office, more)});
}

export async function withPoint(app: App, office: Office, more: Record<string, unknown> = {}, id = pointId) {
	return app.send('PUT', `/api/risk-points/${id}`, {as: office.manager, body: pointBody(more)});
}

export async function withHazard(app: App, office: Office, changes: Parameters<typeof found>[0], name = 'hazard') {
	const hazard = found({
		id: idOf(name),
		number: `YH-XH-2026-${name}`,
		siteId,
		riskPointId: pointId,
		inspectionId: '',
		communityId: office.communities[0]!,
		...changes,
	});
	const act = app.contextOf(office.inspector1);
	await app.services.queue.submit(async db => insertHazards(db, [{act, hazard, searchText: hazard.description}]));
	return hazard;
}

/** A due window of the point, as a plan would have made it. */
export async function withSlot(app: App, office: Office) {
	const {writer} = app.services.engine;
	const plan = {
		id: 'plan',
		name: '日常',
		checklist: 'fire/daily@1',
		scope: '{}',
		domain: 'fire',
		intervals: '{}',
		early_days: '{}',
	};
	const more = {anchor: 'completion', weekdays: '[]', holidays: 'keep', teams: '[]', from_on: '2026-01-01', grace_days: 0};
	await writer('plans').insert({...plan, ...more, campaign: 0, version: 1});
	const owner = {plan_id: 'plan', risk_point_id: pointId, site_id: siteId, community_id: office.communities[0], domain: 'fire'};
	const days = {opens_on: '2026-03-01', due_on: '2026-03-31', grace_on: '2026-04-15', created_at: '2026-03-01T00:00:00.000Z'};
	const terms = {level: 'low', checklist: 'fire/daily@1', ordinal: 1, priority: 0, attempts: '[]'};
	await writer('slots').insert({id: 'slot', ...owner, ...days, ...terms});
}

/** An inspection with one check in a domain, and the paper of it. */
export async function withInspection(app: App, office: Office, name: string, domain: string, filedBy: string) {
	const {writer} = app.services.engine;
	const place = {site_id: siteId, community_id: office.communities[2]};
	const at = '2026-03-01T02:00:00.000Z';
	await writer('inspections').insert({
		...place,
		id: name,
		number: name,
		kind: 'patrol',
		outcome: 'inspected',
		started_at: at,
		ended_at: at,
		inspected_on: '2026-03-01',
		inspectors: JSON.stringify([filedBy]),
		filed_by: filedBy,
		registered_at: at,
		content: '{}',
		content_sha256: '',
		flags: '[]',
	});
	const check = {
		inspection_id: name,
		risk_point_id: pointId,
		community_id: office.communities[2],
		domain,
		answers: '{}',
		failed: 0,
	};
	await writer('checks').insert({id: `check-${name}`, ...check, checked_on: '2026-03-01'});
	await writer('papers').insert({
		...place,
		id: `paper-${name}`,
		kind: 'inspection-record',
		year: 2026,
		ordinal: name.length,
		number: `新桦安检〔2026〕${name}号`,
		state: 'issued',
		inspection_id: name,
		title: '安全巡查记录',
		snapshot: '{}',
		verify_code: name,
		issued_by: filedBy,
		allocated_at: at,
		issued_at: at,
		services: '[]',
		version: 1,
	});
}
