import type {Day} from '../../domain/days.ts';
import type {Scope} from '../../domain/scope.ts';
import {contains, escaped} from '../register/sites.ts';
import {marks} from '../rows.ts';
import {scopeSql} from '../scope.ts';

export type InspectionFilter = {
	site?: string;
	/** Any of its checks was of this point. */
	riskPoint?: string;
	communities?: readonly string[] | undefined;
	siteAreas?: readonly string[] | undefined;
	q?: string;
	from?: Day;
	to?: Day;
	person?: string;
	outcome?: string;
};
export type Sight = {scope: Scope; personId: string};

/** Seen by community and a domain of any of its checks, or by who filed it (rules §1.7). */
export function visible({scope, personId}: Sight): {sql: string; bindings: string[]} {
	const {sql, bindings} = scopeSql(scope);
	if (!sql) return {sql: '1 = 1', bindings: []};
	const anyCheck = `exists (select 1 from checks where checks.inspection_id = i.id and ${sql})`;
	return {sql: `(i.filed_by = ? or ${anyCheck})`, bindings: [personId, ...bindings]};
}

type Piece = {sql: string; bindings: readonly string[]};

/** A condition on rows i of inspections. */
export function matching(filter: InspectionFilter, sight: Sight): {sql: string; bindings: string[]} {
	const {site, riskPoint, from, to, person, outcome, q} = filter;
	const seen = visible(sight);
	const parts: Piece[] = [
		seen,
		...(site ? [{sql: 'i.site_id = ?', bindings: [site]}] : []),
		...(riskPoint
			? [{sql: 'exists (select 1 from checks where inspection_id = i.id and risk_point_id = ?)', bindings: [riskPoint]}]
			: []),
		...within(filter),
		...(q ? [wordsSql(q)] : []),
		...(from ? [{sql: 'i.inspected_on >= ?', bindings: [from]}] : []),
		...(to ? [{sql: 'i.inspected_on <= ?', bindings: [to]}] : []),
		// Ids are UUIDs in quotes: no part of one is another.
		...(person ? [{sql: 'i.inspectors like ?', bindings: [`%"${person}"%`]}] : []),
		...(outcome ? [{sql: 'i.outcome = ?', bindings: [outcome]}] : []),
	];
	return {sql: parts.map(({sql}) => sql).join(' and '), bindings: parts.flatMap(({bindings}) => bindings)};
}

const within = ({communities, siteAreas}: InspectionFilter): Piece[] => [
	...(communities ? [inList('i.community_id', communities)] : []),
	...(siteAreas ? [{sql: `i.site_id in (select id from sites where area_id in ${marks(siteAreas)})`, bindings: siteAreas}] : []),
];
const inList = (column: string, values: readonly string[]): Piece =>
	values.length > 0 ? {sql: `${column} in ${marks(values)}`, bindings: values} : {sql: '1 = 0', bindings: []};
const wordsSql = (q: string): Piece =>
	/^jc-/i.test(q)
		? {sql: `i.number like ? escape '!'`, bindings: [`${escaped(q.toUpperCase())}%`]}
		: {sql: `i.site_id in (select id from sites where ${contains('name')})`, bindings: [`%${escaped(q.toLowerCase())}%`]};
