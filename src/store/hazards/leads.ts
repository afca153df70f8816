import {searchable} from '../../domain/grams.ts';
import type {Lead, LeadState} from '../../domain/hazards/lead.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {type Act, canonical, record} from '../journal/journal.ts';
import {contains, escaped} from '../register/sites.ts';
import {marks, select, takeNumbers} from '../rows.ts';
import {scopeSql} from '../scope.ts';

type Row = {seq: number; body: string};

/** Who looks: a grid worker at his own leads, staff also at those in scope and those that nobody has placed yet (rules §1.7). */
export type LeadSight = {personId: string; staff: Scope | null};

/** The next number of leads of a year. */
export const takeLeadNumber = async (db: Db, year: number): Promise<number> => takeNumbers(db, `lead/${year}`, 1);

/** A condition on rows of leads. */
export function visibleLeads({personId, staff}: LeadSight): {sql: string; bindings: string[]} {
	if (staff === null) return {sql: 'leads.reporter = ?', bindings: [personId]};
	const {sql, bindings} = scopeSql(staff, false);
	if (!sql) return {sql: '1 = 1', bindings: []};
	return {sql: `(leads.reporter = ? or leads.community_id is null or ${sql})`, bindings: [personId, ...bindings]};
}

export async function findLead(db: Db, id: string, sight: LeadSight, {forUpdate = false} = {}): Promise<Lead | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const {sql, bindings} = visibleLeads(sight);
	const [row] = await select<Row>(db, `select seq, body from leads where id = ? and ${sql}${lock}`, [id, ...bindings]);
	return row && fromRow(row);
}

/** The lead that a hazard was made of. */
export async function leadOfHazard(db: Db, hazardId: string): Promise<{id: string; number: string} | null> {
	const [row] = await select<{id: string; number: string}>(db, 'select id, number from leads where hazard_id = ?', [hazardId]);
	return row ?? null;
}

export const hasLead = async (db: Db, id: string): Promise<boolean> =>
	(await select(db, 'select 1 as one from leads where id = ?', [id])).length > 0;

/** Keeps a lead with its entry in the journal; `words` are what a search finds it by. */
export async function saveLead(
	db: Db,
	act: Act,
	lead: Lead,
	{action, reason, words}: {action: string; reason?: string; words: readonly string[]},
): Promise<void> {
	const row = {
		number: lead.number,
		version: lead.version,
		state: lead.state,
		reporter: lead.reporter,
		site_id: lead.siteId,
		community_id: lead.communityId,
		hazard_id: lead.hazardId,
		registered_at: lead.registeredAt,
		body: canonical(lead),
		search_text: searchable(words.join(' ')),
	};
	if (lead.version === 1) await db('leads').insert({id: lead.id, ...row});
	else await db('leads').where({id: lead.id}).update(row);
	await record(db, act, {subject: `lead:${lead.id}`, version: lead.version, action, reason: reason ?? null, after: lead});
}

export type LeadFilter = {
	state?: LeadState | undefined;
	reporter?: string | undefined;
	communities?: readonly string[] | undefined;
	siteAreas?: readonly string[] | undefined;
	site?: string | undefined;
	q?: string | undefined;
};
type Piece = {sql: string; bindings: readonly string[]};

function matching(filter: LeadFilter, sight: LeadSight): Piece {
	const {state, reporter, communities, siteAreas, site, q} = filter;
	const isNumber = q !== undefined && /^xs-/i.test(q);
	const parts: Array<Piece | false> = [
		visibleLeads(sight),
		state !== undefined && {sql: 'state = ?', bindings: [state]},
		reporter !== undefined && {sql: 'reporter = ?', bindings: [reporter]},
		communities !== undefined && within('community_id', communities),
		siteAreas !== undefined && {
			sql: `site_id in (select id from sites where area_id in ${marks(siteAreas)})`,
			bindings: siteAreas,
		},
		site !== undefined && {sql: 'site_id = ?', bindings: [site]},
		q !== undefined &&
			(isNumber
				? {sql: `number like ? escape '!'`, bindings: [`${escaped(q.toUpperCase())}%`]}
				: {sql: contains('search_text'), bindings: [`%${escaped(searchable(q))}%`]}),
	];
	const all = parts.filter(part => part !== false);
	return {sql: all.map(({sql}) => sql).join(' and '), bindings: all.flatMap(({bindings}) => bindings)};
}

const within = (column: string, values: readonly string[]): Piece =>
	values.length > 0 ? {sql: `${column} in ${marks(values)}`, bindings: values} : {sql: '1 = 0', bindings: []};

/** The latest first. */
export async function listLeads(
	db: Db,
	filter: LeadFilter,
	sight: LeadSight,
	{before, limit}: {before: number | undefined; limit: number},
): Promise<Array<{seq: number; lead: Lead}>> {
	const {sql, bindings} = matching(filter, sight);
	const rows = await select<Row>(
		db,
		`select seq, body from leads where ${sql}${before === undefined ? '' : ' and seq < ?'} order by seq desc limit ?`,
		[...bindings, ...(before === undefined ? [] : [before]), limit],
	);
	return rows.map(row => ({seq: row.seq, lead: fromRow(row)}));
}

export async function countLeads(db: Db, filter: LeadFilter, sight: LeadSight): Promise<number> {
	const {sql, bindings} = matching(filter, sight);
	const [row] = await select<{n: number}>(db, `select count(*) as n from leads where ${sql}`, bindings);
	return Number(row!.n);
}

/** Leads about a site that nobody has dealt with: they go with it into another community. */
export async function receivedLeadsOfSite(db: Db, siteId: string): Promise<Array<{lead: Lead; words: string}>> {
	const lock = isPostgres(db) ? ' for update' : '';
	const rows = await select<Row & {search_text: string}>(
		db,
		`select seq, body, search_text from leads where site_id = ? and state = 'received' order by seq${lock}`,
		[siteId],
	);
	return rows.map(row => ({lead: fromRow(row), words: row.search_text}));
}

const fromRow = ({body}: Row): Lead => JSON.parse(body) as Lead;
