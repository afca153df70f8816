import type {RiskLevel} from '../../domain/content.ts';
import type {Day} from '../../domain/days.ts';
import {levelInForce} from '../../domain/register/risk-point.ts';
import {domainOf, highestPriority, levelPlan, levelUnassessed, type Plan, rhythmOf} from '../../domain/schedule/plan.ts';
import {belongs, decidePoint, type PlanPoint, type PointChanges} from '../../domain/schedule/planning.ts';
import type {NewSlot} from '../../domain/schedule/slots.ts';
import {areasBelow} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {listAreas} from '../../store/register/areas.ts';
import {raisersOf} from '../../store/register/risk-points.ts';
import {type Candidate, candidatesOf, lastChecks, recentSlots, type Whereabouts} from '../../store/schedule/planning.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {loadFrequencies} from '../register/load-frequencies.ts';
import {tableInForce} from '../register/tables.ts';
import {asItStands, type Distribution, distribute} from './distribute-slots.ts';
import type {OpenSlot} from './visits.ts';

/** `slotsOnly`: days and pairs are given out later, by one look at all plans. */
export type Slice = {
	after: number;
	limit: number;
	siteIds?: readonly string[];
	slotsOnly?: boolean;
	/** The first day that may have passed without a run. */
	since?: Day;
	/** Levels to suppose instead of those in force. */
	levels?: ReadonlyMap<string, RiskLevel>;
};
/** A plan worked out for some of its points: what has to be written, and who goes where. Nothing is saved yet. */
export type WorkedOut = {
	members: number;
	created: Slot[];
	superseded: PointChanges['superseded'];
	excused: PointChanges['excused'];
	moved: PointChanges['moved'];
	adopted: PointChanges['adopted'];
	/** All slots that are open after the changes. */
	open: OpenSlot[];
	distribution: Distribution;
	/** Where the next slice starts; null after the last point. */
	next: number | null;
};
type Decided = Omit<WorkedOut, 'distribution' | 'next'>;

const pointsPerRead = 400;

/** The plan's area and everything below; null for the whole subdistrict. */
export async function reachOf(db: Db, {scope}: Plan): Promise<string[] | null> {
	return scope.areaId ? areasBelow(await listAreas(db), scope.areaId) : null;
}

/** Reads the points of a plan in slices and decides each (rules §1.5), then gives out days and pairs. */
export async function workOut(
	db: Db,
	context: Context,
	plan: Plan,
	horizonDays: number,
	{after, limit, siteIds, slotsOnly = false, levels, since}: Slice,
): Promise<WorkedOut> {
	const areaIds = await reachOf(db, plan);
	const reach = {planId: plan.id, domain: domainOf(plan, context.forms), areaIds, today: context.today, siteIds};
	const all: Decided = {members: 0, created: [], superseded: [], excused: [], moved: [], adopted: [], open: []};
	let position = after;
	let next: number | null = after;
	for (let left = limit; left > 0 && next !== null; left -= pointsPerRead) {
		const size = Math.min(pointsPerRead, left);
		const candidates = await candidatesOf(db, reach, {after: position, limit: size});
		await decideAll(db, context, plan, {horizonDays, areaIds: areaIds && new Set(areaIds), levels, since}, candidates, all);
		position = candidates.at(-1)?.seq ?? position;
		next = candidates.length === size ? position : null;
	}
	// Asked for a few sites, days and pairs are given out only when there is something to give out.
	const waiting = all.open.some(({putOff, assigned}) => putOff && !assigned);
	const changed = waiting || all.created.length + all.superseded.length + all.moved.length > 0;
	const isStill = slotsOnly || (siteIds !== undefined && !changed);
	const distribution = isStill ? asItStands(all.open) : await distribute(db, context, plan, all.open, horizonDays);
	return {...all, distribution, next};
}

type Look = {horizonDays: number; areaIds: ReadonlySet<string> | null; levels: Slice['levels']; since: Slice['since']};

async function decideAll(
	db: Db,
	context: Context,
	plan: Plan,
	{horizonDays, areaIds, levels, since}: Look,
	candidates: readonly Candidate[],
	all: Decided,
): Promise<void> {
	const ids = candidates.map(({id}) => id);
	const [raisers, checks, slots] = [
		await raisersOf(db, ids),
		await lastChecks(db, ids, plan.checklist),
		await recentSlots(db, plan.id, ids),
	];
	const dynamic = await tableInForce(db, context, 'dynamic-risk');
	const siteIds = candidates.map(({siteId}) => siteId);
	const frequencies = await loadFrequencies(db, siteIds, context.today, dynamic, {named: false});
	const terms = levelPlan(plan, context.forms.calendars);
	const domain = domainOf(plan, context.forms);
	for (const {seq: _, assessedLevel, lat, lng, ...candidate} of candidates) {
		const inForce = levelInForce(assessedLevel, raisers.get(candidate.id) ?? [], dynamic.raise) ?? levelUnassessed;
		const level = levels?.get(candidate.id) ?? inForce;
		const divisor = frequencies.get(candidate.siteId)?.divisor ?? 1;
		const lastCheckedOn = checks.get(candidate.id);
		const known = slots.get(candidate.id) ?? [];
		const point: PlanPoint = {...candidate, level, divisor, slots: known, ...(lastCheckedOn && {lastCheckedOn})};
		const isMember = belongs(plan, domain, areaIds, point);
		const changes = decidePoint(plan, terms, point, isMember, {today: context.today, horizonDays, since});
		if (isMember && !(point.closedOn && point.closedOn <= context.today)) all.members++;
		add(all, changes, {areaId: point.areaId, lat, lng}, known, slot => toSlot(slot, plan, point, context));
	}
}

function add(all: Decided, changes: PointChanges, where: Whereabouts, known: Slot[], make: (slot: NewSlot) => Slot): void {
	const created = changes.created.map(make);
	all.created.push(...created);
	all.superseded.push(...changes.superseded);
	all.excused.push(...changes.excused);
	all.moved.push(...changes.moved);
	all.adopted.push(...changes.adopted);
	const {kept} = changes;
	const standing = kept && known.find(({id}) => id === kept.id);
	if (kept && standing) all.open.push({...standing, opensOn: kept.opensOn, rhythm: kept.rhythm, ...where});
	const over = new Set(changes.superseded.map(({id}) => id));
	for (const slot of created) if (!over.has(slot.id)) all.open.push({...slot, ...where});
}

const toSlot = (
	{pointId, excuse, supersedes: _, stale: __, attempts: ___, ...slot}: NewSlot,
	plan: Plan,
	point: PlanPoint,
	{now}: Context,
): Slot => ({
	...slot,
	riskPointId: pointId,
	communityId: point.communityId,
	domain: point.domain,
	checklist: plan.checklist,
	priority: Math.max(slot.priority, plan.urgent ? highestPriority : 0),
	createdAt: now,
	rhythm: rhythmOf(plan, slot.level, point.divisor),
	attempts: [],
	...(excuse && {excuse: {by: null, reason: excuse}}),
});
