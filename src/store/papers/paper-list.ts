import type {Instant} from '../../domain/days.ts';
import type {PaperRecord, PaperState} from '../../domain/papers/paper.ts';
import type {WaitingDrafts} from '../../domain/papers/waits.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {scoped} from '../scope.ts';
import {fromRow, hazardsOnPapers, type PaperRow} from './papers.ts';

export type PaperFilter = {
	kind?: string | undefined;
	site?: string | undefined;
	states?: readonly PaperState[] | undefined;
	/** Any of these. */
	drafts?: readonly WaitingDrafts[] | undefined;
	hazard?: string | undefined;
	/** Whether its service was recorded. */
	served?: boolean | undefined;
	/** Part of the number or of the site's name. */
	q?: string | undefined;
	/** Numbered from … until before. */
	since?: Instant | undefined;
	until?: Instant | undefined;
	ids?: readonly string[] | undefined;
	/** With bytes: issued, or void since. */
	drawn?: boolean | undefined;
};
export type PaperPage = {after?: number | undefined; limit: number; count: boolean};

/** Papers in scope, the newest first; `next` is the arrival number of the last row when there are more. */
export async function listPapers(
	db: Db,
	viewer: {scope: Scope; personId: string},
	filter: PaperFilter,
	{after, limit, count}: PaperPage,
): Promise<{items: PaperRecord[]; next: number | null; total?: number}> {
	const matching = () => db('papers').modify(visible(db, viewer)).modify(filtered(filter));
	const rows = (await matching()
		.modify(query => {
			if (after !== undefined) query.where('papers.seq', '<', after);
		})
		.select(listed.map(name => `papers.${name}`))
		.orderBy('papers.seq', 'desc')
		.limit(limit + 1)) as PaperRow[];
	const shown = rows.slice(0, limit);
	const hazards = await hazardsOnPapers(
		db,
		shown.map(({id}) => id),
	);
	const items = shown.map(row => fromRow(row, hazards.get(row.id) ?? []));
	const next = rows.length > limit ? Number(shown.at(-1)!.seq) : null;
	if (!count) return {items, next};
	const [total] = (await matching().count({n: '*'})) as Array<{n: number}>;
	return {items, next, total: Number(total!.n)};
}

const filtered =
	({kind, site, states, drafts, hazard, served, q, since, until, ids, drawn}: PaperFilter) =>
	(query: ReturnType<Db>): void => {
		if (kind) query.where('papers.kind', kind);
		if (site) query.where('papers.site_id', site);
		if (states) query.whereIn('papers.state', [...states]);
		if (drafts) {
			query.where(any => {
				if (drafts.length === 0) any.whereRaw('1 = 0');
				for (const one of drafts)
					any.orWhere(each => void each.where('papers.state', one.state).whereIn('papers.kind', one.kinds));
			});
		}
		if (hazard)
			query.whereRaw('exists (select 1 from paper_hazards of where of.paper_id = papers.id and of.hazard_id = ?)', [hazard]);
		if (served !== undefined) query.where('papers.services', served ? '<>' : '=', '[]');
		if (since) query.where('papers.allocated_at', '>=', since);
		if (until) query.where('papers.allocated_at', '<', until);
		if (ids) query.whereIn('papers.id', [...ids]);
		if (drawn) query.whereNotNull('papers.sha256');
		if (q) {
			const part = `%${q.replace(/[\\%_]/g, sign => `\\${sign}`)}%`;
			query.whereRaw(
				`(papers.number like ? escape '\\' or exists (select 1 from sites where sites.id = papers.site_id and sites.name like ? escape '\\'))`,
				[part, part],
			);
		}
	};

/** Any of its hazards, or its inspection, or filed by the viewer (rules §1.7). */
const visible =
	(db: Db, {scope, personId}: {scope: Scope; personId: string}) =>
	(query: ReturnType<Db>): void => {
		if (scope === 'all') return;
		const hazards = db('paper_hazards as ph')
			.join('hazards as h', 'h.id', 'ph.hazard_id')
			.whereRaw('ph.paper_id = papers.id')
			.modify(scoped(scope, {community: 'h.community_id', domain: 'h.domain'}));
		const checks = db('checks as c')
			.whereRaw('c.inspection_id = papers.inspection_id')
			.modify(scoped(scope, {community: 'c.community_id', domain: 'c.domain'}));
		const filed = db('inspections as i').whereRaw('i.id = papers.inspection_id').where('i.filed_by', personId);
		query.where(any => {
			for (const one of [hazards, checks, filed]) any.orWhereExists(one.select(db.raw('1')));
		});
	};

const listed = [
	...['seq', 'id', 'kind', 'year', 'ordinal', 'number', 'state', 'site_id', 'community_id', 'domain', 'inspection_id', 'title'],
	...['sha256', 'pages', 'verify_code', 'issued_by', 'allocated_at', 'issued_at', 'voided_at', 'void_reason', 'replaced_by'],
	...['replaces', 'services', 'drafters', 'drafted_at', 'steps', 'version'],
];
