import {putGrant} from '../../../src/actions/people/put-grant.ts';
import {putPerson} from '../../../src/actions/people/put-person.ts';
import {putArea} from '../../../src/actions/register/put-area.ts';
import type {RiskLevel} from '../../../src/domain/content.ts';
import {type Day, plusDays} from '../../../src/domain/days.ts';
import {pointLabel, siteLabel} from '../../../src/domain/number.ts';
import type {RiskPoint} from '../../../src/domain/register/risk-point.ts';
import type {Site} from '../../../src/domain/register/site.ts';
import {recordAll} from '../../../src/store/journal/journal.ts';
import {savePoint} from '../../../src/store/register/risk-points.ts';
import {addSiteVersion, saveSite} from '../../../src/store/register/sites.ts';
import {takeNumbers} from '../../../src/store/rows.ts';
import type {App} from '../app.ts';
import {dice} from '../lives.ts';
import {idOf, makeOffice, nobody, type Office} from '../office.ts';
import {putPlan, putTeam} from '../plans.ts';

/** The lists of each field of work, with which its points are checked. */
export const listOf: Record<string, string> = {
	fire: 'fire/daily@1',
	gas: 'gas/merchant@1',
	construction: 'construction/site@1',
	underground: 'underground/daily@1',
};
const communities = 17;
const pairs = 40;
const kinds = ['shop', 'restaurant', 'residential', 'school', 'office-building'];

export type Spot = {id: string; site: Pick<Site, 'id' | 'name' | 'kind' | 'communityId'>; domain: string; level: RiskLevel};
export type World = {office: Office; pairs: Array<[string, string]>; spots: Spot[]; siteKinds: (siteId: string) => string};

/** The people, places, team and plan of a city's register, every one with its journal entry as its own door writes it. */
export async function makeWorld(app: App, points: number, {from, to}: {from: Day; to: Day}): Promise<World> {
	app.clock.set(from, 1);
	const office = await makeOffice(app);
	const areas = await makeAreas(app);
	const inspectors = await makeInspectors(app);
	await must(
		await putTeam(app, office, {
			domains: Object.keys(listOf),
			pairs: inspectors.map((people, i) => ({id: idOf(`city pair ${i}`), people, from})),
		}),
	);
	// The plan under which the past was inspected; it has ended, so that nothing is planned while the register is measured.
	await must(await putPlan(app, office, {from: plusDays(from, 1), to}));
	const sites = await makeSites(app, areas, Math.ceil((points * 3) / 50), from);
	const spots = await makePoints(app, sites, points);
	const known = new Map(sites.map(({id, kind}) => [id, kind]));
	return {office, pairs: inspectors, spots, siteKinds: id => known.get(id)!};
}

const must = async ({status, bytes}: Awaited<ReturnType<App['send']>>): Promise<void> => {
	if (status >= 300) throw new Error(bytes.toString());
};

async function makeAreas({services, contextOf}: App): Promise<string[]> {
	const ids = Array.from({length: communities}, (_, i) => idOf(`city community ${i}`));
	for (const [i, id] of ids.entries()) {
		const area = {name: `新桦第${i + 1}居民区`, kind: 'community' as const, parentId: idOf('subdistrict')};
		await services.queue.submit(async db => putArea(db, contextOf(nobody), id, area));
	}
	return ids;
}

async function makeInspectors({services, contextOf}: App): Promise<Array<[string, string]>> {
	const made: string[] = [];
	for (let i = 0; i < 2 * pairs; i++) {
		const id = idOf(`city inspector ${i}`);
		const person = {account: `city${i}`, name: `检查员${i}`, roles: ['inspector' as const], fromOn: '2020-01-01'};
		const grant = {personId: id, areaId: idOf('subdistrict'), domains: null, fromOn: '2020-01-01'};
		await services.queue.submit(async db => putPerson(db, contextOf(nobody), id, person));
		await services.queue.submit(async db => putGrant(db, contextOf(nobody), idOf(`grant ${id}`), grant));
		made.push(id);
	}
	return Array.from({length: pairs}, (_, i) => [made[2 * i]!, made[2 * i + 1]!]);
}

async function makeSites(app: App, areas: readonly string[], count: number, from: Day): Promise<Site[]> {
	const roll = dice(3);
	const sites = Array.from({length: count}, (_, i): Site => {
		const areaId = areas[i % areas.length]!;
		return {
			id: idOf(`city site ${i}`),
			label: siteLabel(i + 1),
			name: `桦苑${i + 1}号${['商铺', '餐厅', '公寓', '学校', '写字楼'][i % kinds.length]}`,
			kind: kinds[i % kinds.length]!,
			areaId,
			communityId: areaId,
			address: `桦苑路${i + 1}号`,
			building: null,
			position: {lat: 31.18 + roll(36_000) / 1e6, lng: 121.42 + roll(45_000) / 1e6},
			tags: [],
			startsOn: from,
			closedOn: null,
			pauses: [],
			occupant: null,
			version: 1,
			safetyManager: {name: '周安全', phone: '021-00001234'},
			responsibilityLetter: {signedOn: from, validTo: null, photo: null},
		};
	});
	await app.services.queue.submit(async db => {
		const act = {actor: idOf('manager'), now: app.clock.now(), requestId: null};
		await takeNumbers(db, 'site', count);
		for (const site of sites) {
			await saveSite(db, site);
			await addSiteVersion(db, site, act.now);
		}
		await recordAll(
			db,
			sites.map(site => ({act, entry: {subject: `site:${site.id}`, version: 1, action: 'site-registration', after: site}})),
		);
	});
	return sites;
}

async function makePoints(app: App, sites: readonly Site[], count: number): Promise<Spot[]> {
	const roll = dice(5);
	const spots = Array.from({length: count}, (_, i): Spot => {
		const die = roll(100);
		const domain = die < 60 ? 'fire' : die < 80 ? 'gas' : die < 88 ? 'construction' : 'underground';
		const rank = roll(100);
		const level = (['major', 'significant', 'moderate', 'low'] as const)[[5, 25, 70, 100].findIndex(most => rank < most)]!;
		return {id: idOf(`city point ${i}`), site: sites[i < sites.length ? i : roll(sites.length)]!, domain, level};
	});
	const act = {actor: idOf('manager'), now: app.clock.now(), requestId: null};
	await app.services.queue.submit(async db => takeNumbers(db, 'risk-point', count));
	for (let done = 0; done < count; done += 2000) {
		const points = spots.slice(done, done + 2000).map((spot, i) => pointOf(spot, done + i + 1));
		await app.services.queue.submit(async db => {
			for (const point of points) await savePoint(db, point);
			await recordAll(
				db,
				points.map(point => ({
					act,
					entry: {subject: `risk-point:${point.id}`, version: 1, action: 'risk-point-registration', after: point},
				})),
			);
		});
	}
	return spots;
}

const pointOf = ({id, site, domain, level}: Spot, n: number): RiskPoint => ({
	id,
	label: pointLabel(n),
	siteId: site.id,
	communityId: site.communityId,
	domain,
	name: `${(n % 6) + 1}层${['营业厅', '走廊', '机房', '厨房'][n % 4]}`,
	place: `${(n % 6) + 1}层`,
	attributes: {},
	events: ['火灾'],
	controls: [],
	assessedLevel: level,
	assessmentId: null,
	closedOn: null,
	version: 1,
});
