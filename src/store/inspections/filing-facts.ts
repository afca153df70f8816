import type {Day, Instant} from '../../domain/days.ts';
import type {HeldGrant} from '../../domain/inspections/filing-scope.ts';
import type {Grant} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {grantsOfPeople} from '../people/people.ts';
import {marks, select} from '../rows.ts';

/**
 * On PostgreSQL filings at the same place go one after the other, so that each sees what the others did (repeated visits, the
 * yearly cap). In the order in which a site's own changes take these locks; references to the rows are not held up.
 */
export async function lockPlaces(db: Db, sites: string[], points: string[]): Promise<void> {
	if (!isPostgres(db)) return;
	const lock = 'order by seq for no key update';
	await select(db, `select id from sites where id in ${marks(sites)} ${lock}`, sites);
	await select(db, `select id from risk_points where id in ${marks(points)} ${lock}`, points);
}

/** Which of these ids are taken. */
export async function takenInspections(db: Db, ids: string[]): Promise<Set<string>> {
	const rows = await select<{id: string}>(db, `select id from inspections where id in ${marks(ids)}`, ids);
	return new Set(rows.map(({id}) => id));
}

/** `point|day` of every check of these points on these days. */
export async function checkedOn(db: Db, points: string[], days: Day[]): Promise<Set<string>> {
	const found = new Set<string>();
	for (let i = 0; i < points.length; i += 400) {
		const slice = points.slice(i, i + 400);
		const rows = await select<{risk_point_id: string; checked_on: Day}>(
			db,
			`select distinct risk_point_id, checked_on from checks where checklist is not null and risk_point_id in ${marks(slice)} and checked_on in ${marks(days)}`,
			[...slice, ...days],
		);
		for (const row of rows) found.add(`${row.risk_point_id}|${row.checked_on}`);
	}
	return found;
}

/** Administrative inspections so far, by `site|year`. */
export async function officialVisits(db: Db, sites: string[]): Promise<Map<string, number>> {
	if (sites.length === 0) return new Map();
	const rows = await select<{site_id: string; year: string; n: number}>(
		db,
		`select site_id, substr(inspected_on, 1, 4) as year, count(*) as n from inspections
			where kind = 'administrative' and site_id in ${marks(sites)} group by site_id, substr(inspected_on, 1, 4)`,
		sites,
	);
	return new Map(rows.map(({site_id: site, year, n}) => [`${site}|${year}`, Number(n)]));
}

/** How many administrative inspections an entity may have in a year (国办发〔2024〕54号); null when no cap is set. */
export async function yearlyCap(db: Db): Promise<number | null> {
	const [row] = await select<{value: string}>(db, `select value from settings where id = 'yearly-cap'`);
	const value: unknown = row && JSON.parse(row.value);
	const cap = typeof value === 'number' ? value : (value as {inspections?: unknown} | undefined)?.inspections;
	return typeof cap === 'number' ? cap : null;
}

/** Grants of people as they read over time: a change of one does not undo what it allowed before. */
export async function heldGrants(db: Db, people: string[]): Promise<Map<string, HeldGrant[]>> {
	const grants = await grantsOfPeople(db, people);
	const changed = grants.filter(({version}) => version > 1).map(({id}) => `grant:${id}`);
	const entries = await entriesOf(db, changed);
	const held = new Map<string, HeldGrant[]>();
	const add = (person: string, grant: HeldGrant) => held.set(person, [...(held.get(person) ?? []), grant]);
	for (const {id, personId: holder, areaId, domains, fromOn, toOn} of grants) {
		const pictures = entries.get(`grant:${id}`) ?? [];
		if (pictures.length === 0) add(holder, {areaId, domains, fromOn, toOn, from: '', until: null});
		for (const [i, {at, after}] of pictures.entries()) {
			const then = JSON.parse(after) as Grant & {personId: string};
			add(then.personId, {
				areaId: then.areaId,
				domains: then.domains,
				fromOn: then.fromOn,
				toOn: then.toOn,
				from: at,
				until: pictures[i + 1]?.at ?? null,
			});
		}
	}
	return held;
}

async function entriesOf(db: Db, subjects: string[]): Promise<Map<string, Array<{at: Instant; after: string}>>> {
	const found = new Map<string, Array<{at: Instant; after: string}>>();
	if (subjects.length === 0) return found;
	const rows = await select<{subject: string; at: Instant; after: string}>(
		db,
		`select subject, at, after from journal where subject in ${marks(subjects)} order by subject, version`,
		subjects,
	);
	for (const {subject, ...entry} of rows) found.set(subject, [...(found.get(subject) ?? []), entry]);
	return found;
}
