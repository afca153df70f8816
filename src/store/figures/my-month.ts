import type {Day, Instant} from '../../domain/days.ts';
import type {LeadState} from '../../domain/hazards/lead.ts';
import {type Outcome, outcomes} from '../../domain/schedule/outcome.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {outcomeSql} from '../schedule/slot-lists.ts';

/** Arrivals from a moment until another, of one person. Ids are UUIDs: no part of one is another. */
export type OwnPeriod = {personId: string; from: Instant; until: Instant};

export async function ownVisits(db: Db, {personId, from, until}: OwnPeriod): Promise<{inspected: number; couldNot: number}> {
	const rows = await select<{outcome: string; n: number}>(
		db,
		`select outcome, count(*) as n from inspections where registered_at >= ? and registered_at < ? and inspectors like ? group by outcome`,
		[from, until, `%"${personId}"%`],
	);
	const of = (outcome: string) => Number(rows.find(row => row.outcome === outcome)?.n ?? 0);
	return {inspected: of('inspected'), couldNot: of('could-not-inspect')};
}

export async function ownChecks(db: Db, {personId, from, until}: OwnPeriod): Promise<number> {
	const [row] = await select<{n: number}>(
		db,
		`select count(*) as n from inspections i join checks c on c.inspection_id = i.id
			where i.registered_at >= ? and i.registered_at < ? and i.inspectors like ? and c.checklist is not null`,
		[from, until, `%"${personId}"%`],
	);
	return Number(row!.n);
}

export type OwnHazards = {found: number; onTheSpot: number; open: number};

/** As the figures count them: neither void nor merged. */
export async function ownHazards(db: Db, {personId, from, until}: OwnPeriod): Promise<OwnHazards> {
	const [row] = await select<{found: number; spot: number | null; open: number | null}>(
		db,
		`select count(*) as found, sum(case when h.route = 'on-the-spot' then 1 else 0 end) as spot,
			sum(case when h.ended_at is null then 1 else 0 end) as open
		from hazard_dates d join hazards h on h.id = d.hazard_id
		where d.span = 99 and d.registered_at >= ? and d.registered_at < ? and d.filers like ? and h.state not in ('void', 'merged')`,
		[from, until, `%${personId}%`],
	);
	return {found: Number(row!.found), onTheSpot: Number(row!.spot ?? 0), open: Number(row!.open ?? 0)};
}

/** The bodies of reinspections that may be of the person, from the journal: who looked need not be who entered it. */
export async function reinspectionBodies(
	db: Db,
	{personId, from, until}: OwnPeriod,
): Promise<Array<{inspectors: string[]; result: string}>> {
	const rows = await select<{after: string}>(
		db,
		`select after from journal where at >= ? and at < ? and action = 'reinspections' and after like ?`,
		[from, until, `%"${personId}"%`],
	);
	return rows.map(({after}) => (JSON.parse(after) as {did: {body: {inspectors: string[]; result: string}}}).did.body);
}

/** Slots of a person by due day, by what has come of them. */
export async function ownSlots(
	db: Db,
	{personId, from, to, today}: {personId: string; from: Day; to: Day; today: Day},
): Promise<Record<Outcome, number>> {
	const pieces = outcomes.map(outcome => ({outcome, ...outcomeSql(db, outcome, today)}));
	const sums = pieces.map(({sql}, i) => `sum(case when ${sql} then 1 else 0 end) as o${i}`);
	const [row] = await select<Record<string, number | null>>(
		db,
		`select ${sums.join(', ')} from slots where due_on >= ? and due_on <= ? and people like ?`,
		[...pieces.flatMap(({bindings}) => bindings), from, to, `%"${personId}"%`],
	);
	return Object.fromEntries(pieces.map(({outcome}, i) => [outcome, Number(row![`o${i}`] ?? 0)])) as Record<Outcome, number>;
}

export async function ownLeads(db: Db, {personId, from, until}: OwnPeriod): Promise<Map<LeadState, number>> {
	const rows = await select<{state: LeadState; n: number}>(
		db,
		'select state, count(*) as n from leads where reporter = ? and registered_at >= ? and registered_at < ? group by state',
		[personId, from, until],
	);
	return new Map(rows.map(({state, n}) => [state, Number(n)]));
}
