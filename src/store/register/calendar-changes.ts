import {v7 as uuidv7} from 'uuid';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {type Columns, insertRows} from '../rows.ts';
import {scoped} from '../scope.ts';

export const changeKinds = ['slot', 'visit', 'duty', 'advice'] as const;
export type ChangeKind = (typeof changeKinds)[number];
/** What a notice changed of one thing: a day, or for an advice its sentence; `what` names the duty. */
export type CalendarChange = {
	kind: ChangeKind;
	/** `slot:…` or `hazard:…`. */
	subject: string;
	siteId: string;
	communityId: string;
	domain: string;
	what: string | null;
	was: string | null;
	becomes: string | null;
};
type Of = {year: number; version: number};
type Row = Of & {
	seq: number;
	kind: ChangeKind;
	subject: string;
	site_id: string;
	community_id: string;
	domain: string;
	what: string | null;
	was: string | null;
	becomes: string | null;
};

const columns: Columns = {
	id: 'text',
	year: 'integer',
	version: 'integer',
	kind: 'text',
	subject: 'text',
	site_id: 'text',
	community_id: 'text',
	domain: 'text',
	what: 'text',
	was: 'text',
	becomes: 'text',
};
const rowsInOneInsert = 1000;

export async function addCalendarChanges(db: Db, {year, version}: Of, changes: readonly CalendarChange[]): Promise<void> {
	const rows = changes.map(({siteId, communityId, ...change}) => ({
		...change,
		id: uuidv7(),
		year,
		version,
		site_id: siteId,
		community_id: communityId,
	}));
	for (let i = 0; i < rows.length; i += rowsInOneInsert)
		await insertRows(db, 'calendar_changes', columns, rows.slice(i, i + rowsInOneInsert));
}

/** A page of what a notice changed, in scope. */
export async function listCalendarChanges(
	db: Db,
	scope: Scope,
	{year, version, kind}: Of & {kind?: ChangeKind | undefined},
	{after = 0, limit}: {after?: number | undefined; limit: number},
): Promise<Array<CalendarChange & {seq: number}>> {
	const rows = (await db('calendar_changes')
		.modify(scoped(scope))
		.where({year, version, ...(kind && {kind})})
		.where('seq', '>', after)
		.orderBy('seq')
		.limit(limit)) as Row[];
	return rows.map(({seq, kind: of, subject, site_id, community_id, domain, what, was, becomes}) => ({
		seq,
		kind: of,
		subject,
		siteId: site_id,
		communityId: community_id,
		domain,
		what,
		was,
		becomes,
	}));
}

/** How many things of each kind, in scope. */
export async function countCalendarChanges(db: Db, scope: Scope, of: Of): Promise<Record<ChangeKind, number>> {
	const rows = (await db('calendar_changes')
		.modify(scoped(scope))
		.where(of)
		.select('kind')
		.count({n: '*'})
		.groupBy('kind')) as unknown as Array<{kind: ChangeKind; n: number}>;
	const counts = new Map(rows.map(({kind, n}) => [kind, Number(n)]));
	return Object.fromEntries(changeKinds.map(kind => [kind, counts.get(kind) ?? 0])) as Record<ChangeKind, number>;
}
