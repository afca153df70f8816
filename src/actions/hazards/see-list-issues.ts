import {contactColumn} from '../../domain/hazards/list.ts';
import {
	type Change,
	type ChangeKind,
	changeNames,
	changesBetween,
	differencesOf,
	type FrozenRow,
} from '../../domain/hazards/list-changes.ts';
import {type IssueContent, type ListIssue, listTitles} from '../../domain/hazards/list-issue.ts';
import type {Cell, ColumnLayout, Table} from '../../domain/hazards/table.ts';
import {type Sight, sightOf} from '../../domain/personal.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {personNames} from '../../store/hazards/hazard-names.ts';
import {frozenPage, frozenRows} from '../../store/hazards/list-issue-rows.ts';
import {countListIssues, findListIssue, type IssueQuery, lastIssue, listIssuePage} from '../../store/hazards/list-issues.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';
import {freezeAt} from './list-issue-content.ts';
import {requireIssue} from './put-list-issue.ts';
import {scopeOfReader} from './see-lists.ts';

type Paging = {after?: string; limit?: number};

/** Issues that the caller's scope holds, the newest first. */
export async function seeListIssues(
	db: Db,
	context: Context,
	{after, limit = 50, count, ...query}: IssueQuery & Paging & {count?: boolean},
) {
	const {scope} = context.caller;
	const rows = await listIssuePage(db, scope, query, {after: readCursor(after), limit: limit + 1});
	const page = rows.slice(0, limit);
	const items = [];
	for (const {issue} of page) items.push(await showIssue(db, context, issue));
	const next = cursorOf(rows.length > limit ? page.at(-1)!.seq : null);
	return {items, next, ...(count && {total: await countListIssues(db, scope, query)})};
}

/** An issue without its rows. */
export async function showIssue(db: Db, {forms}: Context, issue: ListIssue) {
	const people = await personNames(db, [...issue.drafters, ...(issue.approvedBy ? [issue.approvedBy] : [])]);
	const named = (id: string) => ({id, name: people.get(id)?.name ?? ''});
	const previous = await previousOf(db, issue);
	const {extent, content, drafters, approvedBy, previousId: _, ...same} = issue;
	return {
		...same,
		title: listTitles[issue.list],
		scope: content ? content.scope : scopeOfReader(extent, forms.sectors),
		drafters: drafters.map(named),
		approvedBy: approvedBy === null ? null : named(approvedBy),
		previous: previous ? shortly(previous) : null,
		balance: content?.balance ?? null,
	};
}

/** The issue before; for a draft the last one of its series. */
const previousOf = async (db: Db, issue: ListIssue): Promise<ListIssue | undefined> => {
	if (issue.state === 'draft') return lastIssue(db, issue);
	return issue.previousId ? findListIssue(db, issue.previousId) : undefined;
};

const shortly = ({id, number, cutOffAt}: ListIssue) => ({id, number: number!, cutOffAt});

type Opened = {
	issue: ListIssue;
	previous: ListIssue | undefined;
	content: IssueContent;
	rows: FrozenRow[];
	changes: Change[];
	sha256: string;
};

/** An issue with its rows: the frozen ones, or for a draft what would be frozen now. */
async function open(db: Db, context: Context, id: string): Promise<Opened> {
	const issue = await requireIssue(db, context, id);
	if (issue.state === 'void') throw new Problem(409, 'illegal-state', '此稿已作废，没有内容。', [], {current: issue.state});
	const previous = await previousOf(db, issue);
	if (issue.state === 'draft') return {issue, previous, ...(await freezeAt(db, context, issue, previous))};
	const rows = await frozenRows(db, id);
	const changes = changesBetween(previous ? await frozenRows(db, previous.id) : [], rows, previous?.cutOffAt ?? null);
	return {issue, previous, content: issue.content!, rows, changes, sha256: issue.sha256!};
}

/** One issue with a page of its rows. */
export async function seeListIssue(db: Db, context: Context, id: string, {after, limit = 50}: Paging) {
	const issue = await requireIssue(db, context, id);
	const shown = await showIssue(db, context, issue);
	if (issue.state === 'void') return {...shown, columns: [], kinds: [], notes: [], statistics: [], rows: [], next: null};
	const from = readCursor(after) ?? 0;
	const frozen =
		issue.state === 'issued' ? await issuedPage(db, issue, from, limit) : await draftPage(db, context, id, from, limit);
	const {content, rows, sha256, count} = frozen;
	const titles = content.columns.map(({title}) => title);
	const sight = sightOf(context.caller.person.roles);
	return {
		...shown,
		sha256,
		count,
		balance: content.balance,
		columns: titles,
		kinds: content.columns.map(({kind}) => kind),
		notes: content.notes,
		statistics: content.statistics,
		rows: rows.map((row, i) => ({
			id: row.id,
			version: row.version,
			sha256: row.sha256,
			cells: [from + i + 1, ...seen(row, content.columns, sight)],
		})),
		next: cursorOf(from + rows.length < count ? from + rows.length : null),
	};
}

async function issuedPage(db: Db, issue: ListIssue, after: number, limit: number) {
	const rows = await frozenPage(db, issue.id, {after, limit});
	return {content: issue.content!, rows, sha256: issue.sha256!, count: issue.count!};
}

async function draftPage(db: Db, context: Context, id: string, after: number, limit: number) {
	const {content, rows, sha256} = await open(db, context, id);
	return {content, rows: rows.slice(after, after + limit), sha256, count: rows.length};
}

/** The cells as far as the reader may see them: telephones by his role (rules §1.2). */
function seen({cells, marks}: FrozenRow, columns: readonly ColumnLayout[], sight: Sight): Cell[] {
	const at = columns.findIndex(({title}) => title === contactColumn) - 1;
	if (sight === 'full' || at < 0 || !marks.contact) return cells;
	return cells.with(at, marks.contact[sight]);
}

/** The whole issue as a table for a file, and its changes as a second one; of a first issue there are none to tell. */
export async function issueTable(db: Db, context: Context, id: string): Promise<{table: Table; changes: Cell[][]; name: string}> {
	const {issue, previous, content, rows, changes, sha256} = await open(db, context, id);
	const {drafters, approvedBy, scope} = await showIssue(db, context, issue);
	const sight = sightOf(context.caller.person.roles);
	const name = issue.number ?? `${listTitles[issue.list]}（草稿）`;
	const by = `编制：${drafters.map(one => one.name).join('、')}`;
	const table: Table = {
		title: listTitles[issue.list],
		cutOffAt: issue.cutOffAt,
		columns: content.columns,
		ids: rows.map(row => row.id),
		rows: rows.map((row, i) => [i + 1, ...seen(row, content.columns, sight)]),
		count: rows.length,
		total: rows.length,
		scope,
		notes: [
			`${name}　${by}${approvedBy ? `　审批：${approvedBy.name}` : ''}`,
			...content.notes,
			...(sight === 'full' ? [] : ['电话按权限隐去，校验值对应未隐去的原表。']),
		],
		statistics: content.statistics,
		sha256,
	};
	return {table, changes: (previous ? changes : []).map(change => changeCells(change, content.columns, sight)), name};
}

const changeCells = (change: Change, columns: readonly ColumnLayout[], sight: Sight): Cell[] => {
	const {number, kinds, differences} = showChange(change, columns, sight);
	const said = differences.map(({column, before, after}) => `${column}：${before || '无'} → ${after || '无'}`).join('\n');
	return [number, kinds.map(kind => changeNames[kind]).join('、'), said];
};

const showChange = ({id, number, kinds, before, after}: Change, columns: readonly ColumnLayout[], sight: Sight) => {
	const masked = (row: FrozenRow | null) => row && {...row, cells: seen(row, columns, sight)};
	const titles = columns.slice(1).map(({title}) => title);
	const signOf = (row: FrozenRow | null) => row && {version: row.version, sha256: row.sha256};
	return {
		id,
		number,
		kinds,
		before: signOf(before),
		after: signOf(after),
		differences: differencesOf(titles, {before: masked(before), after: masked(after)}),
	};
};

/** What has changed since the issue before, row by row, with counts that add up. */
export async function seeChanges(db: Db, context: Context, id: string, {after, limit = 50, kind}: Paging & {kind?: ChangeKind}) {
	const {issue, previous, content, changes} = await open(db, context, id);
	const from = readCursor(after) ?? 0;
	const wanted = changes.filter(({kinds}) => !kind || kinds.includes(kind));
	const sight = sightOf(context.caller.person.roles);
	return {
		id,
		number: issue.number,
		cutOffAt: issue.cutOffAt,
		previous: previous ? shortly(previous) : null,
		balance: content.balance,
		items: wanted.slice(from, from + limit).map(change => showChange(change, content.columns, sight)),
		next: cursorOf(from + limit < wanted.length ? from + limit : null),
		total: wanted.length,
	};
}
