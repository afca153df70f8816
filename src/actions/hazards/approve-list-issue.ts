import {yearOf} from '../../domain/days.ts';
import {cutOffFaults, type IssueList, issueNumber, type ListIssue} from '../../domain/hazards/list-issue.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {entriesBefore, insertFrozenRows} from '../../store/hazards/list-issue-rows.ts';
import {lastIssue, saveListIssue} from '../../store/hazards/list-issues.ts';
import {firstEntryAt, inSnapshot} from '../../store/journal/seals.ts';
import {takeNumbers} from '../../store/rows.ts';
import type {Context} from '../context.ts';
import {type Frozen, freezeAt} from './list-issue-content.ts';
import {mustBeDraft, requireIssue} from './put-list-issue.ts';

type Body = {version?: number; reason?: string};
/** What was read before the transaction, with the signs that it still holds. */
type Prepared = {frozen: Frozen; list: IssueList; version: number; previousId: string | null; entries: string};

/** The short transaction, for whoever runs it and keeps its reply. */
export type Freezing = (db: Db) => Promise<ListIssue>;

const attempts = 3;

/**
 * Approves an issue: the rows are read as of its cut-off outside any transaction; a short one checks that nothing has changed
 * since, gives the number and freezes them. `write` runs it on the queue, once for the id of the request.
 */
export async function approveListIssue<T>(
	reader: Db,
	write: (act: Freezing) => Promise<T>,
	context: Context,
	id: string,
	body: Body,
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const prepared = await inSnapshot(reader, async db => prepare(db, context, id, body));
		try {
			return await write(async db => freeze(db, context, id, body, prepared));
		} catch (error) {
			if (!(error instanceof Changed)) throw error;
			if (attempt === attempts) throw new Problem(409, 'version-conflict', '审批时内容正在变动，请稍后再审批；未编号。');
		}
	}
}

class Changed extends Error {}

async function prepare(db: Db, context: Context, id: string, body: Body): Promise<Prepared> {
	const {issue, previous} = await requireApprovable(db, context, id, body);
	const entries = await entriesBefore(db, issue.cutOffAt);
	const frozen = await freezeAt(db, context, issue, previous);
	return {frozen, list: issue.list, version: issue.version, previousId: previous?.id ?? null, entries};
}

async function freeze(
	db: Db,
	context: Context,
	id: string,
	body: Body,
	{frozen, list, version, previousId, entries}: Prepared,
): Promise<ListIssue> {
	// The number first: two issues of a list wait for each other here, and the later one sees the earlier.
	const year = yearOf(context.today);
	const ordinal = await takeNumbers(db, `list-issue/${list}/${year}`, 1);
	const {issue: draft, previous} = await requireApprovable(db, context, id, body, {forUpdate: true});
	const isSame = draft.version === version && (previous?.id ?? null) === previousId;
	if (!isSame || (await entriesBefore(db, draft.cutOffAt)) !== entries) throw new Changed();
	const issue: ListIssue = {
		...draft,
		state: 'issued',
		number: issueNumber(draft.list, year, ordinal),
		previousId,
		approvedBy: context.actor,
		approvedAt: context.now,
		sha256: frozen.sha256,
		count: frozen.rows.length,
		content: frozen.content,
		version: draft.version + 1,
	};
	await insertFrozenRows(db, id, frozen.rows);
	await saveListIssue(db, context, issue, {action: 'list-issue-approved', reason: body.reason});
	return issue;
}

async function requireApprovable(db: Db, context: Context, id: string, {version}: Body, lock = {forUpdate: false}) {
	const issue = await requireIssue(db, context, id, lock);
	if (issue.drafters.includes(context.actor))
		throw new Problem(403, 'wrong-person', '编制人不得审批自己编制的清单，请由其他领导审批。');
	mustBeDraft(issue);
	checkVersion(issue, version);
	const previous = await lastIssue(db, issue);
	const faults = cutOffFaults(issue.cutOffAt, {now: context.now, first: await firstEntryAt(db), last: previous?.cutOffAt});
	if (faults.length > 0) throw unprocessable(faults);
	return {issue, previous};
}
