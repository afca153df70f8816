import {dayOf, type Instant} from '../../domain/days.ts';
import {gramsOf} from '../../domain/grams.ts';
import {adviceFor} from '../../domain/hazards/deadline-advice.ts';
import {
	endedStates,
	type Hazard,
	type HazardGrade,
	type HazardState,
	hazardStates,
	openStates,
} from '../../domain/hazards/hazard.ts';
import type {FlagCode} from '../../domain/hazards/hazard-flags.ts';
import {type MoveName, movesFor} from '../../domain/hazards/hazard-moves.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {areasBelow, communityOf, isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {hasValidNotice} from '../../store/hazards/hazard-links.ts';
import {countHazards, type HazardFilter, type HazardKey, hazardPage} from '../../store/hazards/hazard-list.ts';
import {personNames} from '../../store/hazards/hazard-names.ts';
import {findHazard} from '../../store/hazards/hazards.ts';
import {leadOfHazard} from '../../store/hazards/leads.ts';
import {journalOf} from '../../store/journal/journal.ts';
import {listAreas} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';
import {fromCursor, toCursor} from '../page-key.ts';
import {transferFor} from './route-hazard.ts';
import {dutiesFor} from './see-duties.ts';
import {type HazardView, viewOf, viewsOf} from './view-hazard.ts';

export type HazardFilters = {
	state?: string;
	grade?: HazardGrade;
	domain?: string;
	area?: string;
	site?: string;
	riskPoint?: string;
	overdue?: boolean;
	dueBefore?: string;
	q?: string;
	flagged?: boolean;
	flag?: FlagCode;
	asOf?: Instant;
};
type Paging = {after?: string; limit?: number; count?: boolean};

/** A page of hazards in scope, now or as of a moment. */
export async function seeHazards(
	db: Db,
	context: Context,
	{after, limit = 50, count, ...filters}: HazardFilters & Paging,
): Promise<{items: HazardView[]; next: string | null; total?: number}> {
	const filter = await filterOf(db, context, filters);
	const rows = await hazardPage(db, filter, {after: fromCursor<HazardKey>(after, 'nnsn'), limit: limit + 1});
	const page = rows.slice(0, limit);
	const items = await viewsOf(
		db,
		context,
		page.map(({hazard}) => hazard),
		filter.at,
	);
	const next = rows.length > limit ? toCursor(page.at(-1)!.key) : null;
	return {items, next, ...(count && {total: await countHazards(db, filter)})};
}

/** What the query fields of a list of hazards mean; 422 for a question that cannot be asked. */
export async function filterOf(db: Db, {caller, now, today}: Context, filters: HazardFilters): Promise<HazardFilter> {
	const {state, area, q, asOf, ...same} = filters;
	if (asOf !== undefined && asOf > now) throw unprocessable([{path: '/asOf', message: '不能晚于此刻。'}]);
	if (asOf !== undefined && (same.flagged !== undefined || same.flag !== undefined))
		throw unprocessable([
			{path: same.flag === undefined ? '/flagged' : '/flag', message: '存疑提示只能按现在查询，请去掉 asOf。'},
		]);
	const words = q?.trim();
	if (words !== undefined && ([...words].length < 2 || (gramsOf(words).length === 0 && !/^yh-/i.test(words))))
		throw unprocessable([{path: '/q', message: '至少两个字。'}], 'rules', '至少两个字。');
	return {
		...same,
		...(area !== undefined && (await withinArea(db, area))),
		scope: caller.scope,
		states: statesOf(state),
		today: asOf === undefined ? today : dayOf(asOf),
		at: asOf,
		q: words,
	};
}

function statesOf(text = 'open'): HazardState[] {
	const words: Record<string, readonly HazardState[]> = {open: openStates, ended: endedStates, all: hazardStates};
	const wanted = new Set(text.split(',').flatMap(word => words[word] ?? [word as HazardState]));
	return hazardStates.filter(state => wanted.has(state));
}

/** A community or the subdistrict by the rows' own community; below that by the area of their sites. */
export async function withinArea(db: Db, id: string): Promise<Pick<HazardFilter, 'communities' | 'siteAreas'>> {
	const areas = await listAreas(db);
	const kind = areas.find(area => area.id === id)?.kind;
	if (kind === undefined) return {communities: []};
	const below = areasBelow(areas, id);
	if (kind === 'grid' || kind === 'micro-grid') return {communities: [communityOf(areas, id)!], siteAreas: below};
	return {communities: areas.filter(area => area.kind === 'community' && below.includes(area.id)).map(area => area.id)};
}

/** The hazard, when it exists and is in the caller's scope; otherwise 404. */
export async function hazardInScope(db: Db, {caller}: Context, id: string): Promise<Hazard> {
	const hazard = await findHazard(db, id);
	if (!hazard || !isInScope(caller.scope, hazard.communityId, hazard.domain))
		throw new Problem(404, 'not-found', '没有找到这条隐患，或不在您的范围内。');
	return hazard;
}

/** One hazard with the moves that this caller may make now, and its life. */
export async function seeHazard(db: Db, context: Context, id: string) {
	const hazard = await hazardInScope(db, context, id);
	const entries = await journalOf(db, `hazard:${id}`);
	const names = await personNames(
		db,
		entries.map(({actor}) => actor),
	);
	return {
		...(await wholeOf(db, context, hazard)),
		lead: hazard.source === 'lead' ? await leadOfHazard(db, id) : null,
		transferDepartment: await transferFor(db, context, hazard),
		journal: entries.map(({version, at, actor, action, reason}) => ({
			version,
			at,
			actor,
			actorName: names.get(actor)?.name ?? (actor === 'system' ? '系统' : actor),
			action,
			reason,
		})),
	};
}

/** A hazard with its facts, the moves that this caller may make now, and what is owed on it: the answer of every move. */
export async function wholeOf(db: Db, context: Context, hazard: Hazard) {
	// Signs are shown as flags: they may name what this reader does not see.
	const {signs: _, ...facts} = hazard.facts;
	return {
		...(await viewOf(db, context, hazard)),
		facts,
		moves: await movesOf(db, context, hazard),
		duties: await dutiesFor(db, context, hazard),
		deadlineAdvice: adviceFor(hazard, context.forms.calendars, context.today),
	};
}

async function movesOf(db: Db, {caller, now, today}: Context, hazard: Hazard): Promise<MoveName[]> {
	const context = {now, today, awaitedPhotos: [], hasValidNotice: await hasValidNotice(db, hazard)};
	return movesFor(hazard, {id: caller.person.id, roles: caller.person.roles}, context);
}
