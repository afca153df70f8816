import type {Instant} from '../../domain/days.ts';
import {type IssueContent, type IssueList, type IssueState, type ListIssue, pairsOf} from '../../domain/hazards/list-issue.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {type Act, canonical, record, sha256} from '../journal/journal.ts';
import {insertRows, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

type Row = {
	seq: number;
	id: string;
	list: IssueList;
	state: IssueState;
	number: string | null;
	cut_off_at: string;
	filter: string;
	extent: string;
	series: string;
	previous_id: string | null;
	drafters: string;
	drafted_at: string;
	approved_by: string | null;
	approved_at: string | null;
	void_reason: string | null;
	sha256: string | null;
	count: number | null;
	content: string | null;
	version: number;
};

export async function findListIssue(db: Db, id: string, {forUpdate = false} = {}): Promise<ListIssue | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select * from list_issues where id = ?${lock}`, [id]);
	return row && fromRow(row);
}

/** Only whoever holds every place of an issue sees it. */
function heldSql(scope: Scope): {sql: string; bindings: string[]} {
	const held = scopeSql(scope);
	if (!held.sql) return {sql: '1 = 1', bindings: []};
	const sql = `not exists (select 1 from list_issue_scopes s where s.issue_id = i.id and not (${held.sql}))`;
	return {sql, bindings: held.bindings};
}

export async function isHeld(db: Db, id: string, scope: Scope): Promise<boolean> {
	const {sql, bindings} = heldSql(scope);
	return (await select(db, `select 1 as one from list_issues i where i.id = ? and ${sql}`, [id, ...bindings])).length > 0;
}

export type IssueQuery = {list?: IssueList | undefined; state?: IssueState | undefined};

/** Issues that the scope holds, the newest first. */
export async function listIssuePage(
	db: Db,
	scope: Scope,
	{list, state}: IssueQuery,
	{after, limit}: {after?: number | undefined; limit: number},
): Promise<Array<{issue: ListIssue; seq: number}>> {
	const {sql, bindings} = whereSql(scope, {list, state});
	const rows = await select<Row>(
		db,
		`select i.* from list_issues i where ${sql}${after === undefined ? '' : ' and i.seq < ?'} order by i.seq desc limit ?`,
		[...bindings, ...(after === undefined ? [] : [after]), limit],
	);
	return rows.map(row => ({issue: fromRow(row), seq: Number(row.seq)}));
}

export async function countListIssues(db: Db, scope: Scope, query: IssueQuery): Promise<number> {
	const {sql, bindings} = whereSql(scope, query);
	const [row] = await select<{n: number}>(db, `select count(*) as n from list_issues i where ${sql}`, bindings);
	return Number(row!.n);
}

function whereSql(scope: Scope, {list, state}: IssueQuery): {sql: string; bindings: string[]} {
	const held = heldSql(scope);
	const given = Object.entries({list, state}).filter(
		(one): one is [string, NonNullable<(typeof one)[1]>] => one[1] !== undefined,
	);
	return {
		sql: [held.sql, ...given.map(([name]) => `i.${name} = ?`)].join(' and '),
		bindings: [...held.bindings, ...given.map(([, value]) => value)],
	};
}

/** Issues of one list over one extent follow each other. */
const seriesOf = ({extent}: Pick<ListIssue, 'extent'>): string => sha256(canonical(extent));

/** The last issue of the same list over the same extent. */
export async function lastIssue(db: Db, issue: Pick<ListIssue, 'list' | 'extent'>): Promise<ListIssue | undefined> {
	const [row] = await select<Row>(
		db,
		`select * from list_issues where list = ? and series = ? and state = 'issued' order by cut_off_at desc limit 1`,
		[issue.list, seriesOf(issue)],
	);
	return row && fromRow(row);
}

/** Keeps an issue with the places it covers and its entry, which holds the hash of what was frozen. */
export async function saveListIssue(
	db: Db,
	act: Act,
	issue: ListIssue,
	{action, reason}: {action: string; reason?: string | undefined},
): Promise<Instant> {
	const {id, version, content, ...rest} = issue;
	if (version === 1) await db('list_issues').insert(toRow(issue));
	else await db('list_issues').where({id}).update(toRow(issue));
	if (issue.state === 'draft') await placeIssue(db, issue);
	const after = {id, version, ...rest, contentSha256: content && sha256(canonical(content))};
	return record(db, act, {subject: `list-issue:${id}`, version, action, reason: reason ?? null, after});
}

async function placeIssue(db: Db, {id, extent}: ListIssue): Promise<void> {
	await db('list_issue_scopes').where({issue_id: id}).delete();
	await insertRows(
		db,
		'list_issue_scopes',
		{issue_id: 'text', community_id: 'text', domain: 'text'},
		pairsOf(extent).map(([community_id, domain]) => ({issue_id: id, community_id, domain})),
	);
}

const toRow = (issue: ListIssue) => ({
	id: issue.id,
	list: issue.list,
	state: issue.state,
	number: issue.number,
	cut_off_at: issue.cutOffAt,
	filter: JSON.stringify(issue.filter),
	extent: issue.extent === 'all' ? 'all' : JSON.stringify(issue.extent),
	series: seriesOf(issue),
	previous_id: issue.previousId,
	drafters: JSON.stringify(issue.drafters),
	drafted_at: issue.draftedAt,
	approved_by: issue.approvedBy,
	approved_at: issue.approvedAt,
	void_reason: issue.voidReason,
	sha256: issue.sha256,
	count: issue.count,
	content: issue.content && canonical(issue.content),
	version: issue.version,
});

const fromRow = (row: Row): ListIssue => ({
	id: row.id,
	list: row.list,
	state: row.state,
	number: row.number,
	cutOffAt: row.cut_off_at,
	filter: JSON.parse(row.filter) as ListIssue['filter'],
	extent: row.extent === 'all' ? 'all' : (JSON.parse(row.extent) as Scope),
	previousId: row.previous_id,
	drafters: JSON.parse(row.drafters) as string[],
	draftedAt: row.drafted_at,
	approvedBy: row.approved_by,
	approvedAt: row.approved_at,
	voidReason: row.void_reason,
	sha256: row.sha256,
	count: row.count,
	content: row.content ? (JSON.parse(row.content) as IssueContent) : null,
	version: row.version,
});
