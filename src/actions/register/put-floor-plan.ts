import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import {type FloorPlan, mostPlans, type Pin, pinFaults, pinsKept} from '../../domain/register/floor-plan.ts';
import type {RiskPoint} from '../../domain/register/risk-point.ts';
import type {Site} from '../../domain/register/site.ts';
import {isInScope} from '../../domain/scope.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {linkPhotos} from '../../store/hazards/hazard-links.ts';
import {findPhoto} from '../../store/inspections/photos.ts';
import {record} from '../../store/journal/journal.ts';
import {findFloorPlan, floorPlansOf, saveFloorPlan} from '../../store/register/floor-plans.ts';
import {pointsOfSite} from '../../store/register/risk-points.ts';
import type {Context} from '../context.ts';
import {requireUuid} from '../cursor.ts';
import {siteInScope} from './see-sites.ts';

export type FloorPlanBody = {name?: string; picture?: string; pins?: Pin[]; closedOn?: string | null; version?: number};

/** Plans of a site with the pins of the points that the reader may see (rules §1.7). */
export async function seeFloorPlans(db: Db, context: Context, siteId: string): Promise<FloorPlan[]> {
	const site = await siteInScope(db, context, siteId);
	const isSeen = seenIn(context, await pointsOfSite(db, site.id));
	return (await floorPlansOf(db, site.id)).map(plan => shown(plan, isSeen));
}

/** Makes or changes a plan. Pins that are given replace those that the caller sees; the others stay. */
export async function putFloorPlan(
	db: Db,
	context: Context,
	{siteId, id}: {siteId: string; id: string},
	body: FloorPlanBody,
): Promise<PutDecision<FloorPlan>> {
	requireUuid(id);
	const site = await siteInScope(db, context, siteId, {forUpdate: true});
	const current = await findFloorPlan(db, id, {forUpdate: true});
	if (current && current.siteId !== site.id) throw new Problem(404, 'not-found', '该场所没有这张平面图。');
	const isSeen = seenIn(context, await pointsOfSite(db, site.id));
	const settled = {...body, ...(body.pins && {pins: pinsKept(current?.pins ?? [], body.pins, isSeen)})};
	const decision = decidePut<FloorPlan>(current, settled, {
		defaults: {id, siteId: site.id, name: '', picture: '', width: 0, height: 0, pins: [], closedOn: null},
		required: ['name', 'picture'],
	});
	if (decision.kind === 'unchanged') return {...decision, value: shown(decision.value, isSeen)};
	const photo = await findPhoto(db, decision.value.picture);
	const faults = [
		...(photo ? [] : [{path: '/picture', message: '平面图的图片尚未上传。'}]),
		...pinFaults(body.pins ?? [], isSeen),
		...(current ? [] : await countFaults(db, site.id)),
	];
	if (faults.length > 0) throw unprocessable(faults);
	const plan = {...decision.value, width: photo!.width, height: photo!.height};
	await keep(db, context, site, plan, `floor-plan-${decision.kind}`);
	return {kind: decision.kind, value: shown(plan, isSeen)};
}

async function countFaults(db: Db, siteId: string): Promise<Fault[]> {
	const count = (await floorPlansOf(db, siteId)).length;
	return count < mostPlans ? [] : [{path: '/', message: `一个场所最多${mostPlans}张平面图。`}];
}

/** Who may see the site may see its plans. */
async function keep(db: Db, context: Context, {id, communityId}: Site, plan: FloorPlan, action: string): Promise<void> {
	await saveFloorPlan(db, plan);
	await record(db, context, {subject: `floor-plan:${plan.id}`, version: plan.version, action, after: plan});
	await linkPhotos(db, {subject: `site:${id}`, communityId, domain: null}, 'attachment', [plan.picture]);
}

const seenIn = ({caller}: Context, points: readonly RiskPoint[]): ((riskPointId: string) => boolean) => {
	const seen = new Set(points.filter(point => isInScope(caller.scope, point.communityId, point.domain)).map(({id}) => id));
	return id => seen.has(id);
};

const shown = (plan: FloorPlan, isSeen: (riskPointId: string) => boolean): FloorPlan => ({
	...plan,
	pins: plan.pins.filter(({riskPointId}) => isSeen(riskPointId)),
});
