import {type Instant, plusMilliseconds} from '../days.ts';
import type {Fault} from '../problem.ts';
import type {Scope} from '../scope.ts';
import type {Balance} from './list-changes.ts';
import type {ColumnLayout, Statistic} from './table.ts';

export const issueLists = ['hazards', 'measures'] as const;
export type IssueList = (typeof issueLists)[number];
export const issueStates = ['draft', 'issued', 'void'] as const;
export type IssueState = (typeof issueStates)[number];

/** What is frozen beside the rows: the columns as they then were, and what the issue says of itself. */
export type IssueContent = {
	columns: ColumnLayout[];
	notes: string[];
	statistics: Statistic[];
	scope: string | null;
	balance: Balance;
};
export type IssueFilter = {area?: string | undefined; domain?: string | undefined};
/** 清单期次: a list at a cut-off. A draft has no rows of its own; an issued one never changes again. */
export type ListIssue = {
	id: string;
	list: IssueList;
	state: IssueState;
	number: string | null;
	cutOffAt: Instant;
	filter: IssueFilter;
	/** The scope of its author within the filter. Issues of one list over one extent follow each other. */
	extent: Scope;
	previousId: string | null;
	/** Who made it and who changed it; none of them approves it. */
	drafters: string[];
	draftedAt: Instant;
	approvedBy: string | null;
	approvedAt: Instant | null;
	voidReason: string | null;
	/** Of the whole table: canonical JSON of `{columns, rows}`. */
	sha256: string | null;
	count: number | null;
	content: IssueContent | null;
	version: number;
};

export const listTitles: Record<IssueList, string> = {hazards: '问题隐患清单', measures: '制度措施清单'};
const seriesNames: Record<IssueList, string> = {hazards: '隐患清单', measures: '措施清单'};
/** 隐患清单〔2026〕3期 (rules §1.3). */
export const issueNumber = (list: IssueList, year: number, n: number): string => `${seriesNames[list]}〔${year}〕${n}期`;

const settled = 10_000;
/** The latest moment that can be frozen: what was begun before it has been written (rules §1.10). */
export const latestCutOff = (now: Instant): Instant => plusMilliseconds(now, -settled);

/** `first` is the moment of the oldest entry of the journal, `last` the cut-off of the issue before. */
export function cutOffFaults(
	cutOffAt: Instant,
	{now, first, last}: {now: Instant; first: Instant | undefined; last: Instant | undefined},
): Fault[] {
	const fault = (message: string) => [{path: '/cutOffAt', message}];
	if (cutOffAt > latestCutOff(now)) return fault('截止时刻须在10秒以前，不能晚于此刻。');
	if (first === undefined || cutOffAt < first) return fault('那时台账还没有登记。');
	return last !== undefined && cutOffAt <= last ? fault(`上一期截止于${last}，本期须在其后。`) : [];
}

/** The part of a scope that a filter leaves; `all` names every community there is. */
export function extentOf(scope: Scope, {communities, domain}: {communities?: string[]; domain?: string}, all: string[]): Scope {
	if (!communities && domain === undefined) return inOrder(scope);
	const held = scope === 'all' ? [{communities: all, domains: 'all' as const}] : scope;
	return inOrder(
		held.map(part => ({
			communities: part.communities.filter(id => !communities || communities.includes(id)),
			domains:
				domain === undefined
					? part.domains
					: part.domains === 'all' || part.domains.includes(domain)
						? [domain]
						: ([] as string[]),
		})),
	);
}

/** The pairs of community and domain that an extent covers, '*' for everything: a reader must hold each of them. */
export const pairsOf = (extent: Scope): Array<[community: string, domain: string]> => {
	if (extent === 'all') return [['*', '*']];
	const pairs = extent.flatMap(({communities, domains}) =>
		communities.flatMap(community => (domains === 'all' ? ['*'] : domains).map(domain => `${community} ${domain}`)),
	);
	return [...new Set(pairs)].sort().map(pair => pair.split(' ') as [string, string]);
};

/** The same places always in the same words, however the grants were given. */
function inOrder(scope: Scope): Scope {
	if (scope === 'all') return scope;
	const pairs = pairsOf(scope);
	const whole = new Set(pairs.filter(([, domain]) => domain === '*').map(([community]) => community));
	const byDomains = new Map<string, string[]>();
	for (const community of new Set(pairs.map(([id]) => id))) {
		const domains = whole.has(community) ? '*' : pairs.flatMap(([id, domain]) => (id === community ? [domain] : [])).join(' ');
		byDomains.set(domains, [...(byDomains.get(domains) ?? []), community]);
	}
	return [...byDomains]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([domains, communities]) => ({
			communities,
			domains: domains === '*' ? 'all' : domains.split(' '),
		}));
}
