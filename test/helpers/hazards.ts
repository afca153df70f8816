import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import type {Db} from '../../src/store/engine.ts';
import {insertHazards, takeHazardNumbers} from '../../src/store/hazards/hazards.ts';
import type {App} from './app.ts';
import {idOf, type Office} from './office.ts';

export type SiteGiven = {name?: string; address?: string; communityId?: string; areaId?: string; occupant?: object | null};

/** A site with its row only: what it needs to stand under a hazard. */
export async function makeSite(app: App, office: Office, name: string, given: SiteGiven = {}): Promise<string> {
	const id = idOf(`site ${name}`);
	const community = given.communityId ?? office.communities[0]!;
	await app.services.queue.submit(async db =>
		db('sites')
			.insert({
				id,
				label: `D${name}`,
				name: given.name ?? name,
				kind: 'shop',
				area_id: given.areaId ?? community,
				community_id: community,
				address: given.address ?? '桦苑路1号',
				tags: '[]',
				starts_on: '2020-01-01',
				pauses: '[]',
				occupant: given.occupant ? JSON.stringify(given.occupant) : null,
				version: 1,
			})
			.onConflict('id')
			.ignore(),
	);
	return id;
}

export async function makePoint(app: App, siteId: string, communityId: string, domain: string): Promise<string> {
	const id = idOf(`point ${siteId} ${domain}`);
	await app.services.queue.submit(async db =>
		db('risk_points')
			.insert({
				id,
				label: `F${id.slice(0, 8)}`,
				site_id: siteId,
				community_id: communityId,
				domain,
				name: '一层营业厅',
				place: '一层',
				attributes: '{}',
				events: '[]',
				controls: '[]',
				version: 1,
			})
			.onConflict('id')
			.ignore(),
	);
	return id;
}

let count = 0;

export type HazardGiven = Partial<Omit<Hazard, 'facts'>> & {facts?: Partial<Hazard['facts']>; site?: string; text?: string};

/** A registered hazard found by inspectors 1 and 2 today at a site of community 1, unless the test says otherwise. */
export async function makeHazard(app: App, office: Office, given: HazardGiven = {}): Promise<Hazard> {
	const {site = '甲商店', text, facts, ...rest} = given;
	const communityId = rest.communityId ?? office.communities[0]!;
	const domain = rest.domain ?? 'fire';
	const siteId = rest.siteId ?? (await makeSite(app, office, site, {communityId}));
	const riskPointId = rest.riskPointId ?? (await makePoint(app, siteId, communityId, domain));
	const today = app.clock.today();
	const now = app.clock.now();
	const make = async (db: Db) => {
		const [number] = await takeHazardNumbers(db, 'XH', Number(today.slice(0, 4)), 1);
		const hazard: Hazard = {
			id: idOf(`hazard ${app.origin} ${count++}`),
			number: number!,
			state: 'registered',
			grade: 'general',
			route: 'notice',
			round: 1,
			extension: 'none',
			listing: 'none',
			siteGone: 'none',
			closure: null,
			redFlag: false,
			duplicateOf: null,
			recurrenceOf: null,
			siteId,
			riskPointId,
			inspectionId: '',
			itemId: 'F01',
			checklist: 'fire/daily@1',
			domain,
			communityId,
			place: '一层通道',
			placeType: 'evacuation-route',
			description: '疏散通道堆放货物',
			requirement: '立即清除',
			criteria: [],
			controlIds: [],
			source: 'inspection',
			foundOn: today,
			registeredAt: now,
			dueOn: '2026-03-09',
			originalDays: 7,
			responsible: null,
			parties: {industry: null, territorial: null, entity: null},
			cause: null,
			endedAt: null,
			version: 1,
			...rest,
			facts: {
				filers: [office.inspector1.id, office.inspector2.id],
				photosBefore: [],
				photosAfter: [],
				reports: [],
				reinspections: [],
				deadlines: [],
				...facts,
			},
		};
		const searchText = text ?? [hazard.number, hazard.description, hazard.place, site].join(' ');
		const act = {actor: office.inspector1.id, now, requestId: null};
		const [made] = await insertHazards(db, [{act, hazard, searchText}]);
		return made!;
	};
	return app.services.queue.submit(make);
}

/** A photo that has arrived, by its row; returns its hash. */
export async function makePhoto(app: App, office: Office, name: string): Promise<string> {
	const id = [...new TextEncoder().encode(`${name}${'.'.repeat(64)}`)]
		.map(byte => byte.toString(16).padStart(2, '0'))
		.join('')
		.slice(0, 64);
	await app.services.queue.submit(async db =>
		db('photos')
			.insert({
				id,
				type: 'image/jpeg',
				size: 1000,
				width: 10,
				height: 10,
				uploaded_by: office.inspector1.id,
				uploaded_at: app.clock.now(),
			})
			.onConflict('id')
			.ignore(),
	);
	return id;
}

/** The notice of a hazard as the papers leave it: the paper's row, its link, and the move in the hazard's life. */
export async function fakeNotice(app: App, office: Office, hazardId: string): Promise<void> {
	const {decideMove} = await import('../../src/domain/hazards/hazard-moves.ts');
	const {findHazard, nextMoment, saveHazard} = await import('../../src/store/hazards/hazards.ts');
	await app.services.queue.submit(async db => {
		const hazard = (await findHazard(db, hazardId))!;
		const act = {...app.contextOf(office.manager), now: await nextMoment(db, hazard, app.clock.now())};
		const paperId = idOf(`paper ${hazardId} ${hazard.round}`);
		const ordinal = count++;
		const moved = decideMove(
			hazard,
			'notice',
			{id: office.manager.id, roles: office.manager.roles},
			{paperId},
			{now: act.now, today: app.clock.today(), awaitedPhotos: [], hasValidNotice: false},
		);
		await db('papers').insert({
			id: paperId,
			kind: 'rectification-notice',
			year: 2026,
			ordinal,
			number: `新桦安改〔2026〕${ordinal}号`,
			state: 'issued',
			site_id: hazard.siteId,
			community_id: hazard.communityId,
			title: '整改通知书',
			snapshot: '{}',
			verify_code: `code${ordinal}`,
			issued_by: office.manager.id,
			allocated_at: act.now,
			issued_at: act.now,
			services: '[]',
			version: 1,
		});
		await db('paper_hazards').insert({paper_id: paperId, hazard_id: hazardId, round: hazard.round});
		await saveHazard(db, act, moved.hazard, {action: 'notice', body: {paperId}});
	});
}
