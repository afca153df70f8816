import {type Day, daysBetween, plusDays, plusInterval} from '../../src/domain/days.ts';
import type {Forms} from '../../src/domain/content.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {insertHazards, takeHazardNumbers} from '../../src/store/hazards/hazards.ts';
import {type Columns, insertRows} from '../../src/store/rows.ts';
import type {App} from './app.ts';
import {makeHazard} from './hazards.ts';
import {dice} from './lives.ts';
import {idOf, type Office} from './office.ts';
import {teamId} from './plans.ts';
import {firstDue, levels} from './workloads.ts';

type Size = {points: number; pairs: number; hazards: number; today: Day};
type Row = Record<string, string | number | null>;
export type DistrictPoint = {id: string; siteId: string; areaId: string; level: (typeof levels)[number]; lastCheckedOn: Day | null};

const communities = 17;
const rowsAtOnce = 5000;
const intervals = {major: 'P1M', significant: 'P3M', moderate: 'P6M', low: 'P12M'};
// 30 pairs do what 50,000 points ask for when a point takes some minutes: so many items, a minute each.
const itemsPerPoint = 6;

/** The forms with short checklists. */
export const withShortLists = (forms: Forms): Forms => ({
	...forms,
	checklists: new Map([...forms.checklists].map(([key, list]) => [key, {...list, items: list.items.slice(0, itemsPerPoint)}])),
});

const communityOf = (i: number) => idOf(`community of the district ${i % communities}`);

/** Sites and points of a district after a year of rolling: most were checked on a visit of their site, some apart, a few never. */
export function districtPoints({points, today}: Pick<Size, 'points' | 'today'>) {
	const roll = dice(3);
	const sites = Array.from({length: Math.ceil((points * 3) / 50)}, (_, i) => ({
		id: idOf(`site of the district ${i}`),
		areaId: communityOf(i),
		lat: 31.18 + (Math.floor((i % communities) / 5) * 9 + roll(900) / 100) / 1000,
		lng: 121.42 + (((i % communities) % 5) * 9 + roll(900) / 100) / 1000,
		anchors: levels.map(level => firstDue(level, roll)),
	}));
	const checkedOn = (level: (typeof levels)[number], untilDue: number): Day => {
		const due = plusDays(today, untilDue);
		return plusDays(today, untilDue - daysBetween(due, plusInterval(due, intervals[level])));
	};
	const all = Array.from({length: points}, (_, i): DistrictPoint => {
		const site = sites[i < sites.length ? i : roll(sites.length)]!;
		const die = roll(100);
		const level = die < 5 ? 'major' : die < 25 ? 'significant' : die < 70 ? 'moderate' : 'low';
		const own = roll(8) === 0 ? firstDue(level, roll) : site.anchors[levels.indexOf(level)]!;
		const lastCheckedOn = roll(33) === 0 ? null : checkedOn(level, own);
		return {id: idOf(`point of the district ${i}`), siteId: site.id, areaId: site.areaId, level, lastCheckedOn};
	});
	return {sites, points: all};
}

/** Writes a district into the register: communities, pairs in one team that serves all of it, sites, points, last checks, hazards. */
export async function makeDistrict(app: App, office: Office, size: Size): Promise<void> {
	await makePeople(app, size.pairs);
	const {sites, points} = districtPoints(size);
	await insertAll(app, 'sites', sites.map(siteRow));
	await insertAll(app, 'risk_points', points.map(pointRow));
	await makeChecks(app, office, points);
	await makeHazards(app, office, points, size.hazards);
}

const siteRow = ({id, areaId, lat, lng}: {id: string; areaId: string; lat: number; lng: number}, i: number): Row => ({
	id,
	label: `D${i}`,
	name: `场所${i}`,
	kind: 'shop',
	area_id: areaId,
	community_id: areaId,
	address: `桦苑路${i}号`,
	lat,
	lng,
	tags: '[]',
	starts_on: '2020-01-01',
	pauses: '[]',
	version: 1,
});

const pointRow = ({id, siteId, areaId, level}: DistrictPoint, i: number): Row => ({
	id,
	label: `F${i}`,
	site_id: siteId,
	community_id: areaId,
	domain: 'fire',
	name: '风险点',
	place: '一层',
	attributes: '{}',
	events: '[]',
	controls: '[]',
	assessed_level: level,
	version: 1,
});

async function makePeople({services}: App, pairs: number): Promise<void> {
	const people = Array.from({length: 2 * pairs}, (_, i) => idOf(`inspector of the district ${i}`));
	await services.queue.submit(async db => {
		for (let i = 0; i < communities; i++)
			await db('areas').insert({
				id: communityOf(i),
				name: `第${i + 1}居民区`,
				kind: 'community',
				parent_id: idOf('subdistrict'),
				version: 1,
			});
		for (const [i, id] of people.entries()) {
			const account = `district${i}`;
			await db('people').insert({id, account, name: `检查员${i}`, roles: '["inspector"]', reviewer: 0, from_on: '2020-01-01', version: 1});
			await db('grants').insert({id: idOf(`grant ${id}`), person_id: id, area_id: idOf('subdistrict'), from_on: '2020-01-01', version: 1});
		}
		const team = Array.from({length: pairs}, (_, i) => ({
			id: idOf(`pair of the district ${i}`),
			people: [people[2 * i], people[2 * i + 1]],
			from: '2026-01-01',
		}));
		await db('teams').insert({
			id: teamId,
			name: '滚动排查队',
			areas: '[]',
			domains: '["fire"]',
			minutes_per_day: 240,
			pairs: JSON.stringify(team),
			version: 1,
		});
	});
}

/** One inspection for each site and day, as it was filed then. */
async function makeChecks(app: App, {inspector1}: Office, points: readonly DistrictPoint[]): Promise<void> {
	const visits = new Map<string, Row>();
	const checks: Row[] = [];
	for (const {id, siteId, areaId, lastCheckedOn: on} of points) {
		if (on === null) continue;
		const key = `${siteId} ${on}`;
		const visit = visits.get(key) ?? {
			id: idOf(key),
			number: `JC-XH-0000-${visits.size}`,
			site_id: siteId,
			community_id: areaId,
			kind: 'patrol',
			outcome: 'inspected',
			started_at: `${on}T02:00:00.000Z`,
			ended_at: `${on}T03:00:00.000Z`,
			inspected_on: on,
			inspectors: JSON.stringify([inspector1.id]),
			filed_by: inspector1.id,
			registered_at: `${on}T04:00:00.000Z`,
			content: '{}',
			content_sha256: '',
			flags: '[]',
		};
		visits.set(key, visit);
		const check = {inspection_id: visit.id!, risk_point_id: id, community_id: areaId, domain: 'fire', checklist: 'fire/daily@1'};
		checks.push({id: idOf(`check of ${id}`), ...check, answers: '{}', failed: 0, checked_on: on});
	}
	await insertAll(app, 'inspections', [...visits.values()]);
	await insertAll(app, 'checks', checks);
}

async function makeHazards(app: App, office: Office, points: readonly DistrictPoint[], count: number): Promise<void> {
	const roll = dice(11);
	const pattern = await makeHazard(app, office);
	const act = {actor: office.inspector1.id, now: app.clock.now(), requestId: null};
	for (let done = 0; done < count; done += 500) {
		await app.services.queue.submit(async db => {
			const numbers = await takeHazardNumbers(db, 'XH', 2026, Math.min(500, count - done));
			const items = numbers.map((number, i): {act: typeof act; hazard: Hazard; searchText: string} => {
				const point = points[roll(points.length)]!;
				const place = {siteId: point.siteId, riskPointId: point.id, communityId: point.areaId};
				const dueOn = `2026-03-${String(roll(28) + 1).padStart(2, '0')}`;
				return {act, hazard: {...pattern, ...place, id: idOf(`hazard ${done + i}`), number, dueOn}, searchText: number};
			});
			await insertHazards(db, items);
		});
	}
}

const kindOf = (value: string | number | null) =>
	typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'double precision') : 'text';

/** Rows of a table, some thousands at once; all have the fields of the first. */
export async function insertAll({services}: App, table: string, rows: readonly Row[]): Promise<void> {
	const columns: Columns = Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, kindOf(value)]));
	for (const name of ['lat', 'lng']) if (columns[name]) columns[name] = 'double precision';
	for (let i = 0; i < rows.length; i += rowsAtOnce)
		await services.queue.submit(async db => insertRows(db, table, columns, rows.slice(i, i + rowsAtOnce)));
}
