import type {RiskLevel} from '../../domain/content.ts';
import {type Day, type Instant, minDay} from '../../domain/days.ts';
import type {SitePause} from '../../domain/register/site.ts';
import type {PlanPoint} from '../../domain/schedule/planning.ts';
import type {Db} from '../engine.ts';
import {type Columns, insertRows, marks, select} from '../rows.ts';
import {updateRows} from '../update-rows.ts';
import {lockInWrite, type Slot, type SlotRow, slotFromRow, unended} from './slots.ts';

export type Candidate = Omit<PlanPoint, 'slots' | 'level' | 'divisor' | 'lastCheckedOn'> &
	Whereabouts & {seq: number; assessedLevel: RiskLevel | null};
type Row = {
	seq: number;
	id: string;
	site_id: string;
	community_id: string;
	domain: string;
	assessed_level: RiskLevel | null;
	closed_on: string | null;
	area_id: string;
	kind: string;
	tags: string;
	pauses: string;
	starts_on: string;
	site_closed_on: string | null;
	lat: number | null;
	lng: number | null;
};
/** Where a slot's site lies; the position is null when nobody entered it. */
export type Whereabouts = {areaId: string; lat: number | null; lng: number | null};
/** `siteIds`: of these sites only. */
export type PlanReach = {
	planId: string;
	domain: string;
	areaIds: readonly string[] | null;
	today: Day;
	siteIds?: readonly string[] | undefined;
};

/** Points that a plan may cover, and those at which it still has an open slot, in order of arrival. */
export async function candidatesOf(
	db: Db,
	{planId, domain, areaIds, today, siteIds}: PlanReach,
	{after, limit}: {after: number; limit: number},
): Promise<Candidate[]> {
	const rows = await select<Row>(
		db,
		`select p.seq, p.id, p.site_id, p.community_id, p.domain, p.assessed_level, p.closed_on, s.area_id, s.kind, s.tags, s.pauses, s.starts_on,
			s.closed_on as site_closed_on, s.lat, s.lng
		from risk_points p join sites s on s.id = p.site_id
		where p.seq > ?${siteIds ? ` and p.site_id in ${marks(siteIds)}` : ''} and ((p.domain = ?${areaIds ? ` and s.area_id in ${marks(areaIds)}` : ''})
			or p.id in (select risk_point_id from slots where plan_id = ? and ${unended} and grace_on >= ?))
		order by p.seq limit ?`,
		[after, ...(siteIds ?? []), domain, ...(areaIds ?? []), planId, today, limit],
	);
	return rows.map(candidateFromRow);
}

export async function countPoints(db: Db, {domain, areaIds}: Pick<PlanReach, 'domain' | 'areaIds'>): Promise<number> {
	const [row] = await select<{n: number}>(
		db,
		`select count(*) as n from risk_points p join sites s on s.id = p.site_id
		where p.domain = ?${areaIds ? ` and s.area_id in ${marks(areaIds)}` : ''}`,
		[domain, ...(areaIds ?? [])],
	);
	return Number(row!.n);
}

type Held = {domain: string; today: Day; areaIds: readonly string[] | null; kinds: readonly string[]; tags: readonly string[]};

/** Whether any open point lies in an area, at a site of one of these kinds with one of these tags; an empty list asks nothing. */
export async function holdsPoints(db: Db, {domain, today, areaIds, kinds, tags}: Held): Promise<boolean> {
	const wildcards = (tag: string) => `%${JSON.stringify(tag).replaceAll(/[\\%_]/g, sign => `\\${sign}`)}%`;
	const rows = await select(
		db,
		`select 1 as one from risk_points p join sites s on s.id = p.site_id
		where p.domain = ? and (p.closed_on is null or p.closed_on > ?) and (s.closed_on is null or s.closed_on > ?)
			${areaIds ? `and s.area_id in ${marks(areaIds)}` : ''} ${kinds.length > 0 ? `and s.kind in ${marks(kinds)}` : ''}
			${tags.length > 0 ? `and (${tags.map(() => `s.tags like ? escape '\\'`).join(' or ')})` : ''} limit 1`,
		[domain, today, today, ...(areaIds ?? []), ...kinds, ...tags.map(wildcards)],
	);
	return rows.length > 0;
}

export async function countAllPoints(db: Db): Promise<number> {
	const [row] = await select<{n: number}>(db, 'select count(*) as n from risk_points');
	return Number(row!.n);
}

const candidateFromRow = (row: Row): Candidate => ({
	seq: row.seq,
	id: row.id,
	siteId: row.site_id,
	areaId: row.area_id,
	lat: row.lat,
	lng: row.lng,
	communityId: row.community_id,
	domain: row.domain,
	kind: row.kind,
	tags: JSON.parse(row.tags) as string[],
	assessedLevel: row.assessed_level,
	startsOn: row.starts_on,
	closedOn:
		row.closed_on && row.site_closed_on ? minDay(row.closed_on, row.site_closed_on) : (row.closed_on ?? row.site_closed_on),
	pauses: JSON.parse(row.pauses) as SitePause[],
});

/** The day of the last check of each point with any version of a checklist; a visit that found nobody is none. */
export async function lastChecks(db: Db, pointIds: readonly string[], checklist: string): Promise<Map<string, Day>> {
	if (pointIds.length === 0) return new Map();
	const rows = await select<{risk_point_id: string; checked_on: string}>(
		db,
		`select risk_point_id, max(checked_on) as checked_on from checks where risk_point_id in ${marks(pointIds)} and checklist like ?
		group by risk_point_id`,
		[...pointIds, `${checklist.split('@')[0]}@%`],
	);
	return new Map(rows.map(row => [row.risk_point_id, row.checked_on]));
}

/** The latest slots of a plan at these points: the open one, and those before it that a recent check may have settled. */
export async function recentSlots(db: Db, planId: string, pointIds: readonly string[]): Promise<Map<string, Slot[]>> {
	if (pointIds.length === 0) return new Map();
	const rows = await select<SlotRow>(
		db,
		`select * from slots where plan_id = ? and risk_point_id in ${marks(pointIds)} and ordinal > (select max(latest.ordinal) - 3 from slots latest
			where latest.plan_id = slots.plan_id and latest.risk_point_id = slots.risk_point_id) order by id${lockInWrite(db)}`,
		[planId, ...pointIds],
	);
	const found = new Map<string, Slot[]>();
	for (const slot of rows.map(slotFromRow)) found.set(slot.riskPointId, [...(found.get(slot.riskPointId) ?? []), slot]);
	return found;
}

const slotColumns: Columns = {
	id: 'text',
	plan_id: 'text',
	risk_point_id: 'text',
	site_id: 'text',
	community_id: 'text',
	domain: 'text',
	level: 'text',
	checklist: 'text',
	ordinal: 'integer',
	opens_on: 'text',
	due_on: 'text',
	grace_on: 'text',
	priority: 'integer',
	created_at: 'text',
	checked_on: 'text',
	checked_at: 'text',
	inspection_id: 'text',
	attempts: 'text',
	excused_on: 'text',
	excuse: 'text',
	rule_due_on: 'text',
	rhythm: 'text',
	assigned_on: 'text',
	pair_id: 'text',
	people: 'text',
};

export async function addSlots(db: Db, slots: readonly Slot[]): Promise<void> {
	await insertRows(db, 'slots', slotColumns, slots.map(toRow));
}

const toRow = (slot: Slot) => ({
	id: slot.id,
	plan_id: slot.planId,
	risk_point_id: slot.riskPointId,
	site_id: slot.siteId,
	community_id: slot.communityId,
	domain: slot.domain,
	level: slot.level,
	checklist: slot.checklist,
	ordinal: slot.ordinal,
	opens_on: slot.opensOn,
	due_on: slot.dueOn,
	grace_on: slot.graceOn,
	priority: slot.priority,
	created_at: slot.createdAt,
	checked_on: slot.checkedOn ?? null,
	checked_at: slot.checkedAt ?? null,
	inspection_id: slot.inspectionId ?? null,
	attempts: JSON.stringify(slot.attempts),
	excused_on: slot.excusedOn ?? null,
	excuse: slot.excuse ? JSON.stringify(slot.excuse) : null,
	rule_due_on: slot.ruleDueOn ?? null,
	rhythm: slot.rhythm,
	assigned_on: slot.assigned?.on ?? null,
	pair_id: slot.assigned?.pairId ?? null,
	people: slot.assigned ? JSON.stringify(slot.assigned.people) : null,
});

/** Text that keeps what has ended as it is in an update of many rows. */
export const stillOpen = 'slots.checked_on is null and slots.excused_on is null and slots.superseded_on is null';

export async function supersedeSlots(db: Db, slots: ReadonlyArray<{id: string; by: string | null; on: Day}>): Promise<void> {
	const rows = slots.map(({id, by, on}) => ({id, superseded_on: on, superseded_by: by}));
	await updateRows(db, 'slots', {superseded_on: 'text', superseded_by: 'text'}, rows, stillOpen);
}

export async function excusePaused(db: Db, slots: ReadonlyArray<{id: string; on: Day}>): Promise<void> {
	const excuse = JSON.stringify({by: null, reason: 'pause'});
	const rows = slots.map(({id, on}) => ({id, excused_on: on, excuse}));
	await updateRows(db, 'slots', {excused_on: 'text', excuse: 'text'}, rows, stillOpen);
}

export async function moveOpenings(db: Db, slots: ReadonlyArray<{id: string; opensOn: Day}>): Promise<void> {
	const rows = slots.map(({id, opensOn}) => ({id, opens_on: opensOn}));
	await updateRows(db, 'slots', {opens_on: 'text'}, rows, stillOpen);
}

export async function adoptRhythms(db: Db, slots: ReadonlyArray<{id: string; rhythm: string}>): Promise<void> {
	await updateRows(db, 'slots', {rhythm: 'text'}, [...slots]);
}

/** The inspection behind the check of a point on a day, for a window that it settles when the window is made. */
export async function inspectionOfCheck(
	db: Db,
	pointId: string,
	checkedOn: Day,
	checklist: string,
): Promise<{id: string; at: Instant} | undefined> {
	const [row] = await select<{id: string; at: string}>(
		db,
		`select i.id, i.registered_at as at from checks c join inspections i on i.id = c.inspection_id
		where c.risk_point_id = ? and c.checked_on = ? and c.checklist like ? order by c.seq desc limit 1`,
		[pointId, checkedOn, `${checklist.split('@')[0]}@%`],
	);
	return row;
}
