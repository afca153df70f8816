import type {ControlLevel, RiskLevel} from '../../domain/content.ts';
import {plusInterval} from '../../domain/days.ts';
import {Problem} from '../../domain/problem.ts';
import {usual} from '../../domain/register/dynamic-risk.ts';
import {
	controlLevelOf,
	levelInForce,
	type RaisingHazard,
	type RepeatedItem,
	type RiskPoint,
	raising,
} from '../../domain/register/risk-point.ts';
import {areasBelow, isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {repeatedItems} from '../../store/hazards/earlier-hazards.ts';
import {siteNames} from '../../store/hazards/hazard-names.ts';
import {listAreas} from '../../store/register/areas.ts';
import {findPoint, listPoints, type PointFilter, raisersOf} from '../../store/register/risk-points.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor, readSearch} from '../cursor.ts';
import {loadFrequencies, type ShownFrequency, showFrequency} from './load-frequencies.ts';
import {tableInForce} from './tables.ts';

export type PointQuery = Omit<PointFilter, 'areas' | 'raise'> & {area?: string; after?: string; limit?: number; count?: boolean};

/** A point with the level in force, why it is so, and who controls at that level. */
export type ShownPoint = RiskPoint & {
	level: RiskLevel | null;
	raisedBy: RaisingHazard[];
	controlLevel: ControlLevel | null;
	/** Items that came back and raise the control level. */
	repeatedItems: RepeatedItem[];
	frequency: ShownFrequency;
};

/** The point, when it exists and its community and domain are in scope; otherwise the same 404 (rules §1.7). */
export async function pointInScope(db: Db, {caller}: Pick<Context, 'caller'>, id: string, options = {}): Promise<RiskPoint> {
	const point = await findPoint(db, id, options);
	if (!point || !isInScope(caller.scope, point.communityId, point.domain)) throw pointNotFound();
	return point;
}

export const pointNotFound = (): Problem => new Problem(404, 'not-found', '没有这个风险点，或者不在您的范围内。');

export async function seePoint(db: Db, context: Context, id: string): Promise<NamedPoint> {
	const [named] = await nameSites(db, [await showPoint(db, context, await pointInScope(db, context, id))]);
	return named!;
}

export type NamedPoint = ShownPoint & {siteName: string};

/** Who may see a point may see its site (rules §1.7). */
export async function nameSites(db: Db, points: ShownPoint[]): Promise<NamedPoint[]> {
	const sites = await siteNames(
		db,
		points.map(({siteId}) => siteId),
	);
	return points.map(point => ({...point, siteName: sites.get(point.siteId)?.name ?? ''}));
}

export async function seePoints(
	db: Db,
	context: Context,
	{area, q, after, limit = 50, count = false, ...rest}: PointQuery,
): Promise<{items: NamedPoint[]; next: string | null; total?: number}> {
	const search = readSearch(q);
	const filter = {
		...rest,
		...(area !== undefined && {areas: areasBelow(await listAreas(db), area)}),
		...(search !== undefined && {q: search}),
	};
	const seq = readCursor(after);
	const {raise} = await tableInForce(db, context, 'dynamic-risk');
	const page = await listPoints(
		db,
		context.caller.scope,
		{...filter, raise},
		{...(seq !== undefined && {after: seq}), limit, count},
	);
	return {...page, items: await nameSites(db, await showPoints(db, context, page.items)), next: cursorOf(page.next)};
}

export async function showPoint(db: Db, context: Context, point: RiskPoint): Promise<ShownPoint> {
	const [shown] = await showPoints(db, context, [point]);
	return shown!;
}

/** Adds what is computed from the open hazards; they share the point's community and domain, so its readers may see them. */
export async function showPoints(db: Db, context: Context, points: RiskPoint[]): Promise<ShownPoint[]> {
	const ids = points.map(({id}) => id);
	const terms = await tableInForce(db, context, 'dynamic-risk');
	const raisers = await raisersOf(db, ids);
	const recurrence = await tableInForce(db, context, 'recurrence');
	const after = plusInterval(context.today, `P${recurrence.siteItemMonths}M`, -1);
	const repeated = await repeatedItems(db, ids, {after, times: recurrence.controlTimes ?? 2});
	const siteIds = points.map(({siteId}) => siteId);
	const frequencies = await loadFrequencies(db, siteIds, context.today, terms);
	return points.map(point => {
		const raisedBy = raising(raisers.get(point.id) ?? [], terms.raise);
		const repeatedAt = repeated.get(point.id) ?? [];
		const level = levelInForce(point.assessedLevel, raisedBy, terms.raise);
		return {
			...point,
			level,
			raisedBy,
			controlLevel: controlLevelOf((level && context.forms.controlLevels.get(level)?.controlLevel) ?? null, repeatedAt),
			repeatedItems: repeatedAt,
			frequency: showFrequency(context, frequencies.get(point.siteId) ?? usual, terms),
		};
	});
}
