import {v7 as uuidv7} from 'uuid';
import type {Instant} from '../../domain/days.ts';
import {
	cutOffFaults,
	extentOf,
	type IssueFilter,
	type IssueList,
	type ListIssue,
	latestCutOff,
} from '../../domain/hazards/list-issue.ts';
import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import {isInScope, type Scope} from '../../domain/scope.ts';
import {checkVersion, requireVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {findListIssue, isHeld, lastIssue, saveListIssue} from '../../store/hazards/list-issues.ts';
import {firstEntryAt} from '../../store/journal/seals.ts';
import {listAreas} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';

export type IssueBody = {id?: string; list: IssueList; cutOffAt?: Instant; filter?: IssueFilter};

/** Drafts an issue of a list over the author's scope within the filter; its rows are taken when it is approved. */
export async function draftListIssue(db: Db, context: Context, body: IssueBody): Promise<ListIssue> {
	const id = body.id ?? uuidv7();
	if (await findListIssue(db, id)) throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
	const issue: ListIssue = {
		id,
		list: body.list,
		state: 'draft',
		number: null,
		filter: body.filter ?? {},
		extent: 'all',
		cutOffAt: body.cutOffAt ?? latestCutOff(context.now),
		previousId: null,
		drafters: [context.actor],
		draftedAt: context.now,
		approvedBy: null,
		approvedAt: null,
		voidReason: null,
		sha256: null,
		count: null,
		content: null,
		version: 1,
	};
	return keepDraft(db, context, issue, 'list-issue-drafted');
}

/** Changes a draft; from then on it is over the scope of whoever changed it. */
export async function changeListIssue(
	db: Db,
	context: Context,
	id: string,
	{version, filter, cutOffAt}: {version?: number; filter?: IssueFilter; cutOffAt?: Instant},
): Promise<ListIssue> {
	const current = await requireDraft(db, context, id);
	requireVersion(current, version);
	const issue = {
		...current,
		filter: filter ?? current.filter,
		cutOffAt: cutOffAt ?? current.cutOffAt,
		drafters: [...new Set([...current.drafters, context.actor])],
		version: current.version + 1,
	};
	return keepDraft(db, context, issue, 'list-issue-changed');
}

/** Takes a draft back. What has been issued stays. */
export async function voidListIssue(
	db: Db,
	context: Context,
	id: string,
	{version, reason}: {version?: number; reason: string},
): Promise<ListIssue> {
	const current = await requireDraft(db, context, id);
	checkVersion(current, version);
	const issue: ListIssue = {...current, state: 'void', voidReason: reason, version: current.version + 1};
	await saveListIssue(db, context, issue, {action: 'list-issue-voided', reason});
	return issue;
}

/** An issue that the caller's scope holds; 404 otherwise. */
export async function requireIssue(db: Db, {caller}: Context, id: string, {forUpdate = false} = {}): Promise<ListIssue> {
	const issue = await findListIssue(db, id, {forUpdate});
	if (!issue || !(await isHeld(db, id, caller.scope))) throw new Problem(404, 'not-found', '没有这期清单，或超出您的范围。');
	return issue;
}

async function requireDraft(db: Db, context: Context, id: string): Promise<ListIssue> {
	const issue = await requireIssue(db, context, id, {forUpdate: true});
	mustBeDraft(issue);
	return issue;
}

export function mustBeDraft({state, number}: ListIssue): void {
	if (state === 'draft') return;
	const detail = state === 'issued' ? `${number}已发布，内容不再改动。` : '此稿已作废。';
	throw new Problem(409, 'illegal-state', detail, [], {current: state});
}

async function keepDraft(db: Db, context: Context, bare: ListIssue, action: string): Promise<ListIssue> {
	const {extent, faults} = await extentWithin(db, context, bare);
	const issue = {...bare, extent};
	const last = (await lastIssue(db, issue))?.cutOffAt;
	const all = [...faults, ...cutOffFaults(issue.cutOffAt, {now: context.now, first: await firstEntryAt(db), last})];
	if (all.length > 0) throw unprocessable(all);
	await saveListIssue(db, context, issue, {action});
	return issue;
}

/** The places an issue covers, with what is wrong with its filter. */
async function extentWithin(
	db: Db,
	{caller, forms}: Context,
	{list, filter: {area, domain}}: ListIssue,
): Promise<{extent: Scope; faults: Fault[]}> {
	const faults: Fault[] = [];
	if (list === 'measures' && (area !== undefined || domain !== undefined))
		faults.push({path: '/filter', message: '制度措施不分区域和领域，请删去筛选条件。'});
	if (domain !== undefined && !forms.sectors.has(domain)) faults.push({path: '/filter/domain', message: '没有这个行业领域。'});
	const areas = await listAreas(db);
	const all = areas.filter(({kind}) => kind === 'community').map(({id}) => id);
	const chosen = area === undefined ? undefined : areas.find(({id}) => id === area);
	if (area !== undefined) {
		const isHere = chosen?.kind === 'subdistrict' || (chosen?.kind === 'community' && isInScope(caller.scope, area));
		if (!isHere) faults.push({path: '/filter/area', message: '请选您范围内的居民区，或全街道。'});
	}
	const communities = chosen?.kind === 'community' ? [chosen.id] : undefined;
	const extent = extentOf(caller.scope, {...(communities && {communities}), ...(domain !== undefined && {domain})}, all);
	if (extent !== 'all' && extent.length === 0 && faults.length === 0)
		faults.push({path: '/filter', message: '所选居民区和领域不在您的范围内。'});
	return {extent, faults};
}
