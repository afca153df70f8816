import type {Instant} from '../../domain/days.ts';
import {datesOf} from '../../domain/figures/dates.ts';
import {bits, signsOf} from '../../domain/figures/signs.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {gradeRank} from '../../domain/hazards/hazard.ts';
import type {Db} from '../engine.ts';
import {endless, pictureAt, present, spanOf, type VersionTable} from '../journal/as-of.ts';
import {type Columns, insertRows, marks, select} from '../rows.ts';

const facts: Columns = {
	standing: 'text',
	registered_at: 'text',
	registered_on: 'text',
	site_id: 'text',
	site_kind: 'text',
	item_id: 'text',
	domain: 'text',
	community_id: 'text',
	filers: 'text',
	grade_rank: 'integer',
	due_on: 'text',
	signs: 'integer',
	days_to_close: 'integer',
	looks: 'text',
};
/** What figures count of a hazard: a row is a span in which none of it changed. */
export const hazardDates: VersionTable = {table: 'hazard_dates', key: 'hazard_id', columns: facts};

type Row = Record<string, string | number | null>;
export type Picture = {hazard: Hazard; at: Instant};

/** What a hazard keeps from its registration: the kind its site had, and the signs of what was registered there before. */
type Origin = {siteKind: string; earlier: number};

function rowOf(hazard: Hazard, {siteKind, earlier}: Origin): Row {
	const dates = datesOf(hazard);
	return {
		standing: dates.standing,
		registered_at: dates.registeredAt,
		registered_on: dates.registeredOn,
		site_id: dates.siteId,
		site_kind: siteKind,
		item_id: dates.itemId,
		domain: dates.domain,
		community_id: dates.communityId,
		filers: [...dates.filers].sort().join(','),
		grade_rank: 2 - gradeRank[dates.grade],
		due_on: dates.dueOn,
		signs: signsOf(dates) + earlier,
		days_to_close: dates.daysToClose,
		looks: dates.looks.map(({since, on}) => `${since}>${on ?? ''}`).join(';'),
	};
}

/** First spans of hazards, in the transaction of their registration. */
export async function addFirstDates(db: Db, pictures: Picture[], kindOf: (siteId: string) => string): Promise<void> {
	await insertSpans(
		db,
		pictures.map(({hazard, at}) => ({hazard, at, row: rowOf(hazard, {siteKind: kindOf(hazard.siteId), earlier: 0})})),
	);
	await markRepetitions(
		db,
		pictures.map(({hazard}) => hazard.id),
	);
}

/**
 * Marks hazards that were registered before at their site for their item within twelve months: in all their rows whatever
 * became of those, in the present one whether any of them still stands.
 */
export async function markRepetitions(db: Db, ids: readonly string[]): Promise<void> {
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		await db.raw(
			`update hazard_dates set signs = signs + ${bits.there} where hazard_id in ${marks(slice)} and exists (${earlierOf('hazard_dates')})`,
			slice,
		);
		await db.raw(
			`update hazard_dates set signs = signs + ${bits.stands} where hazard_id in ${marks(slice)} and span = ${present}
				and signs & ${bits.there} <> 0 and exists (${earlierOf('hazard_dates')} and ${isStanding})`,
			slice,
		);
	}
}

// Void and merged ones are left out of rates (rules §1.10).
const isStanding = `e.standing in ('open', 'closed')`;

/** Once a hazard is struck off, later ones that repeated it alone repeat nothing. */
async function unmarkRepetitions(db: Db, {siteId, domain, itemId, registeredAt}: Hazard): Promise<void> {
	await db.raw(
		`update hazard_dates set signs = signs - ${bits.stands} where span = ${present} and site_id = ? and domain = ? and item_id = ?
			and registered_at > ? and signs & ${bits.stands} <> 0 and not exists (${earlierOf('hazard_dates')} and ${isStanding})`,
		[siteId, domain, itemId, registeredAt],
	);
}

/** Rows `e` of hazards registered at the same site for the same item within the twelve months before a row. */
export const earlierOf = (
	row: string,
): string => `select 1 from hazard_dates e where e.span = ${present} and e.site_id = ${row}.site_id
	and e.domain = ${row}.domain and e.item_id = ${row}.item_id and e.registered_at < ${row}.registered_at
	and e.registered_at >= (cast(substr(${row}.registered_at, 1, 4) as integer) - 1) || substr(${row}.registered_at, 5)`;

/** A new span when what figures count changed, in the transaction of the entry. */
export async function addDates(db: Db, {hazard, at}: Picture): Promise<void> {
	const [last] = await select<Row & {version: number; valid_from: Instant}>(
		db,
		`select version, valid_from, ${Object.keys(facts).join(', ')} from hazard_dates where hazard_id = ? and span = ${present}`,
		[hazard.id],
	);
	if (!last) return;
	const earlier = (last.signs as number) & (bits.there + bits.stands);
	const row = rowOf(hazard, {siteKind: last.site_kind as string, earlier});
	if (isSame(row, last)) return;
	await db.raw(
		`update hazard_dates set valid_to = ?, span = ?, signs = signs - (signs & ${bits.stands}) where hazard_id = ? and version = ?`,
		[at, spanOf(last.valid_from, at), hazard.id, last.version],
	);
	await insertSpans(db, [{hazard, at, row, moved: hasMoved(last, row)}]);
	if (!isOff(last) && isOff(row)) await unmarkRepetitions(db, hazard);
}

const isOff = ({standing}: Row): boolean => standing === 'void' || standing === 'merged';

// What the balance enters: an end, another community or grade of an open hazard.
const hasMoved = (before: Row, after: Row): boolean =>
	before.standing === 'open' &&
	(after.standing !== 'open' || before.community_id !== after.community_id || before.grade_rank !== after.grade_rank);

const isSame = (a: Row, b: Row): boolean => Object.keys(facts).every(name => a[name] === b[name]);

/** The spans of one hazard from all its pictures in order: what a rebuild writes. */
export function spansOf(pictures: Picture[], siteKind: string): Span[] {
	const spans: Span[] = [];
	for (const {hazard, at} of pictures) {
		const row = rowOf(hazard, {siteKind, earlier: 0});
		const last = spans.at(-1);
		if (last && isSame(last.row, row)) continue;
		if (last) last.until = at;
		spans.push({hazard, at, row, moved: !!last && hasMoved(last.row, row)});
	}
	return spans;
}

/** Fills in hazards that have no dates yet from the journal, some at a time in order of arrival; null when none is left. */
export async function fillDates(db: Db, after = 0, limit = 200): Promise<number | null> {
	const bare = await select<{seq: number; id: string; site_id: string; registered_at: Instant; kind: string}>(
		db,
		`select h.seq, h.id, h.site_id, h.registered_at, s.kind from hazards h join sites s on s.id = h.site_id
			where h.seq > ? and not exists (select 1 from hazard_dates d where d.hazard_id = h.id) order by h.seq limit ?`,
		[after, limit],
	);
	const spans: Span[] = [];
	for (const {id, site_id, registered_at, kind} of bare) {
		const entries = await select<{at: Instant; after: string}>(
			db,
			'select at, after from journal where subject = ? order by version',
			[`hazard:${id}`],
		);
		const site = await pictureAt<{kind: string}>(db, `site:${site_id}`, registered_at);
		const pictures = entries.map(({at, after}) => ({hazard: JSON.parse(after) as Hazard, at}));
		spans.push(...spansOf(pictures, site?.kind ?? kind));
	}
	await insertSpans(db, spans);
	await markRepetitions(
		db,
		bare.map(({id}) => id),
	);
	return bare.at(-1)?.seq ?? null;
}

/** A row with the picture that it begins with, and where it ends when another follows. */
type Span = Picture & {row: Row; until?: Instant; moved?: boolean};

export async function insertSpans(db: Db, spans: Span[]): Promise<void> {
	await insertRows(
		db,
		'hazard_dates',
		{
			hazard_id: 'text',
			version: 'integer',
			valid_from: 'text',
			valid_to: 'text',
			span: 'integer',
			is_open: 'integer',
			moved: 'integer',
			...facts,
		},
		spans.map(({hazard, at, row, until, moved}) => ({
			hazard_id: hazard.id,
			version: hazard.version,
			valid_from: at,
			valid_to: until ?? endless,
			span: until ? spanOf(at, until) : present,
			is_open: row.standing === 'open' ? 1 : 0,
			moved: moved ? 1 : 0,
			...row,
		})),
	);
}

/** The kinds of sites as they are. */
export async function siteKinds(db: Db, ids: readonly string[]): Promise<(id: string) => string> {
	const kinds = new Map<string, string>();
	const wanted = [...new Set(ids)];
	for (let i = 0; i < wanted.length; i += 400) {
		const slice = wanted.slice(i, i + 400);
		const rows = await select<{id: string; kind: string}>(db, `select id, kind from sites where id in ${marks(slice)}`, slice);
		for (const {id, kind} of rows) kinds.set(id, kind);
	}
	return id => kinds.get(id) ?? 'other';
}
