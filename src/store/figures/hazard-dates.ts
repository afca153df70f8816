import type {Instant} from '../../domain/days.ts';
import {datesOf} from '../../domain/figures/dates.ts';
import {signsOf} from '../../domain/figures/signs.ts';
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
	missed_on: 'text',
	signs: 'integer',
	days_to_close: 'integer',
	looks: 'text',
};
/** What figures count of a hazard: a row is a span in which none of it changed. */
export const hazardDates: VersionTable = {table: 'hazard_dates', key: 'hazard_id', columns: facts};

/** A day that never comes, where a deadline was not missed. */
export const never = '9999-12-31';

type Row = Record<string, string | number | null>;
export type Picture = {hazard: Hazard; at: Instant};

/** The row of a picture; what it was registered at does not change with the site. */
function rowOf(hazard: Hazard, siteKind: string): Row {
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
		missed_on: dates.missedOn ?? never,
		signs: signsOf(dates),
		days_to_close: dates.daysToClose,
		looks: dates.looks.map(({since, on}) => `${since}>${on ?? ''}`).join(';'),
	};
}

/** First spans of hazards, in the transaction of their registration. */
export async function addFirstDates(db: Db, pictures: Picture[], kindOf: (siteId: string) => string): Promise<void> {
	await insertSpans(
		db,
		pictures.map(({hazard, at}) => ({hazard, at, row: rowOf(hazard, kindOf(hazard.siteId))})),
	);
}

/** A new span when what figures count changed, in the transaction of the entry. */
export async function addDates(db: Db, {hazard, at}: Picture): Promise<void> {
	const [last] = await select<Row & {version: number; valid_from: Instant}>(
		db,
		`select version, valid_from, ${Object.keys(facts).join(', ')} from hazard_dates where hazard_id = ? and span = ${present}`,
		[hazard.id],
	);
	if (!last) return;
	const row = rowOf(hazard, last.site_kind as string);
	if (isSame(row, last)) return;
	await db.raw('update hazard_dates set valid_to = ?, span = ? where hazard_id = ? and version = ?', [
		at,
		spanOf(last.valid_from, at),
		hazard.id,
		last.version,
	]);
	await insertSpans(db, [{hazard, at, row}]);
}

const isSame = (a: Row, b: Row): boolean => Object.keys(facts).every(name => a[name] === b[name]);

/** The spans of one hazard from all its pictures in order: what a rebuild writes. */
function spansOf(pictures: Picture[], siteKind: string): Span[] {
	const spans: Span[] = [];
	for (const {hazard, at} of pictures) {
		const row = rowOf(hazard, siteKind);
		const last = spans.at(-1);
		if (last && isSame(last.row, row)) continue;
		if (last) last.until = at;
		spans.push({hazard, at, row});
	}
	return spans;
}

/** Fills in hazards that have no dates yet from the journal, some at a time; returns how many it filled. */
export async function fillDates(db: Db, limit = 200): Promise<number> {
	const bare = await select<{id: string; site_id: string; registered_at: Instant; kind: string}>(
		db,
		`select h.id, h.site_id, h.registered_at, s.kind from hazards h join sites s on s.id = h.site_id
			where not exists (select 1 from hazard_dates d where d.hazard_id = h.id) order by h.seq limit ?`,
		[limit],
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
	return bare.length;
}

/** A row with the picture that it begins with, and where it ends when another follows. */
type Span = Picture & {row: Row; until?: Instant};

async function insertSpans(db: Db, spans: Span[]): Promise<void> {
	await insertRows(
		db,
		'hazard_dates',
		{hazard_id: 'text', version: 'integer', valid_from: 'text', valid_to: 'text', span: 'integer', is_open: 'integer', ...facts},
		spans.map(({hazard, at, row, until}) => ({
			hazard_id: hazard.id,
			version: hazard.version,
			valid_from: at,
			valid_to: until ?? endless,
			span: until ? spanOf(at, until) : present,
			is_open: row.standing === 'open' ? 1 : 0,
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
