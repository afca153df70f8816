import type {Day, Instant} from '../../domain/days.ts';
import type {Person, Role} from '../../domain/person.ts';
import type {Grant} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';

type Row = {
	id: string;
	account: string;
	name: string;
	roles: string;
	reviewer: number;
	phone: string | null;
	certificate: string | null;
	password_hash: string | null;
	from_on: string;
	to_on: string | null;
	version: number;
};

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
	const [row] = await select<Row>(db, 'select * from people where id = ?', [id]);
	return row && fromRow(row);
}

export async function findPeople(db: Db, ids: string[]): Promise<Map<string, Person>> {
	if (ids.length === 0) return new Map();
	const rows = await select<Row>(db, `select * from people where id in ${marks(ids)}`, ids);
	return new Map(rows.map(row => [row.id, fromRow(row)]));
}

export async function listPeople(db: Db): Promise<Person[]> {
	const rows = await select<Row>(db, 'select * from people order by account');
	return rows.map(fromRow);
}

/** The person of an account with the hash of his password. */
export async function findAccount(db: Db, account: string): Promise<{person: Person; passwordHash: string | null} | undefined> {
	const [row] = await select<Row>(db, 'select * from people where account = ?', [account]);
	return row && {person: fromRow(row), passwordHash: row.password_hash};
}

/** Keeps the person; `passwordHash` undefined leaves the present one. */
export async function savePerson(db: Db, person: Person, passwordHash?: string | null): Promise<void> {
	const row = {
		account: person.account,
		name: person.name,
		roles: JSON.stringify(person.roles),
		reviewer: person.reviewer ? 1 : 0,
		phone: person.phone,
		certificate: person.certificate && JSON.stringify(person.certificate),
		from_on: person.fromOn,
		to_on: person.toOn,
		version: person.version,
		...(passwordHash !== undefined && {password_hash: passwordHash}),
	};
	if (person.version === 1) await db('people').insert({id: person.id, ...row});
	else await db('people').where({id: person.id}).update(row);
}

export type GrantRecord = Grant & {id: string; personId: string; version: number};
type GrantRow = {
	id: string;
	person_id: string;
	area_id: string;
	domains: string | null;
	from_on: Day;
	to_on: Day | null;
	version: number;
};

export async function grantsOf(db: Db, personId: string): Promise<GrantRecord[]> {
	const rows = await select<GrantRow>(db, 'select * from grants where person_id = ? order by seq', [personId]);
	return rows.map(grantFromRow);
}

/** Whom a session belongs to, with all his grants in arrival order: one question, as every request asks it. */
export async function findHolder(
	db: Db,
	tokenHash: string,
	now: Instant,
): Promise<{person: Person; grants: GrantRecord[]} | undefined> {
	type Joined = Row & {[column in keyof GrantRow as `grant_${column}`]: GrantRow[column] | null};
	const rows = await select<Joined>(
		db,
		`select p.*, g.id as grant_id, g.person_id as grant_person_id, g.area_id as grant_area_id, g.domains as grant_domains,
			g.from_on as grant_from_on, g.to_on as grant_to_on, g.version as grant_version
			from sessions s join people p on p.id = s.person_id left join grants g on g.person_id = p.id
			where s.token_hash = ? and s.expires_at > ? order by g.seq`,
		[tokenHash, now],
	);
	const [first] = rows;
	if (!first) return undefined;
	const grants = rows
		.filter(row => row.grant_id !== null)
		.map(row =>
			grantFromRow({
				id: row.grant_id!,
				person_id: row.grant_person_id!,
				area_id: row.grant_area_id!,
				domains: row.grant_domains,
				from_on: row.grant_from_on!,
				to_on: row.grant_to_on,
				version: row.grant_version!,
			}),
		);
	return {person: fromRow(first), grants};
}

/** Grants of several people, in arrival order. */
export async function grantsOfPeople(db: Db, people: string[]): Promise<GrantRecord[]> {
	const rows = await select<GrantRow>(db, `select * from grants where person_id in ${marks(people)} order by seq`, people);
	return rows.map(grantFromRow);
}

export async function listGrants(db: Db): Promise<GrantRecord[]> {
	const rows = await select<GrantRow>(db, 'select * from grants order by seq');
	return rows.map(grantFromRow);
}

export async function findGrant(db: Db, id: string): Promise<GrantRecord | undefined> {
	const [row] = await select<GrantRow>(db, 'select * from grants where id = ?', [id]);
	return row && grantFromRow(row);
}

export async function saveGrant(db: Db, grant: GrantRecord): Promise<void> {
	const row = {
		person_id: grant.personId,
		area_id: grant.areaId,
		domains: grant.domains && JSON.stringify(grant.domains),
		from_on: grant.fromOn,
		to_on: grant.toOn,
		version: grant.version,
	};
	if (grant.version === 1) await db('grants').insert({id: grant.id, ...row});
	else await db('grants').where({id: grant.id}).update(row);
}

const grantFromRow = (row: GrantRow): GrantRecord => ({
	id: row.id,
	personId: row.person_id,
	areaId: row.area_id,
	domains: row.domains === null ? null : (JSON.parse(row.domains) as string[]),
	fromOn: row.from_on,
	toOn: row.to_on,
	version: row.version,
});

const fromRow = (row: Row): Person => ({
	id: row.id,
	account: row.account,
	name: row.name,
	roles: JSON.parse(row.roles) as Role[],
	reviewer: row.reviewer === 1,
	phone: row.phone,
	certificate: row.certificate === null ? null : (JSON.parse(row.certificate) as Person['certificate']),
	fromOn: row.from_on,
	toOn: row.to_on,
	version: row.version,
});
