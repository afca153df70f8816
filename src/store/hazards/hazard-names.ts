import type {Instant} from '../../domain/days.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';

export type Occupant = {name?: string | null; responsible?: string | null; phone?: string | null};
export type SiteNames = {
	id: string;
	name: string;
	address: string;
	areaId: string;
	communityId: string;
	occupant: Occupant | null;
};
type SiteRow = {id: string; name: string; address: string; area_id: string; community_id: string; occupant: string | null};

/** Names and addresses of sites, as they were at a moment when one is given. */
export async function siteNames(db: Db, ids: string[], at?: Instant): Promise<Map<string, SiteNames>> {
	const rows = await rowsOf<SiteRow>(db, 'id, name, address, area_id, community_id, occupant', 'sites', ids);
	const present = rows.map(
		(row): SiteNames => ({
			id: row.id,
			name: row.name,
			address: row.address,
			areaId: row.area_id,
			communityId: row.community_id,
			occupant: row.occupant ? (JSON.parse(row.occupant) as Occupant) : null,
		}),
	);
	return asOf(db, 'site', present, at);
}

export type PointName = {id: string; name: string; place: string};

export async function pointNames(db: Db, ids: string[], at?: Instant): Promise<Map<string, PointName>> {
	return asOf(db, 'risk-point', await rowsOf<PointName>(db, 'id, name, place', 'risk_points', ids), at);
}

export type PersonName = {id: string; name: string};

export async function personNames(db: Db, ids: string[], at?: Instant): Promise<Map<string, PersonName>> {
	return asOf(db, 'person', await rowsOf<PersonName>(db, 'id, name', 'people', ids), at);
}

export async function areaNames(db: Db, at?: Instant): Promise<Map<string, PersonName>> {
	return asOf(db, 'area', await select<PersonName>(db, 'select id, name from areas order by seq'), at);
}

async function rowsOf<Row>(db: Db, columns: string, table: string, ids: string[]): Promise<Row[]> {
	const wanted = [...new Set(ids)];
	const rows: Row[] = [];
	for (let i = 0; i < wanted.length; i += 400) {
		const slice = wanted.slice(i, i + 400);
		rows.push(...(await select<Row>(db, `select ${columns} from ${table} where id in ${marks(slice)}`, slice)));
	}
	return rows;
}

/** The present rows with what the journal said of them at the moment laid over. */
async function asOf<T extends {id: string}>(db: Db, kind: string, present: T[], at?: Instant): Promise<Map<string, T>> {
	const found = new Map(present.map(row => [row.id, row]));
	if (!at) return found;
	for (let i = 0; i < present.length; i += 400) {
		const subjects = present.slice(i, i + 400).map(({id}) => `${kind}:${id}`);
		const rows = await select<{subject: string; after: string}>(
			db,
			`select j.subject, j.after from journal j where j.subject in ${marks(subjects)}
				and j.version = (select max(k.version) from journal k where k.subject = j.subject and k.at <= ?)`,
			[...subjects, at],
		);
		for (const {subject, after} of rows) {
			const id = subject.slice(kind.length + 1);
			const row = found.get(id)!;
			const then = JSON.parse(after) as Record<string, unknown>;
			const laid = Object.fromEntries(Object.keys(row).map(key => [key, key in then ? then[key] : row[key as keyof T]]));
			found.set(id, {...(laid as T), id});
		}
	}
	return found;
}
